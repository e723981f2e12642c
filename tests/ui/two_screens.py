"""The real window with eyes closed on more than one screen; prints what the screens show.

Run as a process of its own: how many screens there are is decided before Qt begins.
"""

import json
import sys
import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.stage import Stage, settle
from windown.core.options import Options
from windown.ui.light import screen_score

DEADLINE_S = 10.0


def shown():
    """The score of each screen as it is, of what covers each, and whether its pointer is hidden.

    1 is a screen that nothing covers whole. Without a real display only the second is true.
    """
    settle(0.4)
    screens = QGuiApplication.screens()
    over = [_over(screen) for screen in screens]
    return {
        "scores": [screen_score(screen.grabWindow(0).toImage()) for screen in screens],
        "covers": [screen_score(top.grab().toImage()) if top else 1.0 for top in over],
        "hidden": [bool(top) and _blank(top) for top in over],
    }


def _over(screen):
    """The window that covers a whole screen, or None."""
    every = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return next((top for top in every if top.geometry().contains(screen.geometry())), None)


def _blank(top):
    below = top.childAt(top.rect().center()) or top
    return below.cursor().shape() == Qt.CursorShape.BlankCursor


def until_black(expected):
    """What is shown, once it is as dark as expected; a display may take its time."""
    end = time.monotonic() + DEADLINE_S
    of = "covers" if QGuiApplication.platformName() == "offscreen" else "scores"
    while True:
        found = shown()
        if (max(found[of]) == 0.0) is expected or time.monotonic() > end:
            return found


def main():
    """A minute with eyes closed, looked at before, in it, after it, and when a key is pressed."""
    app = QApplication(sys.argv)
    staged = Stage(reduce_motion=True)
    staged.desk.change(options={"box_4": Options(eyes_closed=True)})
    staged.show()
    window, page = staged.window, staged.window.session_page

    def passes(seconds):
        staged.clock.pass_(seconds)
        page.look()

    told = {"screens": len(app.screens())}
    window.begin("box_4", 1.0)
    passes(2.0)
    told["lit"] = until_black(False)
    for _ in range(5):
        passes(4.0)
    told["black"] = until_black(True)
    for place in (QPoint(80, 90), QPoint(200, 300)):
        QCursor.setPos(place)
        QTest.qWait(60)
    told["moved"] = until_black(True)
    for _ in range(5):
        passes(10.0)
    told["ended"] = staged.session.run.session.stage
    told["after"] = until_black(True)
    QTest.keyClick(window.after, Qt.Key.Key_Space)
    told["rest"] = until_black(False)
    told["asks"] = window.after.question.isVisible()
    QTest.keyClick(window.after, Qt.Key.Key_Right)
    told["again"] = until_black(True)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    told["stopped"] = until_black(True)
    QTest.keyClick(window.after, Qt.Key.Key_Space)
    QTest.keyClick(window.after, Qt.Key.Key_Escape)
    settle()
    told["panes"] = len(window.darkness.panes)
    told["full"] = window.isFullScreen()
    print(json.dumps(told))
    window.close()


if __name__ == "__main__":
    main()
