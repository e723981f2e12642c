"""The three faces as colours, how readable a pair is, and how much waking light a picture gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

#: Melanopic shares of the linear-light primaries of a usual screen; white is 1 (facts 5.2).
MELANOPIC = (0.015, 0.445, 0.540)
#: Shares of relative luminance of the same primaries (WCAG 2.2, Rec. 709).
LUMINANCE = (0.2126, 0.7152, 0.0722)
#: Highest screen scores (facts 5.3): of the face's screens, and of a session on any face.
LIMITS = {"evening": 0.05, "night": 0.03}
SESSION_LIMIT = 0.02
#: Part of the text colour in a hairline.
HAIRLINE = 0.08


@dataclass(frozen=True)
class Face:
    """The colours of one face, each "#RRGGBB".

    `raised` is a surface under the pointer, `outline` the edge of a control (3:1), `fill` and
    `on_fill` the one filled button, `glow` the way from the ground to the brightest point of
    what we draw: parts of the way (0 to 1) with their colours.
    """

    name: str
    ground: str
    surface: str
    raised: str
    text: str
    quiet: str
    accent: str
    outline: str
    fill: str
    on_fill: str
    glow: tuple[tuple[float, str], ...]

    @property
    def hairline(self) -> str:
        """The colour of a thin line that only hints at an edge."""
        return mix(self.ground, self.text, HAIRLINE)


MORNING = Face(
    name="morning",
    ground="#F5EDE2",
    surface="#FFF9F0",
    raised="#FBF1E3",
    text="#2A2019",
    quiet="#72604F",
    accent="#9C4518",
    outline="#94806C",
    fill="#9C4518",
    on_fill="#FFF9F0",
    glow=(
        (0.0, "#F5EDE2"), (0.3, "#F3DDC4"), (0.55, "#EDBE8E"), (0.8, "#D98A4C"), (1.0, "#B25A22"),
    ),
)  # fmt: skip
EVENING = Face(
    name="evening",
    ground="#140D08",
    surface="#1E140C",
    raised="#291B10",
    text="#EBC599",
    quiet="#A5825D",
    accent="#F2A65A",
    outline="#8A6B4C",
    fill="#D98C45",
    on_fill="#140D08",
    glow=(
        (0.0, "#140D08"), (0.12, "#22130A"), (0.3, "#4C2610"), (0.5, "#8A4A1C"),
        (0.72, "#CC7C34"), (0.88, "#EFA355"), (1.0, "#FFCB8C"),
    ),
)  # fmt: skip
NIGHT = Face(
    name="night",
    ground="#0A0402",
    surface="#150804",
    raised="#200D06",
    text="#D9712E",
    quiet="#C2672F",
    accent="#FF8A24",
    outline="#A04E22",
    fill="#C8641F",
    on_fill="#0A0402",
    glow=(
        (0.0, "#0A0402"), (0.12, "#1C0903"), (0.3, "#48190A"), (0.5, "#8A360F"),
        (0.72, "#CB641F"), (0.88, "#F28E3A"), (1.0, "#FFB46A"),
    ),
)  # fmt: skip
FACES = {face.name: face for face in (MORNING, EVENING, NIGHT)}


def linear(value: int) -> float:
    """The linear light (0 to 1) of one sRGB channel (0 to 255)."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


#: Linear light of each of the 256 values of a channel.
LINEAR = tuple(linear(value) for value in range(256))


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, part: float) -> str:
    """The colour that lies `part` (0 to 1) of the way from the first to the second, in sRGB."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def along(way: tuple[tuple[float, str], ...], part: float) -> str:
    """The colour at a part (0 to 1) of a way of colours such as `Face.glow`."""
    for (start, first), (end, second) in pairwise(way):
        if part <= end:
            return mix(first, second, max(0.0, part - start) / (end - start))
    return way[-1][1]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    return _weighted(colour, LUMINANCE)


def melanopic(colour: str) -> float:
    """How much a colour tells the body that it is day: 0 black, 1 a white screen."""
    return _weighted(colour, MELANOPIC)


def _weighted(colour: str, weights: tuple[float, float, float]) -> float:
    return sum(w * LINEAR[value] for w, value in zip(weights, channels(colour), strict=True))


def contrast(first: str, second: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def screen_score(areas: Iterable[tuple[str, float]]) -> float:
    """The screen score (facts 5.2) of colours and their areas, in any unit; 0 without an area."""
    known = list(areas)
    whole = sum(area for _, area in known)
    return sum(melanopic(colour) * area for colour, area in known) / whole if whole else 0.0
