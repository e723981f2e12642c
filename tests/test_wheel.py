"""What pip installs: complete, and at work from any folder, whatever else lies there."""

import json
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ASSETS
from tests.outside import PATIENCE_S, ROOT, surroundings

pytestmark = pytest.mark.thorough
#: As the script does that pip puts beside the interpreter.
WINDOWN = (sys.executable, "-P", "-c", "import sys; from windown.cli import main; sys.exit(main())")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel as it is built of this folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=PATIENCE_S)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel):
    """The folder of packages it is unpacked to."""
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(wheel.parent / "packages")
    return wheel.parent / "packages"


@pytest.fixture
def runs(installed, tmp_path):
    """Runs the installed windown in a folder of its own."""
    environ = surroundings(tmp_path, PYTHONPATH=installed)

    def run(*words):
        return subprocess.run(
            [*WINDOWN, "--data-dir", str(tmp_path / "data"), *words], cwd=tmp_path, env=environ,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip

    return run


def test_the_wheel_holds_every_asset_and_module_and_nothing_of_the_tests(wheel):
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    assets = {f"windown/assets/{f.relative_to(ASSETS)}" for f in ASSETS.rglob("*") if f.is_file()}
    modules = {str(f.relative_to(ROOT)) for f in (ROOT / "windown").rglob("*.py")}
    steps = {str(f.relative_to(ROOT)) for f in (ROOT / "windown").rglob("*.sql")}
    assert assets | modules | steps <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"windown"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_finds_its_practices_and_words(runs):
    run = runs("list", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    assert len(json.loads(run.stdout)) == len(list((ASSETS / "practices").glob("*.toml")))
    assert runs("check").returncode == 0


def test_its_voice_speaks_though_the_current_folder_holds_files_named_as_modules(runs, tmp_path):
    for name in ("wave", "numpy", "queue", "windown"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(1)")
    run = runs("render", "box_4", "--minutes", "1", "-o", "session.wav")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (tmp_path / "session.wav").stat().st_size > 11_000_000
