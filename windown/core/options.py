"""How a person wants one practice; what is not chosen is as the practice comes."""

from dataclasses import dataclass, fields, replace

EFFORTS = ("light", "half", "firm")
SIDES = ("right", "left")
PLACES = ("chair", "bed")
ORDERS = ("feet", "head")
AT_END = ("nothing", "screen_off", "suspend")


@dataclass(frozen=True)
class Options:
    """A person's choices for one practice; None or "" everywhere means as it comes.

    `pace` is a factor on the seconds of a breath (more is slower), or the seconds from one word
    of a shuffle to the next. `exhale` is in seconds. `target` and `rate` are breaths a minute,
    where a slow-down goes and where it starts. `words_until` is the second from which words
    become tones (0: tones only). `background` is as `windown.core.mix.mix_of` reads it, "" being
    that of the settings and "none" silence. `rounds` is how often each muscle group is tensed;
    `formulas` how many there are of autogenic training; `fade` the minutes in which a background
    alone goes; `pauses` a factor on the quiet between lines. `order` is where a walk begins.
    """

    pace: float | None = None
    exhale: float | None = None
    target: float | None = None
    rate: float | None = None
    voice: bool | None = None
    words_until: float | None = None
    tones: bool | None = None
    background: str = ""
    leave_out: frozenset[str] = frozenset()
    effort: str = ""
    side: str = ""
    place: str = ""
    order: str = ""
    theme: str = ""
    rounds: int | None = None
    formulas: int | None = None
    pauses: float | None = None
    fade: float | None = None
    eyes_closed: bool | None = None
    at_end: str = ""


def over(given: Options, kept: Options) -> Options:
    """What is given, and what is kept where nothing is given."""
    empty = Options()
    chosen = {
        field.name: getattr(given, field.name)
        for field in fields(Options)
        if getattr(given, field.name) != getattr(empty, field.name)
    }
    return replace(kept, **chosen)
