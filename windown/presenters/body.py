"""My body: what applies to a person, what is left out, and the way back from it."""

from dataclasses import dataclass, replace

from windown.core.advice import advise
from windown.core.body import FLAGS, MyBody
from windown.core.catalogue import name_of
from windown.core.options import PLACES, SIDES
from windown.core.practice import Relaxation
from windown.core.relaxation import area_text
from windown.presenters.options import Areas, Choose, Turn
from windown.service.desk import Desk

#: The practice whose areas are the sixteen groups.
SIXTEEN = "pmr_16"

#: So many practices are named where *My body* says what it changes.
NAMED = 4


@dataclass(frozen=True)
class BodyView:
    """Rows as in `windown.presenters.options`; the way back as (kind, id, text).

    `effect` says what all of it changes, or "".
    """

    flags: tuple[Turn, ...]
    side: Choose
    place: Choose
    areas: Areas
    back: tuple[tuple[str, str, str], ...]
    effect: str = ""


class BodyScreen:
    """The presenter of *My body*; every change is kept at once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def view(self) -> BodyView:
        """All of it as it stands."""
        words, body = self.desk.words, self.desk.settings.body
        flags = tuple(Turn(f, words(f"body.flag_{f}"), f in body.flags) for f in FLAGS)
        return BodyView(
            flags,
            self._choice("side", SIDES, body.side),
            self._choice("place", PLACES, body.place),
            Areas(
                "areas",
                words("body.areas"),
                tuple(self._areas(body)),
                left_handed=body.side == "left",
            ),
            (*self._gentler(body), *self._cramped(body), *self._banned()),
            self.effect(),
        )

    def effect(self) -> str:
        """Which practices are not offered now, and which go otherwise, in words."""
        words, body = self.desk.words, self.desk.settings.body
        advised = [(p, advise(p, body)) for p in self.desk.shelf.practices]
        out = [name_of(p, words) for p, advice in advised if advice.reasons]
        other = [name_of(p, words) for p, advice in advised if advice.changes and advice.offered]
        told = [("out", out), ("other", other)]
        return "\n".join(
            words(f"body.effect_{key}", names=self._some(names)) for key, names in told if names
        )

    def _some(self, names: list[str]) -> str:
        """The first few of them, and how many more there are."""
        shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
        return self.desk.words("body.more", n=more, names=shown) if more > 0 else shown

    def turn(self, flag: str, on: bool) -> None:
        """Say that something applies, or no more."""
        held = self.desk.settings.body.flags
        self._change(flags=held | {flag} if on else held - {flag})

    def choose(self, name: str, value: str) -> None:
        """Choose the writing hand ("side") or how one lies ("place"); "" says nothing."""
        self._change(**{name: value})

    def leave_out(self, area: str, out: bool) -> None:
        """Leave an area out of everything, or take it in again."""
        held = self.desk.settings.body.left_out
        self._change(left_out=held | {area} if out else held - {area})

    def let_again(self, kind: str, name: str) -> None:
        """Let something be as before: a practice, an area, a word."""
        if kind == "banned":
            self.desk.change(banned=self.desk.settings.banned - {name})
        else:
            held: frozenset[str] = getattr(self.desk.settings.body, kind)
            self._change(**{kind: held - {name}})

    def _change(self, **changes: object) -> None:
        self.desk.change(body=replace(self.desk.settings.body, **changes))  # type: ignore[arg-type]

    def _choice(self, name: str, values: tuple[str, ...], current: str) -> Choose:
        words = self.desk.words
        offered = [("", words(f"body.{name}_none"))]
        offered += [(value, words(f"options.{name}_{value}")) for value in values]
        return Choose(name, words(f"body.{name}"), tuple(offered), current)

    def _areas(self, body: MyBody) -> list[tuple[str, str, bool]]:
        practice = self.desk.shelf.find(SIXTEEN)
        if practice is None or not isinstance(practice.body, Relaxation):
            return []
        words = self.desk.words
        named = ((area, area_text(area, "name", words)) for area in practice.body.areas)
        return [(area, name, area not in body.left_out) for area, name in named]

    def _gentler(self, body: MyBody) -> list[tuple[str, str, str]]:
        words = self.desk.words
        found = ((name, self.desk.shelf.find(name)) for name in sorted(body.gentler))
        names = {name: name_of(practice, words) if practice else name for name, practice in found}
        return [
            ("gentler", name, words("body.gentler_again", name=told))
            for name, told in names.items()
        ]

    def _cramped(self, body: MyBody) -> list[tuple[str, str, str]]:
        words = self.desk.words
        return [
            ("cramped", area, words("body.cramped_again", name=area_text(area, "name", words)))
            for area in sorted(body.cramped)
        ]

    def _banned(self) -> list[tuple[str, str, str]]:
        words = self.desk.words
        banned = sorted(self.desk.settings.banned)
        return [("banned", word, words("body.banned_again", word=word)) for word in banned]
