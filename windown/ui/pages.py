"""The pages of the window: each is imported, and built, when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
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
    from windown.presenters.session import SessionScreen
    from windown.presenters.settings import Login
    from windown.service.ports import Speaker, Voice
    from windown.ui.darkness import Darkness
    from windown.ui.screens.after import AfterPage
    from windown.ui.screens.aftercare import AftercarePage
    from windown.ui.screens.body import BodyPage
    from windown.ui.screens.care import CarePage
    from windown.ui.screens.chains import ChainPage
    from windown.ui.screens.help_lines import HelpLinesPage
    from windown.ui.screens.journal import JournalPage
    from windown.ui.screens.known import KnownPage
    from windown.ui.screens.measuring import MeasuringPage
    from windown.ui.screens.mixing import MixPage
    from windown.ui.screens.opened import OpenedPage
    from windown.ui.screens.patterns import PatternPage
    from windown.ui.screens.planning import PlanningPage
    from windown.ui.screens.practices import PracticesPage
    from windown.ui.screens.see_someone import SeeSomeonePage
    from windown.ui.screens.session import SessionPage
    from windown.ui.screens.settings import SettingsPage
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
    "why": "tonight",
    "see_someone": "care",
    "help_lines": "care",
    "known": "care",
    "aftercare": "care",
}
PAGES = (*SCREENS, *WITHIN)


class Pages(QWidget):
    """Makes the pages, and leads from one to another. The window says what is shown, and when."""

    desk: Desk
    folder: str
    login: Login | None
    told: tuple[str, ...]
    pages: QStackedWidget
    whole: QStackedWidget
    screen_name: str
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
        return self._add(TonightPage(Tonight(self.desk), self.desk.clock, self.begin, self.go))

    @cached_property
    def practices(self) -> PracticesPage:
        """All practices."""
        from windown.presenters.practices import Practices
        from windown.ui.screens.practices import PracticesPage

        return self._add(PracticesPage(Practices(self.desk), self.open_practice, self._make))

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
        return self._add(WritingPage(screen, self.desk.clock, lambda: self.go("tonight")))

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

        return self._add(JournalPage(JournalScreen(self.desk), self.desk.clock))

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
                self._open_from_settings,
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

        page = self._add_whole(AfterPage(self.session, self._afterwards, self._again))
        page.lit.connect(self._asked)
        return page

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
        if self.screen_name == "mix" and self.mix.presenter and self.mix.presenter.practice_id:
            self.open_practice(self.mix.presenter.practice_id)
        else:
            self.go(WITHIN[self.screen_name])

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
        if what == "pattern":
            self.pattern.presenter.new()
        else:
            self.chain.presenter.new()
        self.go(what)

    def _wished(self, wish: str, practice_id: str) -> None:
        """What is wished of a practice beside beginning it."""
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

    def _open_from_settings(self, page: str) -> None:
        if page == "mix":
            self._mix("")
        else:
            self.go(page)

    def _is_shown(self, name: str) -> bool:
        return name in self.__dict__ and self.pages.currentWidget() is getattr(self, name)

    def _rest_pages(self) -> None:
        """What was chosen or written a moment ago is kept, and what sounds there is silent."""
        for name in ("settings", "mix", "pattern", "writing", "measuring", "help_lines"):
            if name in self.__dict__:
                getattr(self, name).rest()
        if "planning" in self.__dict__:
            self.planning.write()

    def _over(self, black: bool) -> None:
        raise NotImplementedError

    def _afterwards(self) -> None:
        raise NotImplementedError

    def _again(self) -> None:
        raise NotImplementedError

    def _asked(self) -> None:
        raise NotImplementedError

    def _darkened(self, black: bool) -> None:
        raise NotImplementedError

    def _pressed_in_the_dark(self) -> None:
        raise NotImplementedError

    def _typed_in_the_dark(self, event: QKeyEvent) -> None:
        raise NotImplementedError
