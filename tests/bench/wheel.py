"""Row "wheel": how large the built wheel is."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.process import ROOT
from tests.bench.table import Figure, NotMeasured


def wheel(folder: Path) -> Iterator[Figure]:
    """Built as pip builds it, with nothing of what it depends on."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise NotMeasured(done.stderr.strip().splitlines()[-1])
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as opened:
        count = len(opened.namelist())
    yield Figure("wheel", file.stat().st_size / 1e6, "MB", most=2, note=f"{count} files")
