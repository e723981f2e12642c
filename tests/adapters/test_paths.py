"""windown's folders are private, and nobody else's folder loses its mode to it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import windown
from windown.adapters.paths import assets, folders, prepare, set_aside
from windown.core.problems import Trouble

posix = pytest.mark.skipif(os.name != "posix", reason="needs a system with file modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_given_folder_holds_everything(tmp_path: Path) -> None:
    places = folders(tmp_path / "here")
    inside = (places.data, places.config, places.cache, places.practices, places.database)
    assert all(path.is_relative_to(tmp_path / "here") for path in (*inside, places.settings))
    assert places.database.name == "windown.db"
    assert places.settings.name == "settings.json"
    assert places.practices == tmp_path / "here" / "practices"


def test_asking_where_folders_are_makes_none(tmp_path: Path) -> None:
    folders(tmp_path / "here")
    assert not (tmp_path / "here").exists()


def test_a_relative_folder_means_the_same_for_every_process() -> None:
    assert folders(Path("here")).data == Path.cwd() / "here"


def test_without_one_the_folders_follow_the_custom_of_the_system(tmp_path: Path) -> None:
    code = "from windown.adapters.paths import folders; print(folders().data)"
    root = str(Path(windown.__file__).parents[1])
    environ = {**os.environ, "PYTHONPATH": root, "XDG_DATA_HOME": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True)
    assert Path(told.stdout.strip()).is_absolute()
    if sys.platform == "linux":
        assert Path(told.stdout.strip()) == tmp_path / "windown"


@posix
def test_folders_are_made_for_nobody_else_to_read(tmp_path: Path) -> None:
    places = folders(tmp_path / "deep" / "here")
    prepare(places)
    assert [mode(path) for path in (places.data, places.cache, places.practices)] == [0o700] * 3


@posix
def test_an_open_folder_of_ours_is_closed(tmp_path: Path) -> None:
    places = folders(tmp_path / "here")
    prepare(places)
    (places.data / "windown.db-wal").touch()
    for folder in (places.data, places.cache):
        folder.chmod(0o755)
    prepare(places)
    assert (mode(places.data), mode(places.cache)) == (0o700, 0o700)


@posix
def test_a_folder_with_other_things_in_it_keeps_its_mode_for_good(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "letter.txt").touch()
    for _ in range(2):
        prepare(folders(shared))
    assert mode(shared) == 0o1777
    assert mode(shared / "practices") == 0o700


def test_making_them_twice_harms_nothing(tmp_path: Path) -> None:
    places = folders(tmp_path)
    prepare(places)
    (places.practices / "own.toml").write_text("own")
    prepare(places)
    assert (places.practices / "own.toml").read_text() == "own"


@pytest.mark.parametrize("name", ["file", "file/below", "file/below/deeper"])
def test_a_file_in_the_way_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Trouble) as caught:
        prepare(folders(tmp_path / name))
    assert caught.value.key == "folder.is_a_file"
    assert (tmp_path / "file").read_text() == "mine"


def test_a_name_no_disk_takes_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        prepare(folders(tmp_path / ("x" * 5000)))
    assert caught.value.key == "folder.not_made"
    assert caught.value.values["why"]


def test_what_is_set_aside_overwrites_nothing(tmp_path: Path) -> None:
    names = []
    for content in ("one", "two"):
        (tmp_path / "it").write_text(content)
        names.append(set_aside(tmp_path / "it"))
    assert [path.name for path in names] == ["it.damaged-1", "it.damaged-2"]
    assert [path.read_text() for path in names] == ["one", "two"]
    assert not (tmp_path / "it").exists()


def test_the_assets_are_found() -> None:
    assert (assets() / "practices").is_dir()
    assert (assets() / "words" / "en.toml").is_file()
