"""What content files said when they were last read and found to be right."""

from pathlib import Path
from typing import Any, Protocol


class Kept(Protocol):
    """Remembers what a file says as plain values, for as long as the file stays as it is."""

    def get(self, file: Path) -> dict[str, Any] | None:
        """What it says; None where that is not known, or the file has changed."""

    def put(self, file: Path, plain: dict[str, Any]) -> None:
        """Remember it. Plain values are those of JSON."""
