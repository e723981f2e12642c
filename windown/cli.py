"""The command line: what `windown` does with its words; Qt is loaded only for the window."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from windown.app import House
    from windown.core.wording import Words

DONE, FAILED, WRONG_USE = 0, 1, 2
#: Troubles that only ever come of what was typed.
WRONGLY_ASKED = {"minutes.outside", "cli.speed_zero", "cli.bad_at", "cli.bad_zone"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run windown with its arguments; the exit status. No traceback reaches a person."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--worker"]:
        return _worker(given[1:])
    from windown.core.problems import Trouble

    words = _words(given)
    try:
        status = _dispatch(given, words)
        _flush()
        return status
    except Trouble as trouble:
        return _say(trouble.told(words), WRONG_USE if trouble.key in WRONGLY_ASKED else FAILED)
    except KeyboardInterrupt:
        return FAILED
    except BrokenPipeError:
        _let_go_of_output()  # whoever read it has left
        return FAILED
    except Exception:
        import logging

        logging.getLogger("windown").exception("a fault of windown")
        _let_go_of_output()
        return _say(words("fault.text", file=_log_file()), FAILED)


def _words(given: list[str]) -> "Words":
    """The words of the language the person has chosen; any trouble with that is told later."""
    from windown.adapters.paths import folders
    from windown.adapters.settings_file import chosen_language
    from windown.app import words_for

    named = given[given.index("--data-dir") + 1 :][:1] if "--data-dir" in given else []
    return words_for(chosen_language(folders(Path(named[0]) if named else None).settings))


def _flush() -> None:
    # Now, while a reader who has left can still be met calmly; at exit it would be a complaint.
    if sys.stdout is not None:
        sys.stdout.flush()


def _let_go_of_output() -> None:
    """What cannot be written any more is not tried, and complained about, again at exit."""
    try:
        _flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


def _worker(names: list[str]) -> int:
    if names == ["voice"]:
        from windown.adapters import voice_worker

        voice_worker.main()
    elif names == ["player"]:
        from windown.adapters import player_worker

        player_worker.main()
    else:
        return WRONG_USE
    return DONE


def _dispatch(given: list[str], words: "Words") -> int:
    options = _parser(words).parse_args(given)
    from windown.adapters.paths import folders, prepare
    from windown.app import build

    places = folders(options.data_dir)
    prepare(places)
    _log_to(places.log)
    house = build(options.data_dir)
    try:
        return _command(options, house)
    finally:
        house.close()


def _command(options: argparse.Namespace, house: "House") -> int:
    from windown import commands

    named = {
        "list": commands.list_,
        "play": commands.play,
        "render": commands.render,
        "tonight": commands.tonight,
        "answer": commands.answer,
        "calendar": commands.calendar,
        "check": commands.check,
        "doctor": commands.doctor,
        None: commands.open_,
    }
    status: int = named[options.command](options, house)
    return status


def _log_file() -> str:
    """Where faults are written, or a dash before there is such a place."""
    import logging

    from windown.adapters.fault_log import FaultLog

    handlers = logging.getLogger().handlers
    return next((str(h.file) for h in handlers if isinstance(h, FaultLog)), "–")


def _log_to(file: Path) -> None:
    """Faults of ours are written where a person can find them; nothing of theirs is."""
    import logging

    from windown.adapters.fault_log import FaultLog

    logging.raiseExceptions = False  # where a fault cannot be written, nobody reads a traceback
    logging.basicConfig(level=logging.WARNING, handlers=[FaultLog(file)])


class _Parser(argparse.ArgumentParser):
    """Says wrong usage in one sentence and where to read more."""

    def __init__(self, words: "Words", **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.words = words

    def error(self, message: str) -> NoReturn:
        print(self.words("cli.wrong", why=message), file=sys.stderr)
        sys.exit(WRONG_USE)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """After help and version: whatever they printed is on its way."""
        _flush()
        super().exit(status, message)


def _parser(words: "Words") -> argparse.ArgumentParser:
    import functools

    from windown import __version__
    from windown.text.asking import add_options

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

    one = commands.add_parser("check", help=words("cli.check"))
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help=words("cli.files"))

    one = commands.add_parser("doctor", help=words("cli.doctor"))
    one.add_argument("--json", action="store_true", help=words("cli.json"))
    return parser


def _evening(commands: Any, words: "Words") -> None:
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


def _speed(text: str) -> float:
    """A speed from 0 (all at once) to 1000 times."""
    try:
        speed = float(text)
    except ValueError:
        speed = -1.0
    if not 0 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"0 … 1000, not {text}")
    return speed
