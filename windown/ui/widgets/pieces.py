"""The small building blocks of the screens, in one place."""

from windown.ui.widgets.basics import Button, CaptionLabel, label, line
from windown.ui.widgets.card import Card
from windown.ui.widgets.column import Column
from windown.ui.widgets.controls import Combo, Segment, Switch, Tick
from windown.ui.widgets.fader import Fader
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.navrow import NavRow
from windown.ui.widgets.rows import ChoiceRow, SlideRow

__all__ = [
    "Button",
    "CaptionLabel",
    "Card",
    "ChoiceRow",
    "Column",
    "Combo",
    "Fader",
    "Flow",
    "NavRow",
    "Segment",
    "SlideRow",
    "Switch",
    "Tick",
    "label",
    "line",
]
