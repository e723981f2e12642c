"""Windows on stage, taken away after each test."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.stage import Stage
from windown.ui.keyboard import follow_keyboard


@pytest.fixture(autouse=True)
def application(qapp):
    """Fonts and colours end the process where they are asked for before there is one."""
    follow_keyboard(qapp)
    return qapp


@pytest.fixture
def stage(qtbot):
    """Makes stages, and takes their windows away in the end."""
    made = []

    def makes(**wishes):
        made.append(Stage(**wishes))
        return made[-1]

    yield makes
    for each in made:
        each.window.close()
        each.window.deleteLater()
    # Outside of an event loop nothing else would delete them, and each new one would be slower.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
