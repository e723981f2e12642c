"""The editor of own chains: practices in a row, each with its minutes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from windown.core.problems import Trouble
from windown.presenters.chains import Chains, ChainView, PartRow
from windown.ui.widgets.editing import NameField, focus_again, movable
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, SlideRow, label


class ChainPage(Column):
    """Edits one chain; `saved` is told the id of what was kept."""

    def __init__(
        self, presenter: Chains, saved: Callable[[str], None], back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.presenter, self.saved, self.back = presenter, saved, back

    def refresh(self) -> None:
        """Show the chain of the presenter."""
        view, words = self.presenter.view(), self.presenter.desk.words
        self.clear()
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("chain.title"), "head"))
        self.add(label(words("chain.about"), "text", "quiet"))
        self.name = NameField(words("chain.name"), view.name, self._call)
        self.add(self.name)
        for at, part in enumerate(view.parts):
            self.space(12)
            self.add(self._part(at, part, len(view.parts)))
        self.space(12)
        self.more = ChoiceRow(words("chain.add"))
        self.more.show_choices([("", "…"), *view.choices], "")
        self.more.called("more")
        self.more.setEnabled(view.can_add)
        self.more.chosen.connect(lambda to: self._change(lambda: self.presenter.add(to)))
        self.add(self.more)
        self.length = label("", "text", "quiet")
        self.told = label("", "text")
        self.add(self.length)
        self.add(self.told)
        self.save = Button(words("edit.save"), "filled")
        self.save.clicked.connect(self._save)
        self.add(self.save, Qt.AlignmentFlag.AlignHCenter)
        self._tell()

    def _part(self, at: int, part: PartRow, count: int) -> QWidget:
        words = self.presenter.desk.words
        title = label(part.name, "large")
        inner: list[QWidget] = [title]
        if part.steps:
            minutes = SlideRow(words("practices.length"))
            minutes.show_value(part.steps, part.step, part.told)
            minutes.slider.setAccessibleName(f"{part.name}, {words('practices.length')}")
            minutes.moved.connect(lambda step: self._slide(minutes, at, step))
            inner.append(minutes)
        return movable(
            words,
            part.name,
            inner,
            (at, count),
            lambda by: self._change(lambda: self.presenter.move(at, by), at + by),
            lambda: self._change(lambda: self.presenter.remove(at), at),
        )

    def _slide(self, row: SlideRow, at: int, step: int) -> None:
        row.tell(self.presenter.set_minutes(at, step))
        self._tell()

    def _change(self, change: Callable[[], None], at: int = -1) -> None:
        """Change it; the row `at` stays under the keyboard, where there is one."""
        change()
        used = self.focusWidget()
        name = used.objectName() if used else ""
        # Not from within the control that was used: it is about to go.
        QTimer.singleShot(0, self, lambda: self._again(name, at))

    def _again(self, used: str, at: int) -> None:
        """Show it again, where it was scrolled to, with the focus where it was."""
        scrolled = self.verticalScrollBar().value()
        self.refresh()

        def settled() -> None:
            focus_again(self, used, at)
            self.verticalScrollBar().setValue(scrolled)

        QTimer.singleShot(0, self, settled)  # what is new is shown first

    def _call(self, name: str) -> None:
        self.presenter.call(name)
        self._tell()

    def _tell(self) -> None:
        view, words = self.presenter.view(), self.presenter.desk.words
        self.length.setText(f"{words('chain.whole')}: {view.length}")
        self.told.setText(view.told or self._missing(view))
        self.save.setEnabled(view.can_save)

    def _missing(self, view: ChainView) -> str:
        """What it still lacks before it can be saved."""
        words = self.presenter.desk.words
        if not view.parts:
            return words("chain.empty")
        return "" if view.can_save else words("pattern.nameless")

    def _save(self) -> None:
        try:
            self.saved(self.presenter.save())
        except Trouble as trouble:
            self.told.setText(trouble.told(self.presenter.desk.words))
