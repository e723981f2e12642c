"""The pages of the window: each is imported, and built, when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from windown.core.problems import Trouble
from windown.presenters.tonight import Tonight
from windown.service.desk import Desk
from windown.ui.screens.tonight import TonightPage
from windown.ui.theme import Theme, keep_night, wear

if TYPE_CHECKING:
    from windown.presenters.care import CareScreen
    from windown.presenters.hearing import Hearing
    from windown.presenters.routine import RoutineScreen
    from windown.presenters.routine_edit import RoutineEditor
    from windown.presenters.session import SessionScreen
    from windown.presenters.settings import Login
    from windown.service.archive import Archive
    from windown.service.ports import Speaker, Voice
    from windown.ui.darkness import Darkness
    from windown.ui.ending import Ending
    from windown.ui.screens.after import AfterPage
    from windown.ui.screens.aftercare import AftercarePage
    from windown.ui.screens.body import BodyPage
    from windown.ui.screens.care import CarePage
    from windown.ui.screens.chains import ChainPage
    from windown.ui.screens.checkin import CheckInPage
    from windown.ui.screens.data import DataPage
    from windown.ui.screens.diary import DiaryPage
    from windown.ui.screens.help_lines import HelpLinesPage
    from windown.ui.screens.journal import JournalPage
    from windown.ui.screens.journal_night import NightPage
    from windown.ui.screens.known import KnownPage
    from windown.ui.screens.measuring import MeasuringPage
    from windown.ui.screens.mixing import MixPage
    from windown.ui.screens.note import NotePage
    from windown.ui.screens.opened import OpenedPage
    from windown.ui.screens.patterns import PatternPage
    from windown.ui.screens.planning import PlanningPage
    from windown.ui.screens.practices import PracticesPage
    from windown.ui.screens.routine import RoutinePage
    from windown.ui.screens.routine_edit import RoutineEditPage, RoutinesPage
    from windown.ui.screens.see_someone import SeeSomeonePage
    from windown.ui.screens.session import SessionPage
    from windown.ui.screens.settings import SettingsPage
    from windown.ui.screens.sleepless import SleeplessPage
    from windown.ui.screens.welcome import WelcomePage
    from windown.ui.screens.why import WhyPage
    from windown.ui.screens.writing import WritingPage

Page = TypeVar("Page", bound=QWidget)

#: The screens of the row.
SCREENS = ("tonight", "practices", "journal", "care", "settings")
#: Pages of a screen, and where Esc leads back to.
WITHIN = {
    "opened": "practices",
    "pattern": "practices",
    "chain": "practices",
    "writing": "practices",
    "measuring": "opened",
    "mix": "settings",
    "body": "settings",
    "planning": "settings",
    "data": "settings",
    "night": "journal",
    "diary": "journal",
    "checkin": "journal",
    "why": "tonight",
    "routines": "tonight",
    "routine_edit": "routines",
    "see_someone": "care",
    "help_lines": "care",
    "known": "care",
    "aftercare": "care",
}
PAGES = (*SCREENS, *WITHIN)
#: Pages that may have been opened from one practice, to which Esc then leads back.
OF_A_PRACTICE = ("mix", "pattern", "chain", "writing")
#: Pages that keep, when they are left, what was chosen a moment ago.
RESTING = (
    "settings", "mix", "pattern", "writing", "measuring", "diary", "help_lines", "welcome",
)  # fmt: skip


class Pages(QWidget):
    """Makes the pages, and leads from one to another. The window says what is shown, and when."""

    desk: Desk
    folder: str
    login: Login | None
    archive: Archive | None
    #: Whether what goes on was begun by a step of a routine.
    _stepping = False
    #: Whether the diary was opened from a night of the journal.
    _morning_of_night = False
    gone: Callable[[], None]
    told: tuple[str, ...]
    pages: QStackedWidget
    whole: QStackedWidget
    screen_name: str
    #: The practice from which a page was opened, "" where it was none.
    _from = ""
    at_end: Callable[[str], None]
    begin: Callable[..., None]
    go: Callable[[str], None]
    _session: Callable[[], SessionScreen]
    _speaker: Callable[[], Speaker]
    _voice: Callable[[], Voice]
    _theme: Callable[[], Theme]

    def _add(self, page: Page) -> Page:
        """One more page of the row, dressed as the window is."""
        self.pages.addWidget(page)
        wear(page, self._theme())
        return page

    def _add_whole(self, page: Page) -> Page:
        """One more page over the whole window; it wears the night."""
        keep_night(page)
        self.whole.addWidget(page)
        wear(page, self._theme())
        return page

    @cached_property
    def tonight(self) -> TonightPage:
        """Where the evening stands."""
        tonight = Tonight(self.desk, self.walk)
        return self._add(TonightPage(tonight, self.desk.clock, self.begin, self.open))

    @cached_property
    def walk(self) -> RoutineScreen | None:
        """The presenter of tonight's routine."""
        from windown.presenters.routine import RoutineScreen

        book = self.desk.book
        return RoutineScreen(self.desk, book) if book is not None else None

    @cached_property
    def routine(self) -> RoutinePage:
        """Tonight's routine, step by step."""
        from windown.ui.screens.routine import RoutinePage

        assert self.walk is not None
        clock = self.desk.clock
        return self._add_whole(RoutinePage(self.walk, clock, self._begin_step, self._home))

    @cached_property
    def editor(self) -> RoutineEditor:
        """The presenter of the routines there are, and of one being edited."""
        from windown.presenters.routine_edit import RoutineEditor

        assert self.desk.book is not None
        return RoutineEditor(self.desk, self.desk.book)

    @cached_property
    def routines(self) -> RoutinesPage:
        """The routines there are."""
        from windown.ui.screens.routine_edit import RoutinesPage

        return self._add(RoutinesPage(self.editor, lambda: self.go("routine_edit"), self.back))

    @cached_property
    def routine_edit(self) -> RoutineEditPage:
        """A routine being put in order."""
        from windown.ui.screens.routine_edit import RoutineEditPage

        return self._add(RoutineEditPage(self.editor, self.back))

    @cached_property
    def practices(self) -> PracticesPage:
        """All practices."""
        from windown.presenters.practices import Practices
        from windown.ui.screens.practices import PracticesPage

        page = PracticesPage(Practices(self.desk), self.open_practice, self._make)
        page.go_on, page.let_go = self.go, self._let_go
        return self._add(page)

    @cached_property
    def opened(self) -> OpenedPage:
        """One practice."""
        from windown.presenters.practices import Practices
        from windown.ui.screens.opened import OpenedPage

        clock = self.desk.clock
        page = OpenedPage(Practices(self.desk), clock, self._begin_as, self._wished, self.back)
        return self._add(page)

    @cached_property
    def pattern(self) -> PatternPage:
        """An own breathing pattern being made."""
        from windown.presenters.patterns import Patterns
        from windown.ui.screens.patterns import PatternPage

        clock, hearing = self.desk.clock, self._hearing()
        page = PatternPage(Patterns(self.desk), hearing, clock, self.open_practice, self.back)
        return self._add(page)

    @cached_property
    def chain(self) -> ChainPage:
        """An own chain being made."""
        from windown.presenters.chains import Chains
        from windown.ui.screens.chains import ChainPage

        return self._add(ChainPage(Chains(self.desk), self.open_practice, self.back))

    @cached_property
    def writing(self) -> WritingPage:
        """A list being written."""
        from windown.presenters.writing import WritingScreen
        from windown.ui.screens.writing import WritingPage

        screen = WritingScreen(self.desk)
        page = WritingPage(screen, self.desk.clock, self._leave_list, self._list_closed)
        return self._add(page)

    @cached_property
    def measuring(self) -> MeasuringPage:
        """The own breath, tapped before a slow-down."""
        from windown.presenters.measuring import Measuring
        from windown.ui.screens.measuring import MeasuringPage

        clock = self.desk.clock
        return self._add(MeasuringPage(Measuring(self.desk), clock, self.begin, self.back))

    @cached_property
    def mix(self) -> MixPage:
        """A background being mixed."""
        from windown.ui.screens.mixing import MixPage

        return self._add(MixPage(self._hearing(), self.desk.clock, self.back))

    @cached_property
    def body(self) -> BodyPage:
        """My body."""
        from windown.presenters.body import BodyScreen
        from windown.ui.screens.body import BodyPage

        return self._add(BodyPage(BodyScreen(self.desk), self.back))

    @cached_property
    def journal(self) -> JournalPage:
        """What was done."""
        from windown.presenters.journal import JournalScreen
        from windown.ui.screens.journal import JournalPage

        clock, screen = self.desk.clock, JournalScreen(self.desk)
        return self._add(JournalPage(screen, clock, self.open_evening, self.open))

    @cached_property
    def night(self) -> NightPage:
        """One night of the journal."""
        from windown.presenters.journal_night import NightScreen
        from windown.ui.screens.journal_night import NightPage

        screen = NightScreen(self.desk, self.journal.presenter.evenings)
        return self._add(NightPage(screen, self.desk.clock, self.back, self._fill_morning))

    @cached_property
    def diary(self) -> DiaryPage:
        """A morning's questions."""
        from windown.presenters.diary import DiaryScreen
        from windown.presenters.insomnia import PatternNote
        from windown.ui.screens.diary import DiaryPage

        desk = self.desk
        screen, pattern = DiaryScreen(desk, desk.diary), PatternNote(desk, desk.diary)
        return self._add(DiaryPage(screen, pattern, desk.clock, self.back))

    @cached_property
    def checkin(self) -> CheckInPage:
        """Four questions now and then."""
        from windown.presenters.checkin import CheckInScreen
        from windown.ui.screens.checkin import CheckInPage

        screen = CheckInScreen(self.desk, self.desk.notes)
        return self._add(CheckInPage(screen, self.desk.clock, self.back))

    @cached_property
    def note(self) -> NotePage:
        """A dark line in the night."""
        from windown.presenters.note import NoteScreen
        from windown.ui.screens.note import NotePage

        screen = NoteScreen(self.desk, self.desk.notes)
        page = NotePage(screen, self.desk.clock, self._noted, self._note_dark)
        return self._add_whole(page)

    @cached_property
    def sleepless(self) -> SleeplessPage:
        """Quiet ways on for somebody who lies awake."""
        from windown.presenters.sleepless import SleeplessScreen
        from windown.ui.screens.sleepless import SleeplessPage

        screen, note = SleeplessScreen(self.desk), lambda: self.open("note")
        page = SleeplessPage(screen, self.desk.clock, self.begin, note, self._home)
        return self._add_whole(page)

    @cached_property
    def data(self) -> DataPage:
        """Where everything is kept, in and out."""
        from windown.presenters.data import DataScreen
        from windown.presenters.report import Sources
        from windown.ui.report import write_report
        from windown.ui.screens.data import DataPage

        desk = self.desk
        assert self.archive is not None
        sources = Sources(desk.journal, desk.diary, desk.ledger)
        screen = DataScreen(desk, self.archive, sources, write_report)
        return self._add(DataPage(screen, desk.clock, lambda: self.gone(), back=self.back))

    @cached_property
    def care_screen(self) -> CareScreen:
        """The presenter of the pages of Care."""
        from PySide6.QtCore import QLocale

        from windown.content.care import read_care
        from windown.presenters.care import CareScreen
        from windown.ui.assets import assets

        return CareScreen(self.desk, read_care(assets() / "care"), QLocale.system().name())

    @cached_property
    def care(self) -> CarePage:
        """What helps, and what is known."""
        from windown.ui.screens.care import CarePage

        return self._add(CarePage(self.care_screen, self.open_card, self.go))

    @cached_property
    def aftercare(self) -> AftercarePage:
        """The after-care plan."""
        from windown.presenters.aftercare import AftercareScreen
        from windown.ui.screens.aftercare import AftercarePage

        desk = self.desk
        assert desk.aftercare is not None
        screen = AftercareScreen(desk, desk.aftercare, lambda: self.care_screen)
        screen.open()
        to_lines = partial(self.go, "help_lines")
        return self._add(AftercarePage(screen, desk.clock, self.begin, self.back, to_lines))

    @cached_property
    def known(self) -> KnownPage:
        """One card."""
        from windown.ui.screens.known import KnownPage

        return self._add(KnownPage(self.care_screen, self.back))

    @cached_property
    def see_someone(self) -> SeeSomeonePage:
        """When to see someone."""
        from windown.ui.screens.see_someone import SeeSomeonePage

        to_lines = partial(self.go, "help_lines")
        return self._add(SeeSomeonePage(self.care_screen, self.back, to_lines))

    @cached_property
    def help_lines(self) -> HelpLinesPage:
        """Numbers to call."""
        from windown.ui.screens.help_lines import HelpLinesPage

        return self._add(HelpLinesPage(self.care_screen, self.desk.clock, self.back))

    @cached_property
    def settings(self) -> SettingsPage:
        """What can be chosen."""
        from windown.presenters.settings import SettingsScreen
        from windown.ui.screens.settings import SettingsPage

        desk = self.desk
        return self._add(
            SettingsPage(
                SettingsScreen(desk),
                self._hearing(),
                self._voice(),
                desk.clock,
                self.folder,
                self.open,
                self.login,
            )
        )

    @cached_property
    def planning(self) -> PlanningPage:
        """The plan."""
        from windown.presenters.planning import Planning
        from windown.ui.screens.planning import PlanningPage

        return self._add(PlanningPage(Planning(self.desk), self.desk.clock, self.back))

    @cached_property
    def why(self) -> WhyPage:
        """What became of each reminder."""
        from windown.ui.screens.why import WhyPage

        evening = self.tonight.presenter.evening
        return self._add(WhyPage(evening, self.desk.clock, self.back))

    @cached_property
    def welcome(self) -> WelcomePage:
        """The first run; it wears the face of the moment."""
        from windown.presenters.welcome import Welcome
        from windown.ui.screens.welcome import WelcomePage

        page = WelcomePage(Welcome(self.desk), self._hearing(), self.desk.clock, self._home)
        self.whole.addWidget(page)
        wear(page, self._theme())
        return page

    @cached_property
    def session(self) -> SessionScreen:
        """The presenter of sessions."""
        return self._session()

    @cached_property
    def session_page(self) -> SessionPage:
        """A session."""
        from windown.ui.screens.session import SessionPage

        theme = self._theme().session()
        page = self._add_whole(SessionPage(self.session, self.desk.clock, theme, self._over))
        page.darkened.connect(self._darkened)
        return page

    @cached_property
    def after(self) -> AfterPage:
        """How it felt."""
        from windown.ui.screens.after import AfterPage

        return self._add_whole(AfterPage(self.session, self._afterwards, self._again))

    @cached_property
    def ending(self) -> Ending:
        """What follows the end of a session by itself."""
        from windown.ui.ending import Ending

        ending = Ending(self.after, self.desk, self)
        ending.at_end = lambda what: self.at_end(what)
        return ending

    @cached_property
    def darkness(self) -> Darkness:
        """Black over every screen."""
        from windown.ui.darkness import Darkness

        return Darkness(self, self._pressed_in_the_dark, self._typed_in_the_dark)

    def shown(self, screen: str) -> QWidget:
        """A page with what stands in it now."""
        page: QWidget = getattr(self, screen)
        if screen == "tonight":
            self.tonight.refresh(self.told)
        elif screen == "practices":
            self.practices.unfinished = self._unfinished()
            self.practices.refresh()
        elif hasattr(page, "refresh"):
            page.refresh()
        return page

    def screen_of(self, page: str) -> str:
        """The screen of the row to which a page belongs."""
        while page not in SCREENS:
            page = WITHIN[page]
        return page

    def back(self) -> None:
        """From a page to where it was opened from."""
        if self.screen_name in OF_A_PRACTICE and self.desk.shelf.find(self._from):
            self.open_practice(self._from)
        elif self.screen_name == "diary" and self._morning_of_night:
            self.go("night")
        else:
            self.go(WITHIN[self.screen_name])

    def _unfinished(self) -> tuple[str, ...]:
        """What is being made and would be lost without *Save*."""
        made = (name for name in ("pattern", "chain") if name in self.__dict__)
        return tuple(name for name in made if getattr(self, name).presenter.is_changed)

    def _let_go(self, what: str) -> None:
        getattr(self, what).presenter.let_go()
        self.go("practices")

    def open_practice(self, practice_id: str) -> None:
        """Show a practice with its options, and make its voice and sound ready."""
        self.opened.open(practice_id)
        self.go("opened")
        try:
            self.session.prepare(practice_id)
        except Trouble:
            return  # it is told at *Begin*, and its page says why already

    def open_aftercare(self) -> None:
        """Come to the after-care plan from elsewhere."""
        self.go("aftercare")

    def open_card(self, card_id: str) -> None:
        """Show a card on what is known."""
        self.known.open(card_id)
        self.go("known")

    def _hearing(self) -> Hearing:
        from windown.presenters.hearing import Hearing

        return Hearing(self.desk, self._speaker(), self._voice())

    def _begin_as(self, practice_id: str, kind: str) -> None:
        """Begin a practice in its own way."""
        self._from = practice_id
        if kind == "write":
            self.writing.open(practice_id)
            self.go("writing")
        elif kind == "measure":
            self.measuring.open(practice_id)
            self.go("measuring")
        else:
            self.begin(practice_id)

    def _make(self, what: str) -> None:
        """Make a new pattern or chain."""
        self._from = ""
        if what == "pattern":
            self.pattern.presenter.new()
        else:
            self.chain.presenter.new()
        self.go(what)

    def _wished(self, wish: str, practice_id: str) -> None:
        """What is wished of a practice beside beginning it."""
        self._from = practice_id
        if wish == "opened":
            self.open_practice(practice_id)
        elif wish == "mix":
            self._mix(practice_id)
        elif wish == "delete":
            self._delete(practice_id)
        elif wish == "edit" and self.chain.presenter.edit(practice_id):
            self.go("chain")
        elif self.pattern.presenter.edit(practice_id, copy=wish == "copy"):
            self.go("pattern")

    def _mix(self, practice_id: str) -> None:
        from windown.presenters.mixing import Mixing

        self._from = practice_id
        self.mix.open(Mixing(self.desk, practice_id))
        self.go("mix")

    def _delete(self, practice_id: str) -> None:
        view = self.practices.presenter.opened(practice_id)
        try:
            content = self.desk.delete_practice(practice_id)
        except Trouble as trouble:
            self.opened.told.setText(trouble.told(self.desk.words))
            return
        self.practices.deleted = (view.name if view else practice_id, content)
        self.go("practices")
        self.practices.top()

    def open(self, page: str) -> None:
        """Show a page from anywhere; what has to be begun is begun anew."""
        if page == "mix":
            self._mix("")
        elif page == "note":
            self.note.open()
            self.whole.setCurrentWidget(self.note)
        elif page == "sleepless":
            self.sleepless.open()
            self.whole.setCurrentWidget(self.sleepless)
        elif page == "routine":
            self.wind()
        elif page == "diary":
            self.open_night(None)
        elif page == "checkin":
            self.checkin.open()
            self.go(page)
        else:
            self.go(page)

    def greet(self) -> None:
        """Begin the first run, over the whole window."""
        self.whole.setCurrentWidget(self.welcome)
        self.welcome.open()

    def wind(self) -> None:
        """Take up tonight's routine; without one, begin the practice of *Wind down*."""
        tonight = self.tonight.presenter
        if tonight.walks() and self.routine.open():
            self._rest_pages()
            self.whole.setCurrentWidget(self.routine)
        else:
            self.begin(tonight.practice_id())

    def _begin_step(self, practice_id: str, minutes: float | None) -> None:
        """Begin the practice of a step in its own way."""
        self._stepping = True
        view = self.practices.presenter.opened(practice_id)
        if view is not None and view.kind:
            self.whole.setCurrentIndex(0)
            self._begin_as(practice_id, view.kind)
        else:
            self.begin(practice_id, minutes)

    @property
    def walking(self) -> bool:
        """Whether what goes on belongs to a routine that is not over."""
        return self._stepping and self.walk is not None and not self.walk.over

    def _home(self) -> None:
        """Back to the evening."""
        self._stepping = False
        self.whole.setCurrentIndex(0)
        self.go("tonight")

    def _leave_list(self) -> None:
        """A list was left as it is."""
        self._on_from_list(False, self.back)

    def _list_closed(self) -> None:
        """A list was closed."""
        self._on_from_list(True, self._home)

    def _on_from_list(self, closed: bool, otherwise: Callable[[], None]) -> None:
        """On with the routine a list belongs to, where one is being walked."""
        if not self.walking:
            otherwise()
            return
        self._stepping = False
        self.routine.practice_ended(self.writing.presenter.practice_id, closed)
        self.whole.setCurrentWidget(self.routine)

    def open_night(self, night: date | None) -> None:
        """Show the morning's questions about a night; None is the latest."""
        self._morning_of_night = False
        self.diary.open(night)
        self.go("diary")

    def open_evening(self, night: date) -> None:
        """Show all that is kept of a night."""
        self.night.open(night)
        self.go("night")

    def _fill_morning(self, night: date) -> None:
        """The morning of the night that is open; from there it goes back to the night."""
        self.open_night(night)
        self._morning_of_night = True

    def _noted(self) -> None:
        """Back from the dark line."""
        self._lift()
        self._home()

    def _note_dark(self, dark: bool) -> None:
        """The line was kept: it is dark again on every screen."""
        if dark:
            self.darkness.fall()
        else:
            self._lift()

    def _is_shown(self, name: str) -> bool:
        return name in self.__dict__ and self.pages.currentWidget() is getattr(self, name)

    def _is_over(self, name: str) -> bool:
        """Whether a page stands over the whole window."""
        return name in self.__dict__ and self.whole.currentWidget() is getattr(self, name)

    def _rest_pages(self) -> None:
        """What was chosen or written a moment ago is kept, and what sounds there is silent."""
        for name in RESTING:
            if name in self.__dict__:
                getattr(self, name).rest()
        if "planning" in self.__dict__:
            self.planning.write()

    def _lift(self) -> None:
        if "darkness" in self.__dict__:
            self.darkness.lift()

    def _over(self, black: bool) -> None:
        raise NotImplementedError

    def _afterwards(self) -> None:
        raise NotImplementedError

    def _again(self) -> None:
        raise NotImplementedError

    def _darkened(self, black: bool) -> None:
        raise NotImplementedError

    def _pressed_in_the_dark(self) -> None:
        raise NotImplementedError

    def _typed_in_the_dark(self, event: QKeyEvent) -> None:
        raise NotImplementedError
