"""The letters: Manrope where it is installed, else the font of the system."""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

#: Sizes of letters in pixels at 100 %.
SMALL, TEXT, LARGE, TITLE, HEAD, HUGE = 13, 15, 18, 24, 34, 56
#: Only the weights that are used; each file costs time at the start.
WEIGHTS = ("Light", "Regular", "Medium")
#: Pixel size of an interface font at 100 %, by which a larger one of the system is told.
USUAL_PX = 13.0
LARGEST_SCALE = 2.0


def manrope() -> str:
    """Register the files of the package font-manrope; the name of the family, "" without it."""
    families = {family for file in _files() for family in _registered(file)}
    return "Manrope" if "Manrope" in families else ""


def _files() -> list[Path]:
    spec = find_spec("font_manrope")
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent / "files"
    return [file for weight in WEIGHTS if (file := folder / f"Manrope-{weight}.ttf").is_file()]


def _registered(file: Path) -> list[str]:
    # -1 is a file that could not be read; it has no families.
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))


def system_family() -> str:
    """The family of the system's interface font."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def system_scale() -> float:
    """How large the system wants its letters, from 1 to 2.

    Of the size in points, against 96 dots an inch: what a screen's own scale does to pixels
    is not counted twice.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInchY() if screen else 96.0
    points = font.pointSizeF()
    pixels = points * dots / 72 if points > 0 else QFontInfo(font).pixelSize()
    return max(1.0, min(LARGEST_SCALE, pixels / USUAL_PX))


def weight_for(size: int) -> QFont.Weight:
    """The weight that suits a size in pixels: large letters are light."""
    if size >= HUGE:
        return QFont.Weight.ExtraLight
    return QFont.Weight.Light if size >= TITLE else QFont.Weight.Normal


def figures(font: QFont) -> QFont:
    """The same font with figures of one width, for those that change in place."""
    steady = QFont(font)
    steady.setFeature(QFont.Tag("tnum"), 1)
    return steady
