"""Shows reminders: as notifications where the desktop has answer buttons, else as our cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from windown.ui.theme import Theme

if TYPE_CHECKING:
    from windown.ui.card import Cards

Answers = Sequence[tuple[str, str]]
#: The answer that stands for a click on the words of a notification.
DEFAULT = "default"


class Desktop(Protocol):
    """The notifications of a desktop. No call waits longer than a second."""

    def capabilities(self) -> frozenset[str]:
        """What it can do; "actions" are answer buttons."""

    def show(self, key: str, title: str, body: str, answers: Answers, silent: bool) -> bool:
        """Show one; whether it was taken."""

    def withdraw(self, key: str) -> None:
        """Take one away."""

    def standing(self) -> frozenset[str]:
        """The keys of those that are on the screen, as far as the desktop says."""

    def fileno(self) -> int:
        """What becomes readable when there is something for `pump`, or -1."""

    def pump(self) -> None:
        """Take in what has arrived and tell of it."""

    def close(self) -> None:
        """Withdraw everything."""


#: Makes the desktop's side, given `answered(key, answer)` and `lost(keys)`.
MakeDesktop = Callable[
    [Callable[[str, str], None], Callable[[frozenset[str]], None]], Desktop
]  # fmt: skip


@dataclass(frozen=True)
class _Shown:
    title: str
    body: str
    answers: tuple[tuple[str, str], ...]


class Notifier(QObject):
    """Chooses between the two, withdraws from both, and hears the answers of both.

    `answered(key, answer)` comes once for each showing; `opened(key)` where a person clicked on
    the words; `look()` when the desktop's side came or went. `label(id)` gives the words
    "answer.open" and "card.close". `sound` plays our own tone for what is not silent: the
    desktop is always asked for silence.
    """

    def __init__(
        self,
        make_desktop: MakeDesktop | None,
        theme: Callable[[], Theme],
        label: Callable[[str], str],
        answered: Callable[[str, str], None],
        opened: Callable[[str], None],
        look: Callable[[], object],
    ) -> None:
        super().__init__()
        self._theme, self._label, self._look = theme, label, look
        self._answered, self._opened = answered, opened
        self._shown: dict[str, _Shown] = {}
        self.sound: Callable[[], None] = lambda: None
        self._line: QSocketNotifier | None = None
        self._desktop = make_desktop(self._heard, self._lost) if make_desktop else None

    @cached_property
    def cards(self) -> "Cards":
        """Our cards, made when they are first needed."""
        from windown.ui.card import Cards

        made = Cards(self)
        made.answered.connect(self._answer)
        made.opened.connect(self._open)
        return made

    def _cards(self) -> "Cards | None":
        return self.cards if "cards" in self.__dict__ else None

    def capabilities(self) -> frozenset[str]:
        """What reminders can be here: "actions" always, "desktop" while notifications have them."""
        can = self._desktop.capabilities() if self._desktop else frozenset()
        self._join()
        return frozenset({"actions", "desktop"} if "actions" in can else {"actions"})

    def show(self, key: str, title: str, body: str, answers: Answers, silent: bool) -> bool:
        """Show a reminder, in place of what the same key shows. True: a card is always possible."""
        self._shown[key] = _Shown(title, body, tuple(answers))
        if not silent:
            self.sound()
        if self._on_desktop(key):
            self._withdraw_card(key)
        else:
            self._on_card(key, silent)
        self._join()
        QTimer.singleShot(0, self, self._pump)  # what arrived beside an answer wakes nobody
        return True

    def withdraw(self, key: str) -> None:
        """Take a reminder away, wherever it is shown."""
        self._shown.pop(key, None)
        self._withdraw_card(key)
        if self._desktop is not None:
            self._desktop.withdraw(key)
            self._join()

    def _withdraw_card(self, key: str) -> None:
        if cards := self._cards():
            cards.withdraw(key)

    def standing(self) -> frozenset[str]:
        """The keys of all that is on the screen; what a person has put aside is not."""
        cards = self._cards()
        seen = {
            *(cards.shown() if cards else ()),
            *(self._desktop.standing() if self._desktop else ()),
        }
        return frozenset(seen & self._shown.keys())

    def dress(self) -> None:
        """Put the face of the moment on the cards."""
        if cards := self._cards():
            cards.dress(self._theme())

    def close(self) -> None:
        """Withdraw everything."""
        for key in tuple(self._shown):
            self.withdraw(key)
        if self._desktop is not None:
            self._drop_line()
            self._desktop.close()

    def _on_desktop(self, key: str) -> bool:
        if self._desktop is None or "actions" not in self._desktop.capabilities():
            return False
        shown = self._shown[key]
        answers = [*shown.answers, (DEFAULT, self._label("answer.open"))]
        return self._desktop.show(key, shown.title, shown.body, answers, True)

    def _on_card(self, key: str, quietly: bool = True) -> None:
        if self._desktop is not None:
            self._desktop.withdraw(key)
        shown, close = self._shown[key], self._label("card.close")
        self.cards.show(key, shown.title, shown.body, shown.answers, self._theme(), close, quietly)

    def _heard(self, key: str, answer: str) -> None:
        if answer == DEFAULT:
            self._open(key)
        else:
            self._answer(key, answer)

    def _answer(self, key: str, answer: str) -> None:
        if key in self._shown:
            self.withdraw(key)
            self._answered(key, answer)

    def _open(self, key: str) -> None:
        """The window shows it from here on, with its answers."""
        self.withdraw(key)
        self._opened(key)

    def _lost(self, keys: frozenset[str]) -> None:
        """What was shown by a daemon that is gone stands on cards until it is answered."""
        for key in sorted(keys & self._shown.keys()):
            self._on_card(key)
        self._look()

    def _pump(self) -> None:
        if self._desktop is not None:
            self._desktop.pump()
            self._join()

    def _join(self) -> None:
        """Listen where the desktop's side listens now; a new connection has a new place."""
        number = self._desktop.fileno() if self._desktop else -1
        if self._line is not None and self._line.socket() == number:
            return
        self._drop_line()
        if number >= 0:
            self._line = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
            self._line.activated.connect(self._pump)

    def _drop_line(self) -> None:
        if self._line is not None:
            self._line.setEnabled(False)
            self._line.deleteLater()
            self._line = None
