"""Journal: what was done, night by night."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from windown.presenters.journal import Entry, JournalScreen
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Column, label, line

#: How many nights are laid out at a time; the next ones come before their place is in sight.
AT_ONCE = 7

Night = tuple[str, tuple[Entry, ...]]


class JournalPage(Column):
    """Lists the sessions of the last weeks under their nights, as far as anybody scrolls."""

    def __init__(self, presenter: JournalScreen, clock: Clock) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self._shown: object = None
        self._to_come: Iterator[Night] = iter(())
        self.verticalScrollBar().valueChanged.connect(self._follow)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def refresh(self) -> None:
        """Read the journal again; nothing is rebuilt that looks the same."""
        view = self.presenter.view(self.clock.now())
        if view == self._shown:
            return
        self._shown = view
        self.clear()
        self.top()
        self._to_come = iter(view.nights)
        if not view.nights:
            self.space(48)
            self.add(label(view.empty, "large", "quiet"))
        self._more()

    def _more(self) -> None:
        for night, entries in islice(self._to_come, AT_ONCE):
            self.space(12)
            self.add(label(night, "large"))
            for entry in entries:
                self.add(_row(entry))
            self.add(line())

    def _follow(self) -> None:
        """Keep more below than can be seen, until there is nothing more."""
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < self.viewport().height():
            self._more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A taller window has room for more."""
        super().resizeEvent(event)
        self._follow()


def _row(entry: Entry) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 4, 0, 4)
    left = QVBoxLayout()
    left.setSpacing(0)
    left.addWidget(label(entry.name))
    left.addWidget(label(entry.detail, "small", "quiet"))
    across.addLayout(left, 1)
    if entry.felt:
        across.addWidget(label(entry.felt_text, "small", "accent"))
    row.setAccessibleName(f"{entry.name}, {entry.detail} {entry.felt_text}".strip())
    return row
