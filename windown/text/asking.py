"""Every option of a practice on the command line."""

import argparse
from collections.abc import Callable

from windown.core.chosen import NO_BACKGROUND
from windown.core.mix import SOUNDS, mix_of
from windown.core.options import AT_END, EFFORTS, ORDERS, PLACES, SIDES, Options
from windown.core.wording import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the options of a practice to a command; those not given are as they were chosen."""
    group = parser.add_argument_group(words("cli.options"))

    def number(name: str, low: float, high: float, metavar: str) -> None:
        told = words(f"cli.option_{name}", low=f"{low:g}", high=f"{high:g}")
        flag = f"--{name.replace('_', '-')}"
        group.add_argument(flag, type=_within(low, high), metavar=metavar, help=told)

    number("pace", 0.1, 60, "X")
    number("exhale", 1, 60, "S")
    number("target", 1, 30, "R")
    number("rate", 1, 60, "R")
    number("words_until", 0, 36_000, "S")
    number("pauses", 0.5, 3, "X")
    number("fade", 0, 60, "N")
    for name, choices in _CHOICES.items():
        flag = f"--{name.replace('_', '-')}"
        group.add_argument(flag, choices=choices, default="", help=words(f"cli.option_{name}"))
    for name in ("rounds", "formulas"):
        told = words(f"cli.option_{name}")
        group.add_argument(f"--{name}", type=_whole(1, 10), metavar="N", help=told)
    for name in ("voice", "tones", "eyes_closed"):
        flag = f"--{name.replace('_', '-')}"
        told = words(f"cli.option_{name}")
        group.add_argument(flag, action=argparse.BooleanOptionalAction, default=None, help=told)
    group.add_argument("--theme", default="", metavar="ID", help=words("cli.option_theme"))
    told = words("cli.option_background", sounds=", ".join(SOUNDS))
    group.add_argument("--background", type=_background, default="", metavar="MIX", help=told)
    told = words("cli.option_leave_out")
    group.add_argument("--leave-out", type=_names, default=frozenset(), metavar="A,B", help=told)


def options_from(given: argparse.Namespace) -> Options:
    """The options given to a command."""
    return Options(**{name: getattr(given, name) for name in Options.__dataclass_fields__})


_CHOICES = {
    "effort": EFFORTS,
    "side": SIDES,
    "place": PLACES,
    "order": ORDERS,
    "at_end": AT_END,
}


def _within(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{low:g} … {high:g}, not {text}")
        return value

    return number


def _whole(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{low} … {high}, not {text}")
        return value

    return number


def _background(text: str) -> str:
    if text != NO_BACKGROUND:
        try:
            mix_of(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text}: rain:0.5+sea") from None
    return text


def _names(text: str) -> frozenset[str]:
    return frozenset(name for name in text.split(",") if name)
