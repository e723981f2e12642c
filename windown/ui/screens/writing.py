"""The page on which a list is written: two fields a line, kept as one goes, then closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from windown.presenters.writing import LineRow, WritingScreen, WritingView
from windown.service.ports import Clock
from windown.ui.theme import wear
from windown.ui.widgets.pieces import Button, Column, label


class WritingPage(Column):
    """Shows tonight's list; a line is kept as soon as its field is left or Enter is pressed."""

    def __init__(
        self, presenter: WritingScreen, clock: Clock, back: Callable[[bool], None]
    ) -> None:
        super().__init__()
        self.presenter, self.clock, self.back = presenter, clock, back
        self.lines: list[Line] = []

    def open(self, practice_id: str) -> None:
        """Show tonight's list of a practice."""
        if self.presenter.open(practice_id, self.clock.now()):
            self._build()

    def rest(self) -> None:
        """Left: keep what was typed."""
        for line in self.lines:
            line.keep()

    def _build(self) -> None:
        view, words = self.presenter.view(self.clock.now()), self.presenter.desk.words
        self.clear()
        self.lines = []
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self._leave)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(view.title, "head"))
        self.told = label(view.told, "text", "accent")
        if view.hidden:
            self._hidden(view)
        else:
            self._open_list(view)
        self.add(self.told)

    def _hidden(self, view: WritingView) -> None:
        words = self.presenter.desk.words
        self.space(16)
        self.add(label(view.hidden, "large"))
        self.space(24)
        done = Button(words("writing.done"), "filled")
        done.clicked.connect(lambda: self.back(True))
        self.add(done, Qt.AlignmentFlag.AlignHCenter)
        for key, act in (("another", self._another), ("open_again", self._again)):
            button = Button(words(f"writing.{key}"), "quiet")
            button.clicked.connect(act)
            self.add(button, Qt.AlignmentFlag.AlignHCenter)
        done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_list(self, view: WritingView) -> None:
        words = self.presenter.desk.words
        self.add(label(view.how or view.about, "text", "quiet"))
        self.space(12)
        self.holder = QWidget()
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add(self.holder)
        for row in (*view.rows, LineRow("", "", "")):
            self._add_line(row, view)
        self.space(16)
        self.shut = Button(words("writing.close"), "filled")
        self.shut.clicked.connect(self._close)
        self.add(self.shut, Qt.AlignmentFlag.AlignHCenter)
        self.lines[-1].what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_line(self, row: LineRow, view: WritingView) -> None:
        line = Line(row, view, len(self.lines) + 1, self._keep, self._entered)
        self.lines.append(line)
        self._column.addWidget(line)
        if self._theme is not None:
            wear(line, self._theme)

    def _keep(self, line: "Line") -> None:
        """Keep a line, and have an empty one below the last."""
        now = self.clock.now()
        kept = self.presenter.write(line.id, line.what.text(), line.next.text(), now)
        view = self.presenter.view(now)
        self.told.setText(view.told)
        if not view.told:
            line.id = kept if line.what.text().strip() or line.next.text().strip() else ""
        if line is self.lines[-1] and line.id:
            self._add_line(LineRow("", "", ""), view)

    def _entered(self, line: "Line") -> None:
        """Enter goes on to the second field, then to the next line."""
        if line.what.hasFocus():
            line.next.setFocus(Qt.FocusReason.TabFocusReason)
            return
        line.keep()
        at = self.lines.index(line)
        if at + 1 < len(self.lines):
            self.lines[at + 1].what.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.lines[at + 1])

    def _close(self) -> None:
        self.rest()
        self.presenter.close(self.clock.now())
        self._build()

    def _again(self) -> None:
        self.presenter.open_again()
        self._build()

    def _another(self) -> None:
        self.presenter.another()
        self._build()

    def _leave(self) -> None:
        self.rest()
        self.back(False)


class Line(QWidget):
    """Two fields of one line; `kept` is called when they differ from what was kept last."""

    def __init__(
        self,
        row: LineRow,
        view: WritingView,
        number: int,
        kept: Callable[["Line"], None],
        entered: Callable[["Line"], None],
    ) -> None:
        super().__init__()
        self.id, self._kept, self._was = row.id, kept, (row.what, row.next)
        self.what, self.next = QLineEdit(row.what), QLineEdit(row.next)
        for field, name in ((self.what, view.what), (self.next, view.next)):
            field.setPlaceholderText(name)
            field.setAccessibleName(f"{name} {number}")
            field.setMaxLength(500)
            field.editingFinished.connect(self.keep)
            field.returnPressed.connect(lambda: entered(self))
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.what, 3)
        column.addWidget(self.next, 2)

    def keep(self) -> None:
        """Keep it where it has changed."""
        if (self.what.text(), self.next.text()) != self._was:
            self._was = (self.what.text(), self.next.text())
            self._kept(self)
