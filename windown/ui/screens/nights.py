"""A bedtime and a rise time beside the days they are of."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QWidget

from windown.presenters.plan_view import Day
from windown.ui.widgets.drawn import Drawn
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import label


def night_fields(
    name: str,
    day: Day,
    longest: str,
    say: Callable[[str], str],
    changed: Callable[[time, time], object],
) -> QWidget:
    """The two fields of a night; where it is narrow both go below the name.

    `longest` is the longest of the names that stand below each other, `changed` gets bedtime
    and rise at every step.
    """
    holder = QWidget()
    row = Flow(holder)
    shown = label(name)
    shown.setWordWrap(False)
    shown.setMinimumWidth(shown.fontMetrics().horizontalAdvance(longest) + 16)
    row.addWidget(shown)
    bed = _field(day.bedtime, f"{say('bedtime')}, {name}")
    rise = _field(day.rise, f"{say('rise')}, {name}")
    both = QWidget()
    across = QHBoxLayout(both)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    for drawing, field in (("tonight", bed), ("sun", rise)):
        across.addWidget(_with_drawing(drawing, field))
        field.timeChanged.connect(lambda _: changed(_time(bed), _time(rise)))
    row.addWidget(both)
    return holder


def _time(field: QTimeEdit) -> time:
    return time(field.time().hour(), field.time().minute())


def _field(at: time, name: str) -> QTimeEdit:
    field = QTimeEdit(QTime(at.hour, at.minute))
    field.setDisplayFormat("HH:mm")
    field.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
    field.setWrapping(True)
    field.setAlignment(Qt.AlignmentFlag.AlignCenter)
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance("00:00") + 48)
    return field


def _with_drawing(drawing: str, field: QTimeEdit) -> QWidget:
    """A field with what it means as a small drawing: the moon of bedtime, the sun of rise."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Drawn(drawing))
    row.addWidget(field)
    return holder
