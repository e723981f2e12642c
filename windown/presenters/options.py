"""The options of one practice as rows: what can be chosen, how it stands, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from windown.core.areas import remaining
from windown.core.catalogue import name_of
from windown.core.chosen import NO_BACKGROUND
from windown.core.mix import SOUNDS
from windown.core.options import AT_END, EFFORTS, ORDERS, PLACES, SIDES, Options
from windown.core.practice import (
    Breathing,
    Guided,
    Listening,
    Practice,
    Range,
    Relaxation,
    Shuffle,
    Slowdown,
    Writing,
)
from windown.core.relaxation import area_text
from windown.presenters.numbers import minutes_text, number_text
from windown.service.desk import Desk

#: From when on words become tones: at once, after these seconds, or not at all.
WORDS_UNTIL = (0.0, 60.0, 300.0, 36_000.0)
USUAL_WORDS_UNTIL = 60.0
PAUSES = Range(1.0, 1.0, 2.0)
ROUNDS = 3


@dataclass(frozen=True)
class Slide:
    """A figure on a slider: `steps` steps from 0, standing at `step`, told in words."""

    id: str
    name: str
    steps: int
    step: int
    told: str


@dataclass(frozen=True)
class Choose:
    """One of a few, as pairs of an id and its name."""

    id: str
    name: str
    choices: tuple[tuple[str, str], ...]
    current: str


@dataclass(frozen=True)
class Turn:
    """Something on or off."""

    id: str
    name: str
    on: bool


@dataclass(frozen=True)
class Areas:
    """Areas of the body as (id, name, taken part in).

    Those in `held` cannot be changed here, and `told` says why; `left_handed` turns the figure.
    """

    id: str
    name: str
    areas: tuple[tuple[str, str, bool], ...]
    held: frozenset[str] = frozenset()
    told: str = ""
    left_handed: bool = False


Row = Slide | Choose | Turn | Areas


@dataclass(frozen=True)
class _Figure:
    """A figure that can be chosen: its limits, its step, what it is when nothing is chosen."""

    limits: Range
    step: float
    usual: float


class OptionsScreen:
    """The presenter of a practice's options; every change is kept at once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def rows(self, practice_id: str) -> tuple[Row, ...]:
        """What can be chosen for a practice beside its length."""
        practice = self.desk.shelf.find(practice_id)
        return tuple(self._rows(practice)) if practice else ()

    def move(self, practice_id: str, row: str, step: int) -> str:
        """Put a slider at a step; how that is told."""
        practice = self.desk.shelf.find(practice_id)
        figure = _figures(practice).get(row) if practice else None
        if practice is None or figure is None:
            return ""
        value = round(min(figure.limits.max, figure.limits.min + step * figure.step), 3)
        self.desk.choose(practice_id, **{row: int(value) if row in _WHOLE else value})
        return self._told(practice, row, value)

    def choose(self, practice_id: str, row: str, value: str) -> None:
        """Choose one of a few."""
        chosen: object = float(value) if row == "words_until" else value
        self.desk.choose(practice_id, **{row: chosen})

    def turn(self, practice_id: str, row: str, on: bool) -> None:
        """Turn something on or off."""
        self.desk.choose(practice_id, **{row: on})

    def leave_out(self, practice_id: str, area: str, out: bool) -> None:
        """Leave an area out of this practice, or take it in again."""
        held = self.desk.options(practice_id).leave_out
        self.desk.choose(practice_id, leave_out=held | {area} if out else held - {area})

    def as_it_comes(self, practice_id: str) -> None:
        """Forget every option of a practice."""
        kept = {k: v for k, v in self.desk.settings.options.items() if k != practice_id}
        self.desk.change(options=kept)

    def _rows(self, practice: Practice) -> Iterator[Row]:
        options, body = self.desk.options(practice.id), practice.body
        if isinstance(body, Writing):
            return
        for name, figure in _figures(practice).items():
            yield self._slide(practice, name, figure, self._chosen(practice, options, name))
        if isinstance(body, Guided) and body.themes:
            yield self._one_of(practice, "theme", body.themes, options.theme or body.themes[0])
        yield self._turn("eyes_closed", bool(options.eyes_closed))
        if options.eyes_closed:
            yield self._one_of(practice, "at_end", AT_END, options.at_end or AT_END[0])
        yield from self._sound(practice, options)
        if isinstance(body, Relaxation):
            yield from self._walk(practice, body, options)

    def _chosen(self, practice: Practice, options: Options, name: str) -> object:
        """Formulas come by themselves over the weeks, so many as it is time for tonight."""
        if name == "formulas":
            return self.desk.ask(practice.id, self.desk.clock.now()).options.formulas
        return getattr(options, name)

    def is_changed(self, practice_id: str) -> bool:
        """Whether anything was chosen for a practice."""
        return practice_id in self.desk.settings.options

    def _walk(self, practice: Practice, body: Relaxation, options: Options) -> Iterator[Row]:
        if body.tenses:
            mine = self.desk.settings.body
            yield self._one_of(practice, "effort", EFFORTS, options.effort or "half")
            yield self._one_of(practice, "place", PLACES, options.place or mine.place or "bed")
            yield self._one_of(practice, "side", SIDES, options.side or mine.side)
        usual = "feet" if body.manner == "scan" else "head"
        if body.manner in ("scan", "passive"):
            yield self._one_of(practice, "order", ORDERS, options.order or usual)
        yield self._areas(body, options)

    def _areas(self, body: Relaxation, options: Options) -> Areas:
        """What is left out of everything cannot be taken in again here; *My body* says so."""
        words, mine = self.desk.words, self.desk.settings.body
        out = options.leave_out | mine.left_out
        held = frozenset(a for a in body.areas if not remaining(a, mine.left_out))
        areas = ((a, area_text(a, "name", words), bool(remaining(a, out))) for a in body.areas)
        return Areas(
            "leave_out",
            self._name("leave_out"),
            tuple(areas),
            held,
            self._name("held") if held else "",
            (options.side or mine.side) == "left",
        )

    def _sound(self, practice: Practice, options: Options) -> Iterator[Row]:
        chosen, body = self.desk.settings, practice.body
        if not isinstance(body, Listening):
            spoken = chosen.voice_on if options.voice is None else options.voice
            yield self._turn("voice", spoken)
            yield self._turn("tones", options.tones is not False)
        if isinstance(body, Breathing | Slowdown):
            held = USUAL_WORDS_UNTIL if options.words_until is None else options.words_until
            names = tuple(f"{until:g}" for until in WORDS_UNTIL)
            yield self._one_of(practice, "words_until", names, f"{held:g}")
        yield from self._background(practice, options.background)

    def _background(self, practice: Practice, chosen: str) -> Iterator[Row]:
        """A sound to listen to is its own background; only a mix is another."""
        words = self.desk.words
        if isinstance(practice.body, Listening):
            chosen = "" if chosen == NO_BACKGROUND else chosen
            alone = self.desk.words("options.alone", name=name_of(practice, words))
            told = [("", alone)]
        else:
            names = (NO_BACKGROUND, *SOUNDS)
            told = [("", self._name("as_set")), *((n, words(f"background.{n}")) for n in names)]
        if chosen not in dict(told):
            told.append((chosen, words("background.mixed")))
        yield Choose("background", self._name("background"), tuple(told), chosen)

    def _slide(self, practice: Practice, name: str, figure: _Figure, chosen: object) -> Slide:
        value = float(chosen) if isinstance(chosen, int | float) else figure.usual
        value = min(figure.limits.max, max(figure.limits.min, value))
        steps = round((figure.limits.max - figure.limits.min) / figure.step)
        step = round((value - figure.limits.min) / figure.step)
        return Slide(name, self._name(name), steps, step, self._told(practice, name, value))

    def _one_of(
        self, practice: Practice, name: str, values: tuple[str, ...], current: str
    ) -> Choose:
        words = self.desk.words
        own = f"theme.{practice.id}." if name == "theme" else f"options.{name}_"
        choices = tuple((value, words(own + value)) for value in values)
        return Choose(name, self._name(name), choices, current)

    def _turn(self, name: str, on: bool) -> Turn:
        return Turn(name, self._name(name), on)

    def _name(self, name: str) -> str:
        return self.desk.words(f"options.{name}")

    def _told(self, practice: Practice, name: str, value: float) -> str:
        words, body = self.desk.words, practice.body
        if name == "pace" and isinstance(body, Breathing):
            seconds = [number_text(round(p.seconds * value, 1), words) for p in body.cycle]
            return words("options.seconds", n=2, text=" · ".join(seconds))
        if name == "fade":
            return minutes_text(value, words)
        if name in ("target", "rate"):
            return words("options.breaths_a_minute", text=number_text(value, words))
        if name == "pauses":
            return words("options.per_cent", text=number_text(value * 100, words))
        if name in _WHOLE:
            return number_text(value, words)
        return words("options.seconds", n=1 if value == 1 else 2, text=number_text(value, words))


