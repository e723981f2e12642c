"""Where windown keeps its files, made private, and where its own assets lie."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from windown.core.problems import Trouble

#: Names windown itself writes; a folder with nothing else in it is ours to close to others.
OUR_NAMES = (
    "windown.", ".windown", "settings.json", ".settings.json", "plan.json", ".plan.json",
    "practices", "routines", "backups", "cache",
)  # fmt: skip


@dataclass(frozen=True)
class Folders:
    """The three folders. `given` says that a person named the place, which may be shared."""

    data: Path
    config: Path
    cache: Path
    given: bool = False

    @property
    def practices(self) -> Path:
        """Where a person's own practices lie, one TOML file each."""
        return self.data / "practices"

    @property
    def routines(self) -> Path:
        """Where a person's own routines lie, one TOML file each."""
        return self.data / "routines"

    @property
    def database(self) -> Path:
        """The journal's file."""
        return self.data / "windown.db"

    @property
    def backups(self) -> Path:
        """Where copies of the journal lie; made with the first of them."""
        return self.data / "backups"

    @property
    def log(self) -> Path:
        """Where faults of ours are written, and nothing of the person's."""
        return self.cache / "windown.log"

    @property
    def settings(self) -> Path:
        """The settings' file."""
        return self.config / "settings.json"

    @property
    def plan(self) -> Path:
        """The file of the plan."""
        return self.config / "plan.json"


def folders(data_dir: Path | None = None) -> Folders:
    """The folders of this system's custom, or all inside `data_dir`. Makes nothing yet.

    All paths are absolute, since worker processes may run in another folder.
    """
    if data_dir is not None:
        return _inside(data_dir)
    import platformdirs

    return Folders(
        platformdirs.user_data_path("windown", appauthor=False).absolute(),
        platformdirs.user_config_path("windown", appauthor=False).absolute(),
        platformdirs.user_cache_path("windown", appauthor=False).absolute(),
    )


def _inside(data_dir: Path) -> Folders:
    with contextlib.suppress(RuntimeError):  # "~" without a home stands for itself
        data_dir = data_dir.expanduser()
    data_dir = data_dir.absolute()
    return Folders(data_dir, data_dir, data_dir / "cache", given=True)


def prepare(places: Folders) -> None:
    """Make the folders, readable by nobody else. Raises `Trouble` where one cannot be made."""
    for folder in (places.data, places.config, places.practices, places.cache):
        existed = _make(folder)
        shared = places.given and folder == places.data and not _only_ours(folder)
        if existed and not shared:
            _close_to_others(folder)


def _make(folder: Path) -> bool:
    """Whether the folder was there already."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if folder.is_dir():
            return True
        raise Trouble("folder.is_a_file", folder=str(folder)) from None
    except NotADirectoryError:
        raise Trouble("folder.is_a_file", folder=str(folder.parent)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Trouble("folder.not_made", folder=str(folder), why=why) from None
    return False


def _only_ours(folder: Path) -> bool:
    """Whether nothing else lies there: a folder such as /tmp must never lose its mode to us."""
    try:
        return all(entry.name.startswith(OUR_NAMES) for entry in folder.iterdir())
    except OSError:
        return False


def _close_to_others(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        state = folder.stat()
        if state.st_uid == os.geteuid() and state.st_mode & 0o077:
            folder.chmod(0o700)


def set_aside(path: Path) -> Path:
    """Rename a file to `<name>.damaged-<n>` beside it, the first n that is free; the new path.

    Raises OSError where the folder does not allow it. Nothing is ever overwritten or deleted.
    """
    n = 1
    while (aside := path.with_name(f"{path.name}.damaged-{n}")).exists():
        n += 1
    path.rename(aside)
    return aside


def assets() -> Path:
    """The folder of practices, words, figures and icons that came with the program."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "assets", package.parent / "assets"):
        if (folder / "words").is_dir():
            return folder
    raise Trouble("folder.assets_missing", folder=str(package / "assets"))
