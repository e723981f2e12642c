"""What the editors share: a name to type, and a row that can be moved and taken away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from windown.core.wording import Words
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import Button, label


class NameField(QWidget):
    """A name to type, with what it names above it."""

    def __init__(self, text: str, name: str, called: Callable[[str], None]) -> None:
        super().__init__()
        self.field = QLineEdit(name)
        self.field.setAccessibleName(text)
        self.field.textEdited.connect(called)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(text))
        column.addWidget(self.field)


def movable(
    words: Words,
    name: str,
    inner: list[QWidget],
    place: tuple[int, int],
    move: Callable[[int], None],
    remove: Callable[[], None] | None,
) -> QWidget:
    """Rows that belong together, with *Earlier*, *Later* and *Remove* below them.

    `place` is where they stand and of how many: the first goes no earlier. Without `remove` they
    stay. A screen reader is told which `name` a button is about.
    """
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for each in inner:
        column.addWidget(each)
    row = Flow(space=0)
    at, count = place
    for key, act, can in (
        ("earlier", lambda: move(-1), at > 0),
        ("later", lambda: move(1), at + 1 < count),
        ("remove", remove or (lambda: None), remove is not None),
    ):
        button = Button(words(f"edit.{key}"), "quiet")
        button.setAccessibleName(f"{words(f'edit.{key}')}: {name}")
        button.setObjectName(f"{key}_{at}")
        button.setEnabled(can)
        button.clicked.connect(lambda _=False, act=act: act())
        row.addWidget(button)
    column.addLayout(row)
    return holder


def focus_again(page: QWidget, used: str, at: int) -> None:
    """Give the focus to what stands for the control that was used, now in row `at` (-1: none)."""
    kind = used.rpartition("_")[0]
    names = [used] if at < 0 else [f"{kind}_{at}", f"later_{at}", f"earlier_{at}", f"remove_{at}"]
    for name in (*names, f"remove_{max(at - 1, 0)}", "more"):
        for found in page.findChildren(QWidget, name):
            if found.isVisibleTo(page) and found.isEnabled():
                found.setFocus(Qt.FocusReason.OtherFocusReason)
                return
