"""Opens the window: the application, its theme, the screens and what they forward to."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from windown.core.problems import Trouble
from windown.presenters.session import SessionScreen
from windown.ui.icons import icon
from windown.ui.theme import dress, theme_for
from windown.ui.window import Window

if TYPE_CHECKING:
    from windown.app import House

#: After the first frame, when voice and speaker are made ready for *Wind down* (milliseconds).
WARM_MS = 800


def open_window(house: "House", practice_id: str | None, minutes: float | None) -> int:
    """Show the window until it is closed; begin a practice at once where one is named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("windown")
    app.setDesktopFileName("windown")
    desk = house.desk
    face = desk.face(desk.clock.now())
    dress(app, theme_for(face, not desk.settings.system_font, calm=desk.settings.reduce_motion))
    voice, speaker = house.voice(), house.speaker()
    session = SessionScreen(desk, house.run(speaker, voice))
    window = Window(desk, session, speaker, voice, house.told_texts(), str(house.places.data))
    window.setWindowIcon(icon("windown"))
    window.show()
    if practice_id is not None:
        QTimer.singleShot(0, lambda: window.begin(practice_id, minutes))
    else:
        QTimer.singleShot(WARM_MS, window.warm)
    try:
        return app.exec()
    finally:
        with suppress(Trouble):
            window.leave()
        speaker.close()
        voice.close()
