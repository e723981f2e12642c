"""A background mixed by hand: each sound and each of the person's own files with its volume."""

from dataclasses import dataclass
from pathlib import PurePath

from windown.core.chosen import NO_BACKGROUND
from windown.core.mix import MOST, OWN, SOUNDS, mix_of, text_of
from windown.core.practice import Listening
from windown.service.desk import Desk

#: A slider has so many steps from silence to full.
STEPS = 20


@dataclass(frozen=True)
class Strip:
    """One sound of the mix: its id, its name, where its slider stands, whether it can go."""

    id: str
    name: str
    step: int
    told: str
    own: bool


@dataclass(frozen=True)
class MixView:
    """All sounds; `told` says what is not possible, or ""."""

    strips: tuple[Strip, ...]
    full: bool
    told: str


class Mixing:
    """The presenter of a mix: of one practice, or ("") of the settings. Kept at once."""

    def __init__(self, desk: Desk, practice_id: str = "") -> None:
        self.desk, self.practice_id = desk, practice_id

    def view(self) -> MixView:
        """Windown's own sounds, then the person's files."""
        held, words = self._held(), self.desk.words
        ours = [(sound, words(f"background.{sound}"), False) for sound in SOUNDS]
        own = [(name, PurePath(name[len(OWN) :]).name, True) for name in held if name not in SOUNDS]
        strips = tuple(
            Strip(name, told, self._step(held.get(name, 0.0)), self._told(held.get(name, 0.0)), own)
            for name, told, own in (*ours, *own)
        )
        full = len(held) >= MOST
        return MixView(strips, full, words("mix.full", n=MOST) if full else "")

    def move(self, name: str, step: int) -> str:
        """Set the volume of one sound; how that is told. More than fit are not taken in."""
        held = self._held()
        volume = step / STEPS
        if name not in held and (volume == 0.0 or len(held) >= MOST):
            return self._told(0.0)
        if volume == 0.0 and not name.startswith(OWN):
            held.pop(name)
        else:
            held[name] = volume
        self._keep(held)
        return self._told(volume)

    def add(self, file: str) -> None:
        """Take in a file of the person's own, at half volume."""
        held = self._held()
        if file and len(held) < MOST:
            self._keep({**held, OWN + file: 0.5})

    def remove(self, name: str) -> None:
        """Let a sound or file go."""
        self._keep({key: volume for key, volume in self._held().items() if key != name})

    def text(self) -> str:
        """The mix as a session plays it."""
        return text_of(tuple(self._held().items()))

    def _held(self) -> dict[str, float]:
        text = self.desk.options(self.practice_id).background if self.practice_id else ""
        text = text or self._alone() or self.desk.settings.background
        return {} if text == NO_BACKGROUND else dict(mix_of(text))

    def _alone(self) -> str:
        """The sound of a practice that is one to listen to, else ""."""
        practice = self.desk.shelf.find(self.practice_id)
        return practice.body.sound if practice and isinstance(practice.body, Listening) else ""

    def _keep(self, held: dict[str, float]) -> None:
        text = text_of(tuple(held.items()))
        if self._alone():
            self.desk.choose(self.practice_id, background="" if text == self._alone() else text)
        elif self.practice_id:
            self.desk.choose(self.practice_id, background=text or NO_BACKGROUND)
        else:
            self.desk.change(background=text)

    def _step(self, volume: float) -> int:
        return round(volume * STEPS)

    def _told(self, volume: float) -> str:
        words = self.desk.words
        return (
            words("options.per_cent", text=str(round(volume * 100))) if volume else words("mix.off")
        )
