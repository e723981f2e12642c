"""The check-in: four scales from 0 to 10, with the answers of last time beside them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from windown.presenters.checkin import MOST, CheckInScreen, Rating
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Button, Column, label
from windown.ui.widgets.scale import Scale

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CheckInPage(Column):
    """Asks the four questions; a digit answers one and goes on to the next."""

    def __init__(self, presenter: CheckInScreen, clock: Clock, back: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.clock, self.back = presenter, clock, back
        self.scales: dict[str, Scale] = {}

    def open(self) -> None:
        """Begin a new one."""
        self.presenter.open(self.clock.now())
        self.refresh()

    def refresh(self) -> None:
        """Show the questions, or that they were kept."""
        view, words = self.presenter.view(), self.presenter.desk.words
        self.clear()
        self.scales = {}
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(view.title, "head"))
        self.add(label(view.about, "text", "quiet"))
        self.space(8)
        for rating in view.ratings:
            self.add(self._row(rating))
            self.space(8)
        self.told = label(view.told or view.kept, "text", "accent" if view.told else "")
        self.add(self.told)
        key = "diary.done" if view.kept else "checkin.keep"
        self.save = Button(words(key), "filled")
        self.save.clicked.connect(self.back if view.kept else self._keep)
        self.add(self.save, Qt.AlignmentFlag.AlignHCenter)
        first = self.save if view.kept else self.scales["falling"]
        QTimer.singleShot(0, first, lambda: first.setFocus(Qt.FocusReason.OtherFocusReason))
        self.top()

    def _row(self, rating: Rating) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(label(rating.text))
        ends = f"{rating.ends} · {rating.before}" if rating.before else rating.ends
        rows.addWidget(label(ends, "small", "quiet"))
        scale = Scale(0, MOST, f"{rating.text}, {rating.ends}")
        scale.show_value(rating.value)
        scale.chosen.connect(lambda n: self.presenter.answer(rating.id, n if n >= 0 else None))
        scale.typed.connect(lambda: self._on(rating.id))
        rows.addWidget(scale)
        self.scales[rating.id] = scale
        return holder

    def _on(self, question: str) -> None:
        names = list(self.scales)
        after = names[names.index(question) + 1 :]
        reached: QWidget = self.scales[after[0]] if after else self.save
        reached.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(reached, 0, 80)

    def _keep(self) -> None:
        self.presenter.keep(self.clock.now())
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back, Enter goes on to the next question."""
        on = next((name for name, scale in self.scales.items() if scale.hasFocus()), "")
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif event.key() in _ENTER and on:
            self._on(on)
        else:
            super().keyPressEvent(event)