_WHOLE = frozenset({"rounds", "formulas"})


def _figures(practice: Practice) -> dict[str, _Figure]:
    """The figures that can be chosen for a practice, by the names of its options."""
    body = practice.body
    if isinstance(body, Breathing):
        found = {"pace": _Figure(body.scale, 0.05, 1.0)} if body.scale.max > body.scale.min else {}
        exhale = {"exhale": _figure(body.exhale, 0.5)} if body.exhale else {}
        return found | exhale
    if isinstance(body, Slowdown):
        return {"target": _figure(body.target, 0.5)}
    if isinstance(body, Shuffle):
        return {"pace": _figure(body.pace, 0.5)}
    if isinstance(body, Listening):
        return {"fade": _figure(body.fade, 1.0)}
    if isinstance(body, Guided):
        pauses = {"pauses": _Figure(PAUSES, 0.25, 1.0)}
        if body.manner == "autogenic":
            return {"formulas": _Figure(Range(1, 1, len(body.parts)), 1.0, 1.0)} | pauses
        return pauses
    if isinstance(body, Relaxation) and body.tenses:
        return {"rounds": _Figure(Range(1, 1, ROUNDS), 1.0, 1.0)}
    return {}


def _figure(limits: Range, step: float) -> _Figure:
    return _Figure(limits, step, limits.default)
