"""The window: the quiet row on top, the screens beneath, and the session over everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from windown.core.problems import Trouble
from windown.service.desk import Desk
from windown.ui.pages import PAGES, SCREENS, Pages
from windown.ui.screens.grounds import named
from windown.ui.theme import Theme, dress, theme_for, wear
from windown.ui.widgets.fader import Fader
from windown.ui.widgets.navrow import NavRow

if TYPE_CHECKING:
    from windown.presenters.session import SessionScreen
    from windown.presenters.settings import Login
    from windown.service.archive import Archive
    from windown.service.ports import Speaker, Voice

#: How often the face and tonight's line are looked at (milliseconds).
LOOK_MS = 20_000
#: The faces from the darkest to the brightest.
BRIGHTNESS = ("night", "evening", "morning")
SMALLEST = (380, 560)
#: From any screen to *I can't sleep*.
SLEEPLESS_KEY = Qt.Key.Key_F2
USUAL = (960, 640)


class Window(Pages):
    """Holds the screens and moves between them; every decision is a presenter's."""

    def __init__(
        self,
        desk: Desk,
        session: Callable[[], SessionScreen],
        speaker: Callable[[], Speaker],
        voice: Callable[[], Voice],
        told: tuple[str, ...],
        folder: str,
        type_scale: float | None = None,
        login: Login | None = None,
        archive: Archive | None = None,
    ) -> None:
        """`told` is what went wrong before; `type_scale` enlarges letters, None as the system.

        Session, speaker and voice are asked for when they are first needed, and are the same
        each time.
        """
        super().__init__()
        self.desk, self._session, self.told, self.folder = desk, session, told, folder
        self._speaker, self._voice = speaker, voice
        self.type_scale, self.login, self.archive = type_scale, login, archive
        #: Called where everything was erased, to leave without writing anything.
        self.gone: Callable[[], None] = lambda: None
        #: Called when the window was put away instead of closed; None where closing ends it.
        self.stays: Callable[[], None] | None = None
        self.before_session: Callable[[], None] = lambda: None
        self.on_session: Callable[[bool], None] = lambda running: None
        self.face = desk.face(desk.clock.now())
        self._worn = self._wishes()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("windown")
        self.setMinimumSize(*SMALLEST)
        self.resize(*(desk.settings.window or USUAL))
        self.whole = QStackedWidget()
        self.whole.addWidget(QWidget())
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.whole)
        self.fader = Fader(self.whole)
        self._make_home()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        desk.listeners.append(self._changed)

    def _make_home(self, screen: str = "tonight") -> None:
        """The row and its screens, in the language of the moment."""
        desk, theme = self.desk, self._theme()
        self.language = desk.words.language
        for name in PAGES:
            self.__dict__.pop(name, None)
        self.nav = NavRow(theme)
        self.nav.set_items([desk.words(f"nav.{name}") for name in SCREENS], SCREENS)
        self.nav.chosen.connect(lambda index: self.go(SCREENS[index]))
        self.pages = QStackedWidget()
        home = named("page")
        column = QVBoxLayout(home)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.nav)
        column.addWidget(self.pages, 1)
        old = self.whole.widget(0)
        self.whole.insertWidget(0, home)
        if old is not None:
            self.whole.removeWidget(old)
            old.deleteLater()
        self.page_fader = Fader(self.pages)
        self.whole.setCurrentIndex(0)
        wear(self, theme)
        self.go(screen)

    @property
    def in_session(self) -> bool:
        """Whether a session runs."""
        return "session_page" in self.__dict__ and self.session_page.running

    def go(self, screen: str) -> None:
        """Show one of the screens; a routine or a dark line that stands over them gives way."""
        self._rest_pages()
        if any(self._is_over(name) for name in ("routine", "note", "sleepless")):
            self.whole.setCurrentIndex(0)
        self._take_face(self.desk.face(self.desk.clock.now()))
        page = self.shown(screen)
        self.screen_name = screen
        self.nav.set_current(SCREENS.index(self.screen_of(screen)))
        # The page is reached by its name, not by Tab: no ring where nobody uses the keyboard.
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_fader.change(lambda: self.pages.setCurrentWidget(page))

    def warm(self) -> None:
        """Make ready what *Wind down* begins, so that its first word is there in time."""
        tonight = self.tonight.presenter
        if not self.in_session and not tonight.walks():
            self.session.prepare(tonight.practice_id())
            _ = self.session_page, self.after

    def begin(self, practice_id: str, minutes: float | None = None) -> None:
        """Begin a session over the whole window, in the face of the night."""
        if not practice_id or self.in_session:
            return
        self._rest_pages()
        self.before_session()
        try:
            self.session.begin(practice_id, self.desk.clock.now(), minutes)
        except Trouble as trouble:  # what the body speaks against, or a chain that lacks a part
            self.tell(trouble.told(self.desk.words))
            self.go("tonight")
            return
        self.fader.change(self._enter_session)

    def _enter_session(self) -> None:
        self._rest_after()
        self.whole.setCurrentWidget(self.session_page)
        self.session_page.begin(self.desk.words)
        self.on_session(True)

    def _over(self, black: bool) -> None:
        """The session has ended: ask how it felt, or, where the screen is black, stay black."""
        self._tell_routine()
        self.after.ask(self.desk.words, dark=black)
        self.fader.change(lambda: self.whole.setCurrentWidget(self.after))
        self.ending.begin()
        self.on_session(False)

    def _tell_routine(self) -> None:
        """The routine that is being walked hears at once what became of its practice."""
        session = self.session.run.session
        if self.walking and session is not None:
            self.routine.practice_ended(session.timeline.practice, session.complete)

    def _again(self) -> None:
        """Still awake after closed eyes: once more, in the dark."""
        self.session.again(self.desk.clock.now())
        self._enter_session()

    def _afterwards(self) -> None:
        rested = self.after.closed
        self.ending.stop()
        if self.walking:
            self._stepping = False
            self.fader.change(lambda: self.whole.setCurrentWidget(self.routine))
        else:
            self._stepping = False
            self.go("tonight")
            self.fader.change(lambda: self.whole.setCurrentIndex(0))
        self._lift()
        if rested:
            self.on_session(False)

    @property
    def resting(self) -> bool:
        """Whether somebody may just have fallen asleep beside it: nothing is shown or said."""
        return "ending" in self.__dict__ and self.ending.resting

    def _rest_after(self) -> None:
        if "ending" in self.__dict__:
            self.ending.stop()

    def _darkened(self, black: bool) -> None:
        """All screens with this one, unless a session goes dark behind another window."""
        session = self.session.run.session
        closed = session is not None and session.closed
        if black and (closed or self.isActiveWindow()):
            self.darkness.fall()
        elif not black:
            self._lift()

    def _pressed_in_the_dark(self) -> None:
        if self.in_session:
            self.session_page.act("black")
        elif self.after.dark:
            self.after.light()

    def _typed_in_the_dark(self, event: QKeyEvent) -> None:
        page = self.whole.currentWidget()
        if page is not None:
            QApplication.sendEvent(page, event)

    def tell(self, text: str) -> None:
        """Say on Tonight, quietly, what went wrong; the same once."""
        if text not in self.told:
            self.told = (*self.told, text)
        if self._is_shown("tonight"):
            self.tonight.refresh(self.told)

    def look(self) -> None:
        """Follow the evening: another face, another line.

        A brighter face waits until the person does something: nobody lying awake is flashed at.
        """
        face = self.desk.face(self.desk.clock.now())
        if BRIGHTNESS.index(face) < BRIGHTNESS.index(self.face) or not self.isVisible():
            self._take_face(face)
        if self._is_shown("tonight"):
            self.tonight.refresh(self.told)

    def _take_face(self, face: str) -> None:
        if face != self.face:
            self.face = face
            self._dress()

    def _theme(self) -> Theme:
        chosen = self.desk.settings
        return theme_for(self.face, not chosen.system_font, self.type_scale, chosen.reduce_motion)

    def _dress(self) -> None:
        """Put the face of the moment on everything but the session, which wears the night."""
        app = QApplication.instance()
        theme = self._theme()
        if isinstance(app, QApplication):
            dress(app, theme, [self])
        for fader in (self.fader, self.page_fader):
            fader.wear(theme)

    def _changed(self, topic: str) -> None:
        if topic == "settings":
            self._settings_changed()
        elif topic == "sessions" and self._is_shown("journal"):
            self.journal.refresh()
        elif topic == "practices" and self._is_shown("practices"):
            self.practices.refresh()
        elif topic in ("evening", "plan", "diary", "notes"):
            self.look()
        elif topic == "question":
            self.come("tonight")
            self.tonight.ask()

    def _settings_changed(self) -> None:
        if self.desk.unwritten is not None:
            self.tell(self.desk.unwritten.told(self.desk.words))
        if self._wishes() != self._worn:
            self._worn = self._wishes()
            self.face = self.desk.face(self.desk.clock.now())
            self._dress()
        if self.desk.words.language != self.language:
            # Not from within the control that was just used: it is about to go.
            QTimer.singleShot(0, self, self._speak_anew)

    def _speak_anew(self) -> None:
        """All pages in another language; one stays where it was chosen."""
        welcoming = self._is_over("welcome")
        self._make_home("tonight" if welcoming else "settings")
        if welcoming:
            self.welcome.refresh()
            self.whole.setCurrentWidget(self.welcome)
            self.welcome.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wishes(self) -> tuple[str, bool, bool]:
        chosen = self.desk.settings
        return chosen.face, chosen.system_font, chosen.reduce_motion

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from a page within a screen."""
        if event.key() == SLEEPLESS_KEY:
            self.open("sleepless")
        elif event.key() == Qt.Key.Key_Escape and self.screen_name not in SCREENS:
            self.back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was done and how large the window is; with a tray, only put it away."""
        self._rest()
        if self.stays is not None:
            event.ignore()
            self.hide()
            self.stays()
            return
        self.leave()
        super().closeEvent(event)

    def _rest(self) -> None:
        self._rest_pages()
        if self.in_session:
            # Nobody is asked how it felt by a window that goes; the next time it opens on Tonight.
            self.session_page.act("end")
        if self.whole.currentIndex() != 0:
            self.whole.setCurrentIndex(0)
        self._rest_after()
        self._lift()

    def come(self, screen: str = "") -> None:
        """Come forward, as from the tray, on a screen."""
        if screen:
            self.go(screen)
        self.look()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """End a session that runs, and remember the size of the window."""
        self._rest()
        size = (self.width(), self.height())
        large = self.isMaximized() or self.isFullScreen()
        if not large and self.desk.settings.window != size:
            self.desk.change(window=size)
