"""The command line: what `windown` does with its words; Qt is loaded only for the window."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

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

    gc.disable()  # until all is read: nothing that was made so far is let go of
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
    finally:
        gc.enable()


def _words(given: list[str]) -> "Words":
    """The words of the language the person has chosen; any trouble with that is told later."""
    from windown.adapters.paths import folders
    from windown.adapters.settings_file import chosen_language
    from windown.app import words_for

    named = given[given.index("--data-dir") + 1 :][:1] if "--data-dir" in given else []
    places = folders(Path(named[0]) if named else None)
    return words_for(chosen_language(places.settings), places)


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
    options = _plain_start(given) or _parsed(given, words)
    from windown.adapters.paths import folders, prepare
    from windown.app import build

    places = folders(options.data_dir)
    prepare(places)
    _log_to(places.log)
    house = build(options.data_dir)
    if options.command is not None or options.text_menu:
        gc.enable()  # the window does so after its first frame
    try:
        return _command(options, house)
    finally:
        house.close()


def _plain_start(given: list[str]) -> Any:
    """The window or the tray with nothing else, which needs no parser; else None."""
    folder = None
    if len(given) > 1 and given[0] == "--data-dir" and not given[1].startswith("-"):
        folder, given = Path(given[1]), given[2:]
    if given not in ([], ["--tray"]):
        return None
    return SimpleNamespace(command=None, data_dir=folder, text_menu=False, tray=bool(given))


def _parsed(given: list[str], words: "Words") -> Any:
    from windown.text.arguments import parser_of

    return parser_of(words).parse_args(given)


def _command(options: Any, house: "House") -> int:
    from windown import commands

    named = {
        "list": commands.list_,
        "play": commands.play,
        "render": commands.render,
        "tonight": commands.tonight,
        "answer": commands.answer,
        "calendar": commands.calendar,
        "export": commands.export,
        "import": commands.import_,
        "report": commands.report,
        "erase": commands.erase,
        "care": commands.care,
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
