"""The window: the quiet row on top, the screens beneath, and the session over everything."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from windown.presenters.hearing import Hearing
from windown.presenters.journal import JournalScreen
from windown.presenters.planning import Planning
from windown.presenters.practices import Practices
from windown.presenters.session import SessionScreen
from windown.presenters.settings import Login, SettingsScreen
from windown.presenters.tonight import Tonight
from windown.service.desk import Desk
from windown.service.ports import Speaker, Voice
from windown.ui.darkness import Darkness
from windown.ui.ending import Ending
from windown.ui.screens.after import AfterPage
from windown.ui.screens.grounds import named
from windown.ui.screens.journal import JournalPage
from windown.ui.screens.opened import OpenedPage
from windown.ui.screens.planning import PlanningPage
from windown.ui.screens.practices import PracticesPage
from windown.ui.screens.session import SessionPage
from windown.ui.screens.settings import SettingsPage
from windown.ui.screens.tonight import TonightPage
from windown.ui.screens.why import WhyPage
from windown.ui.theme import Theme, dress, keep_night, theme_for, wear
from windown.ui.widgets.pieces import Fader, NavRow

#: How often the face and tonight's line are looked at (milliseconds).
LOOK_MS = 20_000
#: The faces from the darkest to the brightest.
BRIGHTNESS = ("night", "evening", "morning")
SMALLEST = (380, 560)
USUAL = (960, 640)

#: The screens of the row, and all pages in their order.
SCREENS = ("tonight", "practices", "journal", "settings")
PAGES = ("tonight", "practices", "opened", "journal", "settings", "planning", "why")
#: Pages of a screen, and that screen, to which Esc leads back.
WITHIN = {"opened": "practices", "planning": "settings", "why": "tonight"}


class Window(QWidget):
    """Holds the screens and moves between them; every decision is a presenter's."""

    def __init__(
        self,
        desk: Desk,
        session: SessionScreen,
        speaker: Speaker,
        voice: Voice,
        told: tuple[str, ...],
        folder: str,
        type_scale: float | None = None,
        login: Login | None = None,
    ) -> None:
        """`told` is what went wrong before; `type_scale` enlarges letters, None as the system."""
        super().__init__()
        self.desk, self.session, self.told, self.folder = desk, session, told, folder
        self.speaker, self.voice, self.type_scale, self.login = speaker, voice, type_scale, login
        #: Called when the window was put away instead of closed; None where closing ends it.
        self.stays: Callable[[], None] | None = None
        self.before_session: Callable[[], None] = lambda: None
        self.on_session: Callable[[bool], None] = lambda running: None
        self.face = desk.face(desk.clock.now())
        self._worn = self._wishes()
        theme = self._theme()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("windown")
        self.setMinimumSize(*SMALLEST)
        self.resize(*(desk.settings.window or USUAL))
        self.session_page = SessionPage(session, desk.clock, theme.session(), self._over)
        self.after = AfterPage(session, self._afterwards, self._again)
        self.darkness = Darkness(self, self._pressed_in_the_dark, self._typed_in_the_dark)
        self.session_page.darkened.connect(self._darkened)
        self.ending = Ending(self.after, desk, self)
        keep_night(self.session_page)
        keep_night(self.after)
        self.whole = QStackedWidget()
        for page in (QWidget(), self.session_page, self.after):
            self.whole.addWidget(page)
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
        self.tonight = TonightPage(Tonight(desk), desk.clock, self.begin, self.go)
        self.practices = PracticesPage(Practices(desk), self.open_practice)
        self.opened = OpenedPage(Practices(desk), self.begin, lambda: self.go("practices"))
        self.journal = JournalPage(JournalScreen(desk), desk.clock)
        hearing = Hearing(desk, self.speaker, self.voice)
        self.settings = SettingsPage(
            SettingsScreen(desk), hearing, self.voice, desk.clock, self.folder, self.go, self.login
        )
        self.planning = PlanningPage(Planning(desk), desk.clock, lambda: self.go("settings"))
        self.why = WhyPage(self.tonight.presenter.evening, desk.clock, lambda: self.go("tonight"))
        self.nav = NavRow(theme)
        self.nav.set_items([desk.words(f"nav.{name}") for name in SCREENS], SCREENS)
        self.nav.chosen.connect(lambda index: self.go(SCREENS[index]))
        self.pages = QStackedWidget()
        for page in (self.tonight, self.practices, self.opened, self.journal, self.settings,
                     self.planning, self.why):  # fmt: skip
            self.pages.addWidget(page)
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

    def go(self, screen: str) -> None:
        """Show one of the screens."""
        self.settings.rest()
        self.planning.write()
        self._take_face(self.desk.face(self.desk.clock.now()))
        index = PAGES.index(screen)
        page = self.pages.widget(index)
        if screen == "tonight":
            self.tonight.refresh(self.told)
        elif screen == "practices":
            self.practices.refresh()
        elif screen == "journal":
            self.journal.refresh()
        elif screen == "settings":
            self.settings.refresh()
        elif screen == "planning":
            self.planning.refresh()
        elif screen == "why":
            self.why.refresh()
        self.nav.set_current(SCREENS.index(WITHIN.get(screen, screen)))
        # The page is reached by its name, not by Tab: no ring where nobody uses the keyboard.
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_fader.change(lambda: self.pages.setCurrentIndex(index))

    def open_practice(self, practice_id: str) -> None:
        """Show a practice with its options, and make its voice and sound ready."""
        self.opened.open(practice_id)
        self.go("opened")
        self.session.prepare(practice_id)

    def warm(self) -> None:
        """Make ready what *Wind down* begins, so that its first word is there in time."""
        if not self.session_page.running:
            self.session.prepare(self.tonight.presenter.practice_id())

    def begin(self, practice_id: str, minutes: float | None = None) -> None:
        """Begin a session over the whole window, in the face of the night."""
        if not practice_id or self.session_page.running:
            return
        self.settings.rest()
        self.before_session()
        self.session.begin(practice_id, self.desk.clock.now(), minutes)
        self.fader.change(self._enter_session)

    def _enter_session(self) -> None:
        self.ending.stop()
        self.whole.setCurrentIndex(1)
        self.session_page.begin(self.desk.words)
        self.on_session(True)

    def _over(self, black: bool) -> None:
        """The session has ended: ask how it felt, or, where the screen is black, stay black."""
        self.after.ask(self.desk.words, dark=black)
        self.fader.change(lambda: self.whole.setCurrentIndex(2))
        self.ending.begin()
        self.on_session(False)

    def _again(self) -> None:
        """Still awake after closed eyes: once more, in the dark."""
        self.session.again(self.desk.clock.now())
        self._enter_session()

    def _afterwards(self) -> None:
        rested = self.after.closed
        self.ending.stop()
        self.go("tonight")
        self.fader.change(lambda: self.whole.setCurrentIndex(0))
        self.darkness.lift()
        if rested:
            self.on_session(False)

    def _darkened(self, black: bool) -> None:
        """All screens with this one, unless a session goes dark behind another window."""
        session = self.session.run.session
        closed = session is not None and session.closed
        if black and (closed or self.isActiveWindow()):
            self.darkness.fall()
        elif not black:
            self.darkness.lift()

    def _pressed_in_the_dark(self) -> None:
        if self.session_page.running:
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
        if self.pages.currentWidget() is self.tonight:
            self.tonight.refresh(self.told)

    def look(self) -> None:
        """Follow the evening: another face, another line.

        A brighter face waits until the person does something: nobody lying awake is flashed at.
        """
        face = self.desk.face(self.desk.clock.now())
        if BRIGHTNESS.index(face) < BRIGHTNESS.index(self.face) or not self.isVisible():
            self._take_face(face)
        if self.pages.currentWidget() is self.tonight:
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
        elif topic == "sessions" and self.pages.currentWidget() is self.journal:
            self.journal.refresh()
        elif topic in ("evening", "plan"):
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
            QTimer.singleShot(0, self, lambda: self._make_home("settings"))

    def _wishes(self) -> tuple[str, bool, bool]:
        chosen = self.desk.settings
        return chosen.face, chosen.system_font, chosen.reduce_motion

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from a page within a screen."""
        page = PAGES[self.pages.currentIndex()]
        if event.key() == Qt.Key.Key_Escape and page in WITHIN:
            self.go(WITHIN[page])
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
        self.settings.rest()
        self.planning.write()
        if self.session_page.running:
            # Nobody is asked how it felt by a window that goes; the next time it opens on Tonight.
            self.session_page.act("end")
        if self.whole.currentIndex() != 0:
            self.whole.setCurrentIndex(0)
        self.ending.stop()
        self.darkness.lift()

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
