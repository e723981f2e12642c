"""A person's own routines on disk: one TOML file each, written whole or not at all."""

import contextlib
from collections.abc import Collection
from pathlib import Path

from windown.adapters.json_file import replace_file
from windown.content.routines import parsed, read_routine, text_of
from windown.core.problems import Problem, Trouble
from windown.core.routine import Routine


class OwnRoutines:
    """The folder of a person's routines. `shipped` are the ids that are not theirs."""

    def __init__(self, folder: Path, shipped: Collection[str]) -> None:
        self._folder = folder
        self._shipped = frozenset(shipped)

    def write(self, routine: Routine) -> None:
        """Keep a routine under its id, in place of what was there.

        Raises `Trouble` where it could not be read again, or the disk does not take it; then
        all is as it was.
        """
        path = self._find(routine.id) or self._folder / f"{routine.id}.toml"
        content = text_of(routine).encode("utf-8", "replace")
        again, problems = parsed(content, path.name)
        if again is None:
            raise _refused(problems[0])
        if routine.id in self._shipped:
            raise _refused(Problem(path.name, "id", "content.id_twice", {"id": routine.id}))
        _put(path, content)

    def delete(self, routine_id: str) -> bytes:
        """Take one away; what its file held, for `put_back`."""
        path = self._find(routine_id)
        if path is None:
            raise Trouble("routine.gone", id=routine_id)
        try:
            content = path.read_bytes()
            path.unlink()
        except OSError as error:
            raise _unwritable(path, error) from None
        return content

    def put_back(self, content: bytes) -> None:
        """Undo a deletion; nothing that is there by now is replaced."""
        routine, problems = parsed(content, "own.toml")
        if routine is None:
            raise _refused(problems[0])
        if self._find(routine.id) is None:
            _put(self._folder / f"{routine.id}.toml", content)

    def _find(self, routine_id: str) -> Path | None:
        """The file of a routine, however the person named it."""
        with contextlib.suppress(OSError):
            for path in sorted(self._folder.glob("*.toml")):
                routine, _ = read_routine(path)
                if routine and routine.id == routine_id:
                    return path
        return None


def _put(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A link into a person's own collection stays a link.
        replace_file(path.resolve(), content)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _refused(problem: Problem) -> Trouble:
    return Trouble("routine.refused", key=problem.key)


def _unwritable(path: Path, error: Exception) -> Trouble:
    why = getattr(error, "strerror", None) or str(error)
    return Trouble("own.unwritable", file=str(path), why=why)
