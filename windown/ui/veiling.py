"""Brings the veil when "screens off" waits for an answer, and hands its answer on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from windown.presenters.evening import EveningScreen
from windown.presenters.moments import Answer
from windown.presenters.veil import Veil, answered
from windown.service.ports import Clock
from windown.ui.theme import Theme

if TYPE_CHECKING:
    from windown.ui.veil import VeilWindow


class Veiling(QObject):
    """Watches the evening. One veil for each showing of the reminder, none while `busy`."""

    def __init__(
        self,
        presenter: EveningScreen,
        clock: Clock,
        theme: Callable[[], Theme],
        wind_down: Callable[[], None],
        off: Callable[[], None],
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """`off` turns the screen off; it is called only where the person wishes it."""
        super().__init__()
        self.presenter, self.clock, self.theme = presenter, clock, theme
        self.wind_down, self.off, self.busy = wind_down, off, busy
        self.veil: VeilWindow | None = None
        self._veiled = ""
        presenter.desk.listeners.append(self._changed)

    def look(self) -> None:
        """Bring the veil, or take it away where the reminder was answered elsewhere."""
        key = self.presenter.veil_wanted(self.clock.now())
        if not key:
            self._veiled = ""
            self.close()
        elif key != self._veiled and not self.busy():
            self._veiled = key
            self._show(key)

    def close(self) -> None:
        """Take the veil away, whatever it was about to do."""
        if self.veil is not None:
            self.veil.close()
            self.veil = None

    def _show(self, key: str) -> None:
        from windown.ui.veil import VeilWindow

        settings = self.presenter.desk.settings
        veil = Veil(self.presenter.desk.words, self.clock.now(), off=settings.veil_off)
        off = self.off if settings.veil_off else _nothing
        self.veil = VeilWindow(
            veil, self.clock, self.theme(), lambda given: self._answered(key, given), off
        )
        self.veil.show()

    def _answered(self, key: str, given: str) -> None:
        self.veil = None
        answer, minutes = answered(given)
        self.presenter.answer(key, Answer(answer, "", minutes), self.clock.now())
        if given == "wind_down":
            self.wind_down()

    def _changed(self, topic: str) -> None:
        if topic == "evening":
            self.look()


def _nothing() -> None:
    """The screen stays on."""
