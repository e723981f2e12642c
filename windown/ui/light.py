"""How much waking light a picture of the screen gives."""

from collections import Counter

from PySide6.QtGui import QImage

from windown.core.colours import LINEAR, MELANOPIC


def screen_score(image: QImage) -> float:
    """The screen score (facts 5.2) of a picture: 0 black, 1 white; transparent counts as black.

    Exact over all pixels, in their linear light: making the picture smaller first would mix
    colours before they are weighed. About 40 ms for 960x640.
    """
    if image.isNull():
        return 0.0
    opaque = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    pixels = Counter(memoryview(opaque.constBits()).cast("I"))
    red, green, blue = MELANOPIC
    light = sum(
        count
        * (
            red * LINEAR[pixel >> 16 & 255]
            + green * LINEAR[pixel >> 8 & 255]
            + blue * LINEAR[pixel & 255]
        )
        for pixel, count in pixels.items()
    )
    return light / (opaque.width() * opaque.height())
