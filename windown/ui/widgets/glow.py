"""Prepares soft light as pictures: exact in 16 bits, then strewn to 8 so that no rings show."""

from array import array
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from random import Random

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPixmap,
    QRadialGradient,
    QRgba64,
)

from windown.core.colours import channels

#: Side of the tile of noise, in pixels; large enough that its repetition is not seen.
TILE = 256
#: One step of an 8-bit channel in 16 bits.
STEP = 257
STOPS = 96

Way = tuple[tuple[float, str], ...]


def way_at(way: Way, part: float) -> tuple[float, float, float]:
    """The colour at a part (0 to 1) of a way of colours, unrounded, 0 to 255."""
    part = min(max(part, 0.0), 1.0)
    for (start, first), (end, second) in pairwise(way):
        if part <= end:
            share = (part - start) / (end - start)
            one, two = channels(first), channels(second)
            return (
                one[0] + (two[0] - one[0]) * share,
                one[1] + (two[1] - one[1]) * share,
                one[2] + (two[2] - one[2]) * share,
            )
    red, green, blue = channels(way[-1][1])
    return float(red), float(green), float(blue)


def orb(side: int, way: Way, profile: Callable[[float], float], upper: float) -> QImage:
    """A round light on its ground, `side` pixels wide and high, opaque.

    `profile` says how bright (0 to 1 of the way) it is at a part (0 to 1) of the way from the
    middle to the edge; the top has `upper` (0 to 1) of the brightness of the bottom.
    """
    area = QRect(0, 0, side, side)
    image = _radial(area, way, profile)
    painter = QPainter(image)
    painter.drawImage(0, 0, _towards_top(_radial(area, way, lambda at: upper * profile(at))))
    painter.end()
    return strewn(image)


def _radial(area: QRect, way: Way, profile: Callable[[float], float]) -> QImage:
    image = QImage(area.size(), QImage.Format.Format_RGBA64_Premultiplied)
    middle = QPointF(area.width() / 2, area.height() / 2)
    gradient = QRadialGradient(middle, area.width() / 2)
    for number in range(STOPS + 1):
        at = number / STOPS
        gradient.setColorAt(at, _half_step_darker(way_at(way, profile(at))))
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.fillRect(area, gradient)
    painter.end()
    return image


def _half_step_darker(colour: tuple[float, float, float]) -> QColor:
    # The noise only adds, half a step on average.
    red, green, blue = (max(0, round(value * STEP - STEP / 2)) for value in colour)
    return QColor.fromRgba64(QRgba64.fromRgba64(red, green, blue, 65535))


def _towards_top(image: QImage) -> QImage:
    fade = QLinearGradient(0, image.height() * 0.2, 0, image.height() * 0.85)
    fade.setColorAt(0, QColor(0, 0, 0, 255))
    fade.setColorAt(1, QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(image.rect(), fade)
    painter.end()
    return image


def strewn(image: QImage) -> QImage:
    """A 16-bit picture, half a step too dark, in 8 bits with noise instead of steps."""
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    tile = _noise()
    for top in range(0, image.height(), TILE):
        for left in range(0, image.width(), TILE):
            painter.drawImage(left, top, tile)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_RGB32)


@lru_cache(maxsize=1)
def _noise() -> QImage:
    values = array("H", iter(Random(7).randbytes(TILE * TILE * 4)))
    values[3::4] = array("H", bytes(2 * TILE * TILE))  # no opacity: only light is added
    raw = values.tobytes()
    form = QImage.Format.Format_RGBA64_Premultiplied
    return QImage(raw, TILE, TILE, TILE * 8, form).copy()


def pixmap(image: QImage, scale: float) -> QPixmap:
    """A picture for a screen with `scale` dots a pixel."""
    result = QPixmap.fromImage(image)
    result.setDevicePixelRatio(scale)
    return result
