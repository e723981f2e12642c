"""What the editors share: a name to type, and a row that can be moved and taken away."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from windown.core.wording import Words
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
    words: Words, inner: list[QWidget], move: Callable[[int], None], remove: Callable[[], None]
) -> QWidget:
    """Rows that belong together, with *Earlier*, *Later* and *Remove* below them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for each in inner:
        column.addWidget(each)
    row = QHBoxLayout()
    row.setSpacing(0)
    for text, act in (
        (words("edit.earlier"), lambda: move(-1)),
        (words("edit.later"), lambda: move(1)),
        (words("edit.remove"), remove),
    ):
        button = Button(text, "quiet")
        button.clicked.connect(lambda _=False, act=act: act())
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    return holder
