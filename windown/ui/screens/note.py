"""A note in the night: one dim line on black. Enter keeps it, and all is dark again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from windown.core.colours import NIGHT
from windown.presenters.note import LONGEST, NoteScreen
from windown.service.ports import Clock
from windown.ui.fonts import LARGE, SMALL
from windown.ui.theme import COLUMN, Theme, keep_night
from windown.ui.widgets.dim_line import DimLine

#: All that is written on the black: as dim as can still be read (contrast 4.57).
INK = "#B45E26"


class NotePage(QWidget):
    """The line, or, once it is kept, nothing. Any key or press in the dark leads back.

    `dark` is called with True when all is to be dark and with False when that is over.
    """

    def __init__(
        self,
        presenter: NoteScreen,
        clock: Clock,
        back: Callable[[], None],
        dark: Callable[[bool], None] = lambda on: None,
    ) -> None:
        super().__init__()
        self.presenter, self.clock, self.back, self.dark = presenter, clock, back, dark
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keep_night(self)
        self.line, self.told = DimLine(), QLabel()
        self.line.ink = INK
        self.line.setMaxLength(LONGEST)
        self.told.setWordWrap(True)
        self.told.setContentsMargins(12, 0, 12, 0)
        rows = QVBoxLayout(self)
        rows.setSpacing(16)
        rows.addStretch(1)
        rows.addWidget(self.line)
        rows.addWidget(self.told)
        rows.addStretch(1)
        self._blink, self._widest = -1, COLUMN

    def open(self) -> None:
        """An empty line, ready to be written."""
        self.line.clear()
        self.told.clear()
        self.line.setPlaceholderText(self.presenter.hint)
        self.line.setAccessibleName(self.presenter.name)
        self.line.show()
        self.unsetCursor()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def resting(self) -> bool:
        """Whether the line was kept and all is dark."""
        return self.line.isHidden()

    def wear(self, theme: Theme) -> None:
        """Black in every face; only the letters are the theme's."""
        self.setStyleSheet(f"""
            #note {{ background: #000000; }}
            QLineEdit {{ background: #000000; border: none; color: {INK};
                font-size: {theme.px(LARGE)}px; min-height: {theme.target() + 12}px;
                placeholder-text-color: {INK};
                selection-background-color: {NIGHT.raised}; selection-color: {INK}; }}
            QLineEdit[ring="true"] {{ border: none; }}
            QLabel {{ color: {INK}; font-size: {theme.px(SMALL)}px; background: #000000; }}
        """)
        self._widest = theme.px(COLUMN)
        self._fit()

    def _keep(self) -> None:
        told = self.presenter.keep(self.line.text(), self.clock.now())
        self.told.setText(told)
        if told:
            return
        self.line.hide()
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dark(True)

    def _leave(self) -> None:
        """Back; what stands in the line is kept, so that no thought is lost."""
        if not self.resting:
            told, before = self.presenter.keep(self.line.text(), self.clock.now()), self.told.text()
            self.told.setText(told)
            if told and told != before:
                return  # it is said once; who leaves all the same lets the line go
        self.dark(False)
        self.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from the line, any key from the dark."""
        if event.key() == Qt.Key.Key_Escape or self.resting:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press in the dark is the way back of a hand without a keyboard."""
        if self.resting:
            self._leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing blinks in the night, not even the place where one writes."""
        self._blink = QApplication.cursorFlashTime()
        QApplication.setCursorFlashTime(0)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """It may blink again elsewhere."""
        if self._blink >= 0:
            QApplication.setCursorFlashTime(self._blink)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line is never wider than a column."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        side = max(16, (self.width() - self._widest) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, 16, side, 16)
