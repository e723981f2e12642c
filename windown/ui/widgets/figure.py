"""The body figure: a still silhouette in which the area of the moment glows."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QGraphicsBlurEffect,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QSizePolicy,
    QWidget,
)

from windown.core.areas import SIXTEEN
from windown.core.colours import along
from windown.ui.assets import drawing
from windown.ui.theme import Theme
from windown.ui.widgets.areas import paths
from windown.ui.widgets.glow import pixmap

#: Size of the drawing in its own units.
WIDE, HIGH = 320.0, 660.0
#: How bright the parts are, 0 to 1 of the face's glow.
TO_COME, DONE, LIT, HEART, HALO = 0.16, 0.23, 0.56, 0.80, 0.6
#: Softness in units of the drawing: of the halo, of an edge, and of the edge of an area that has
#: no line of its own.
HALO_SOFT, EDGE_CRISP, EDGE_SOFT = 44.0, 1.6, 9.0
#: Softness of the warmth from the heart of an area to its edge, in parts of its narrow side.
HEART_SOFT = 0.55
#: Steps of intensity that can be told apart.
STEPS = 64
_FORM = QImage.Format.Format_ARGB32_Premultiplied


@lru_cache(maxsize=1)
def _drawing() -> QSvgRenderer:
    return QSvgRenderer(QByteArray(drawing("figures", "body")))


def stencil(ids: Iterable[str], size: QSize) -> QImage:
    """The paths of the ids, opaque on nothing, in a picture of `size` dots."""
    image = _empty(size)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = size.height() / HIGH
    for name in ids:
        box = _drawing().boundsOnElement(name)
        _drawing().render(painter, name, _scaled(box, scale))
    painter.end()
    return image


def _scaled(box: QRectF, scale: float) -> QRectF:
    return QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)


def _empty(size: QSize) -> QImage:
    image = QImage(size, _FORM)
    image.fill(Qt.GlobalColor.transparent)
    return image


def blurred(image: QImage, radius: float) -> QImage:
    """A picture made soft by about `radius` dots."""
    scene = QGraphicsScene()
    item = QGraphicsPixmapItem(QPixmap.fromImage(image))
    effect = QGraphicsBlurEffect()
    effect.setBlurRadius(radius)
    effect.setBlurHints(QGraphicsBlurEffect.BlurHint.QualityHint)
    item.setGraphicsEffect(effect)
    scene.addItem(item)
    result = _empty(image.size())
    painter = QPainter(result)
    box = QRectF(image.rect())
    scene.render(painter, box, box)
    painter.end()
    return result


def _tinted(mask: QImage, fill: QColor) -> QImage:
    image = mask.copy()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), fill)
    painter.end()
    return image


def _laid(below: QImage, above: QImage) -> QImage:
    painter = QPainter(below)
    painter.drawImage(0, 0, above)
    painter.end()
    return below


def _within(image: QImage, mask: QImage) -> QImage:
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, mask)
    painter.end()
    return image


class Figure(QWidget):
    """Shows which area of the body the words are about, and how strongly it is meant.

    Silhouette, light and halo are prepared pictures; a frame draws the last two more or less
    faintly, and only around the area.
    """

    def __init__(
        self, theme: Theme, left_handed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._left_handed = theme, left_handed
        self._area, self._intensity = "", 0.0
        self._done: tuple[str, ...] = ()
        self._body: QPixmap | None = None
        self._lit: tuple[str, QPixmap, QPixmap, QRect] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(140, 150)

    def sizeHint(self) -> QSize:
        """A comfortable upright size."""
        return QSize(280, 520)

    def wear(self, theme: Theme) -> None:
        """Take the colours of the theme."""
        self._theme = theme
        self._forget()

    def show_frame(
        self, area: str, intensity: float, done: Iterable[str] = (), name: str = ""
    ) -> None:
        """Light an area by 0 to 1; `done` are areas that had their turn.

        `name` is what a screen reader is told; "" leaves it as it is.
        """
        if name and name != self.accessibleName():
            self.setAccessibleName(name)
        had = tuple(done)
        if had != self._done:
            self._done, self._body = had, None
            self.update()
        if area != self._area:
            self._area, self._lit = area, None
            self.update()
        strength = round(min(max(intensity, 0.0), 1.0) * STEPS) / STEPS
        if strength != self._intensity:
            self._intensity = strength
            self.update(self._light()[3])

    def write_with(self, left: bool) -> None:
        """Take the side of the hand the person writes with."""
        if left != self._left_handed:
            self._left_handed = left
            self._forget()

    def box(self) -> QRectF:
        """Where the drawing lies in the widget: as large as fits, in the middle."""
        high = min(float(self.height()), self.width() * HIGH / WIDE)
        wide = high * WIDE / HIGH
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _forget(self) -> None:
        self._body = self._lit = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new size needs new pictures."""
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, halo, silhouette and light."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.face.ground))
        corner = self.box().topLeft()
        _, halo, light, _ = self._light()
        painter.setOpacity(self._intensity)
        painter.drawPixmap(corner, halo)
        painter.setOpacity(1.0)
        painter.drawPixmap(corner, self._silhouette())
        painter.setOpacity(self._intensity)
        painter.drawPixmap(corner, light)
        painter.end()

    def _dots(self) -> QSize:
        return (self.box().size() * self.devicePixelRatioF()).toSize().expandedTo(QSize(8, 8))

    def _silhouette(self) -> QPixmap:
        if self._body is None:
            had = {name for area in self._done for name in paths(area, self._left_handed)}
            image = _tinted(stencil(SIXTEEN, self._dots()), self._shade(TO_COME))
            painter = QPainter(image)
            warm = _within(
                _tinted(stencil(sorted(had), self._dots()), self._shade(DONE)), image.copy()
            )
            painter.drawImage(0, 0, warm)
            painter.end()
            self._body = pixmap(image, self.devicePixelRatioF())
        return self._body

    def _shade(self, part: float) -> QColor:
        return QColor(along(self._theme.face.glow, part))

    def _light(self) -> tuple[str, QPixmap, QPixmap, QRect]:
        """The halo and the light of the area, and what they cover in the widget."""
        if self._lit is None or self._lit[0] != self._area:
            self._lit = self._lighted()
        return self._lit

    def _lighted(self) -> tuple[str, QPixmap, QPixmap, QRect]:
        size, dots = self._dots(), self.devicePixelRatioF()
        ids = paths(self._area, self._left_handed)
        unit = size.height() / HIGH
        mask = stencil(ids, size)
        halo = _tinted(blurred(mask, HALO_SOFT * unit), self._shade(HALO))
        edge = EDGE_SOFT if any(name.startswith("extra_") for name in ids) else EDGE_CRISP
        shape = _tinted(blurred(mask, edge * unit), self._shade(LIT))
        heart = blurred(mask, HEART_SOFT * _narrow(ids) * unit)
        heart = _tinted(_within(heart, heart.copy()), self._shade(HEART))
        light = _within(_laid(shape, heart), stencil(SIXTEEN, size))
        return self._area, pixmap(halo, dots), pixmap(light, dots), self._covered(ids)

    def _covered(self, ids: tuple[str, ...]) -> QRect:
        unit = self.box().height() / HIGH
        reach = HALO_SOFT * 1.5 * unit
        box = _scaled(_bounds(ids), unit).adjusted(-reach, -reach, reach, reach)
        return box.translated(QPointF(self.box().topLeft())).toAlignedRect()


def _bounds(ids: tuple[str, ...]) -> QRectF:
    box = QRectF()
    for name in ids:
        box = box.united(_drawing().boundsOnElement(name))
    return box


def _narrow(ids: tuple[str, ...]) -> float:
    """The narrow side of the widest path, in units of the drawing; 1 without a path."""
    boxes = [_drawing().boundsOnElement(name) for name in ids]
    return max((min(box.width(), box.height()) for box in boxes), default=1.0)
