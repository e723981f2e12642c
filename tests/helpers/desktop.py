"""A notification daemon of our own, which records, is slow, dies, and presses buttons."""

from dataclasses import dataclass

from tests.helpers.buses import Speaker

ALL = ("body", "actions", "body-markup")


@dataclass(frozen=True)
class Note:
    """One call of Notify."""

    id: int
    replaces: int
    title: str
    body: str
    actions: tuple[str, ...]
    hints: dict
    timeout: int

    @property
    def buttons(self):
        """Answers with their labels."""
        return dict(zip(self.actions[::2], self.actions[1::2], strict=True))


class NotificationDaemon(Speaker):
    """Takes the name of the desktop's notifications. Ids start at `first`."""

    name = "org.freedesktop.Notifications"
    path = "/org/freedesktop/Notifications"

    def __init__(self, address, can=ALL, first=1):
        self.can, self.next = list(can), first
        self.notes, self.on_screen, self.closed = [], {}, []
        self.meanwhile = []  # pairs of an id and an answer, pressed while a Notify is answered
        super().__init__(address)

    def answer(self, member, body, sender):
        if member == "GetCapabilities":
            return "as", (self.can,)
        if member == "GetServerInformation":
            return "ssss", ("Little", "windown", "1", "1.2")
        if member == "Notify":
            return "u", (self._notify(*body),)
        if member == "CloseNotification":
            self.closed.append(body[0])
            if self.on_screen.pop(body[0], None):
                self.emit("NotificationClosed", "uu", body[0], 3)
            return "", ()
        return None

    def _notify(self, app, replaces, icon, title, body, actions, hints, timeout):
        while self.meanwhile:
            self.press(*self.meanwhile.pop())
        id_ = replaces if replaces in self.on_screen else self.next
        self.next += id_ == self.next
        note = Note(id_, replaces, title, body, tuple(actions), hints, timeout)
        self.notes.append(note)
        self.on_screen[id_] = note
        return id_

    def press(self, id_, answer, times=1):
        """Somebody presses a button; a daemon may say so more than once."""
        for _ in range(times):
            self.emit("ActionInvoked", "us", id_, answer)

    def dismiss(self, id_):
        """Somebody waves it away."""
        self.on_screen.pop(id_)
        self.emit("NotificationClosed", "uu", id_, 2)


class FakeDesktop:
    """The desktop's side as `Notifier` sees it, with no bus."""

    def __init__(self):
        self.can, self.takes = frozenset({"actions"}), True
        self.shown, self.withdrawn = {}, []
        self.answered = self.lost = None

    def made(self, answered, lost):
        """Take its place, as the real one is made."""
        self.answered, self.lost = answered, lost
        return self

    def capabilities(self):
        return self.can

    def show(self, key, title, body, answers, silent):
        if self.takes:
            self.shown[key] = Shown(title, body, tuple(answers), silent)
        return self.takes

    def withdraw(self, key):
        self.withdrawn.append(key)
        self.shown.pop(key, None)

    def standing(self):
        return frozenset(self.shown)

    def fileno(self):
        return -1

    def pump(self):
        pass

    def close(self):
        self.shown.clear()

    def press(self, key, answer):
        """Somebody presses a button, there or not any more."""
        self.answered(key, answer)

    def die(self):
        """It goes, with all it shows."""
        gone, self.shown, self.can = frozenset(self.shown), {}, frozenset()
        self.lost(gone)


@dataclass(frozen=True)
class Shown:
    """What the fake was given to show."""

    title: str
    body: str
    answers: tuple
    silent: bool
