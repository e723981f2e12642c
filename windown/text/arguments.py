"""What may be typed after `windown`, and how wrong usage is told."""

import argparse
import functools
import sys
from pathlib import Path
from typing import Any, NoReturn

from windown import __version__
from windown.core.wording import Words
from windown.text.asking import add_options

WRONG_USE = 2


class _Parser(argparse.ArgumentParser):
    """Says wrong usage in one sentence and where to read more."""

    def __init__(self, words: Words, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.words = words

    def error(self, message: str) -> NoReturn:
        print(self.words("cli.wrong", why=message), file=sys.stderr)
        sys.exit(WRONG_USE)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """After help and version: whatever they printed is on its way."""
        if sys.stdout is not None:
            sys.stdout.flush()  # while a reader who has left can still be met calmly
        super().exit(status, message)


def parser_of(words: Words) -> argparse.ArgumentParser:
    """The parser of the command line, its help in these words."""
    parser = _Parser(words, prog="windown", description=words("cli.about"))
    parser.add_argument("--version", action="version", version=f"windown {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=words("cli.data_dir"))
    front = parser.add_mutually_exclusive_group()
    front.add_argument("--text", action="store_true", help=words("cli.text"), dest="text_menu")
    front.add_argument("--tray", action="store_true", help=words("cli.tray"))
    made = functools.partial(_Parser, words)
    commands: Any = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=made)  # type: ignore[call-overload]

    one = commands.add_parser("list", help=words("cli.list"))
    one.add_argument("--json", action="store_true", help=words("cli.json"))

    one = commands.add_parser("play", help=words("cli.play"))
    one.add_argument("id", help=words("cli.id"))
    one.add_argument("--minutes", type=float, metavar="N", help=words("cli.minutes"))
    one.add_argument("--text", action="store_true", help=words("cli.play_text"))
    one.add_argument("--json-lines", action="store_true", help=words("cli.json_lines"))
    one.add_argument("--speed", type=_speed, default=1.0, metavar="X", help=words("cli.speed"))
    one.add_argument("--silent", action="store_true", help=words("cli.silent"))
    add_options(one, words)

    one = commands.add_parser("render", help=words("cli.render"))
    one.add_argument("id", help=words("cli.id"))
    one.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=words("cli.output")
    )
    one.add_argument("--minutes", type=float, metavar="N", help=words("cli.minutes"))
    add_options(one, words)

    _evening(commands, words)
    _care(commands, words)

    _records(commands, words)

    one = commands.add_parser("check", help=words("cli.check"))
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help=words("cli.files"))

    one = commands.add_parser("doctor", help=words("cli.doctor"))
    one.add_argument("--json", action="store_true", help=words("cli.json"))
    return parser


def _evening(commands: Any, words: Words) -> None:
    """The commands of the evening."""
    one = commands.add_parser("tonight", help=words("cli.tonight"))
    one.add_argument("--json", action="store_true", help=words("cli.json"))
    one.add_argument("--at", metavar="TIME", help=words("cli.at"))
    one.add_argument("--zone", metavar="ZONE", help=words("cli.zone"))

    one = commands.add_parser("answer", help=words("cli.answer"))
    one.add_argument("occurrence", metavar="OCCURRENCE", help=words("cli.occurrence"))
    one.add_argument(
        "answer", choices=("taken", "done", "skip", "later"), help=words("cli.answer_given")
    )
    one.add_argument(
        "--minutes", type=int, choices=(5, 10, 30), default=10, help=words("cli.later_minutes")
    )
    one.add_argument("--again", action="store_true", help=words("cli.again"))

    one = commands.add_parser("calendar", help=words("cli.calendar"))
    one.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=words("cli.calendar_file")
    )
    one.add_argument("--names", action="store_true", help=words("cli.calendar_names"))


def _care(commands: Any, words: Words) -> None:
    """What Care knows."""
    one = commands.add_parser("care", help=words("cli.care"))
    what = one.add_mutually_exclusive_group()
    what.add_argument("card", nargs="?", metavar="CARD", help=words("cli.care_card"))
    what.add_argument("--see-someone", action="store_true", help=words("cli.see_someone"))
    what.add_argument(
        "--help-lines", nargs="?", const="", metavar="CODE", help=words("cli.help_lines")
    )


def _speed(text: str) -> float:
    """A speed from 0 (all at once) to 1000 times."""
    try:
        speed = float(text)
    except ValueError:
        speed = -1.0
    if not 0 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"0 … 1000, not {text}")
    return speed


def _records(commands: Any, words: Words) -> None:
    """The commands that take records out and in, and away."""
    from windown.presenters.data import names_of_kinds

    def out(name: str) -> Any:
        one = commands.add_parser(name, help=words(f"inout.{name}"))
        told = words("inout.file_out")
        one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=told)
        one.add_argument("--melatonin", action="store_true", help=words("inout.melatonin"))
        return one

    out("export")
    one = commands.add_parser("import", help=words("inout.import"))
    one.add_argument("file", type=Path, metavar="FILE", help=words("inout.file_in"))
    one = out("report")
    told = words("inout.nights")
    one.add_argument("--nights", type=int, choices=(14, 28), default=14, help=told)
    one.add_argument("--letter", action="store_true", help=words("inout.letter"))
    one = commands.add_parser("erase", help=words("inout.erase"))
    kinds = ", ".join(names_of_kinds())
    one.add_argument("what", metavar="WHAT", help=words("inout.what", kinds=kinds))
    one.add_argument("--yes", action="store_true", help=words("inout.yes"))
