"""A page to draw on in millimetres: words that can be selected in a PDF, lines, boxes."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

#: Dots an inch of the paper, and millimetres of an inch.
DPI, INCH = 600, 25.4
#: Inks on white paper, each at least 4.5:1 where it is read.
INK, QUIET = "#2A2019", "#6E5C4E"
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Paper:
    """Draws words and lines in millimetres of a page."""

    def __init__(self, painter: QPainter, width: float, height: float, family: str) -> None:
        self.painter, self.width, self.height = painter, width, height
        self.dot = DPI / INCH
        self._family = family

    def font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Letters of a size in points.

        Each is drawn as itself: joined letters, and figures of one width, are glyphs without a
        character, and who selects them in the file would get nothing.
        """
        font = QFont(self._family)
        font.setPointSizeF(size)
        font.setWeight(weight)
        for feature in ("liga", "clig", "calt", "dlig"):
            font.setFeature(QFont.Tag(feature), 0)
        return font

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """A rectangle in dots."""
        return QRectF(x * self.dot, y * self.dot, wide * self.dot, high * self.dot)

    def words(
        self, box: QRectF, text: str, font: QFont, ink: str = INK,
        align: Qt.AlignmentFlag = LEFT, wrap: bool = False, low: bool = False,
    ) -> None:  # fmt: skip
        """Words in a box, in the middle of its height or at its foot."""
        self.painter.setFont(font)
        self.painter.setPen(QColor(ink))
        flags = align | (Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag.AlignVCenter)
        wrapped = Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine
        self.painter.drawText(box, int(flags.value | wrapped.value), text)

    def high(self, text: str, font: QFont, wide: float) -> float:
        """How high words are in a width (mm)."""
        metrics = QFontMetricsF(font, self.painter.device())
        flags = int(Qt.TextFlag.TextWordWrap.value)
        return metrics.boundingRect(self.box(0, 0, wide, 1000), flags, text).height() / self.dot

    def cut(self, text: str, font: QFont, wide: float) -> str:
        """Words as far as they fit in a width (mm)."""
        metrics = QFontMetricsF(font, self.painter.device())
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide * self.dot)

    def line(self, x: float, y: float, to_x: float, to_y: float, ink: str, wide: float) -> None:
        """A line so many millimetres wide."""
        pen = QPen(QColor(ink), wide * self.dot)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(x, y) * self.dot, QPointF(to_x, to_y) * self.dot)

    def fill(self, x: float, y: float, wide: float, high: float, ink: str, round_: float) -> None:
        """A filled box with round corners."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(ink))
        corner = round_ * self.dot
        self.painter.drawRoundedRect(self.box(x, y, wide, high), corner, corner)
