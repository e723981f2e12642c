"""A person's own practices on disk: one TOML file each, written whole or not at all."""

import contextlib
import uuid
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from windown.adapters.json_file import replace_file
from windown.content.practice_toml import renamed, text_of
from windown.content.practices import content_of, parsed, read_practice
from windown.core.practice import Practice
from windown.core.problems import Problem, Trouble
from windown.core.wording import Words


class Refused(Trouble):
    """A file that is no practice; says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("own.refused", file=Path(problem.file).name)
        self.problem = problem

    def told(self, words: Words) -> str:
        """The file, the place in it where there is one, and the reason."""
        key = "own.refused_at" if self.problem.key else "own.refused"
        return words(key, **self.values, key=self.problem.key, why=self.problem.told(words))


def new_id() -> str:
    """An id of a person's own that nobody has."""
    return f"own_{uuid.uuid4().hex[:8]}"


class OwnPractices:
    """The folder of a person's practices. `shipped` are the ids that are not theirs."""

    def __init__(self, folder: Path, shipped: Collection[str]) -> None:
        self._folder = folder
        self._shipped = frozenset(shipped)

    def write(self, practice: Practice) -> Path:
        """Keep a practice of breaths or a chain under its id, in place of what was there.

        What a file could not hold is `Refused`, so that nothing is written that could not be
        read again; `Trouble` where the disk does not take it, and then all is as it was.
        """
        content = text_of(practice).encode("utf-8")
        self._checked(content, f"{practice.id}.toml")
        return self._put(practice.id, content)

    def copy(self, practice: Practice, name: str) -> Practice:
        """The practice once more, under a new id and the name given, written."""
        made = replace(practice, id=new_id(), name=name)
        self.write(made)
        return made

    def delete(self, practice_id: str) -> bytes:
        """Take a practice away; what its file held, for `put_back`."""
        path = self._had(practice_id)
        try:
            content = path.read_bytes()
            path.unlink()
        except OSError as error:
            raise _unwritable(path, error) from None
        return content

    def put_back(self, content: bytes) -> Practice:
        """Undo a deletion; nothing that is there by now is replaced."""
        practice = self._checked(content, "own.toml")
        if self._find(practice.id) is None:
            self._put(practice.id, content)
        return practice

    def export(self, practice_id: str, target: Path) -> None:
        """Write a practice to a file elsewhere, just as it stands in its own."""
        source = self._had(practice_id)
        try:
            content = source.read_bytes()
        except OSError as error:
            raise _unwritable(target, error) from None
        _put(target, content)

    def take_in(self, source: Path) -> Practice:
        """Keep the practice of a file from elsewhere; a taken id becomes a new one.

        Raises `Refused` for anything that is no practice; then nothing is kept.
        """
        content = content_of(source)
        if isinstance(content, Problem):
            raise Refused(content)
        practice = self._checked(content, str(source))
        if practice.id in self._shipped or self._find(practice.id):
            practice = replace(practice, id=new_id())
            content = renamed(content, id=practice.id)
        self._put(practice.id, content)
        return practice

    def _put(self, practice_id: str, content: bytes) -> Path:
        path = self._find(practice_id) or self._folder / f"{practice_id}.toml"
        if practice_id in self._shipped:
            raise Refused(Problem(str(path), "id", "content.id_twice", {"id": practice_id}))
        _put(path, content)
        return path

    def _checked(self, content: bytes, file: str) -> Practice:
        practice, problems = parsed(content, file)
        if practice is None:
            raise Refused(problems[0])
        return practice

    def _had(self, practice_id: str) -> Path:
        path = self._find(practice_id)
        if path is None:
            raise Trouble("own.gone", id=practice_id)
        return path

    def _find(self, practice_id: str) -> Path | None:
        """The file of a practice, however the person named it."""
        with contextlib.suppress(OSError):
            for path in sorted(self._folder.glob("*.toml")):
                practice, _ = read_practice(path)
                if practice and practice.id == practice_id:
                    return path
        return None


def _put(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A link into a person's own collection stays a link.
        replace_file(path.resolve(), content)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: Exception) -> Trouble:
    why = getattr(error, "strerror", None) or str(error)
    return Trouble("own.unwritable", file=str(path), why=why)
