"""Journal: what was done, night by night."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from windown.presenters.journal import Entry, JournalScreen
from windown.service.ports import Clock
from windown.ui.widgets.pieces import Column, label, line


class JournalPage(Column):
    """Lists the sessions of the last weeks under their nights."""

    def __init__(self, presenter: JournalScreen, clock: Clock) -> None:
        super().__init__()
        self.presenter, self.clock = presenter, clock
        self._shown: object = None

    def refresh(self) -> None:
        """Read the journal again; nothing is rebuilt that looks the same."""
        view = self.presenter.view(self.clock.now())
        if view == self._shown:
            return
        self._shown = view
        self.clear()
        if not view.nights:
            self.space(48)
            self.add(label(view.empty, "large", "quiet"))
        for night, entries in view.nights:
            self.space(12)
            self.add(label(night, "large"))
            for entry in entries:
                self.add(_row(entry))
            self.add(line())


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
