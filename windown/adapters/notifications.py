"""Notifications of the desktop with answer buttons, over D-Bus, never waiting long."""

from collections.abc import Callable, Sequence
from typing import Any

from windown.adapters.bus import Bus, NoBus, Refused, Silent, call_of, clean

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_RULES = (
    f"type='signal',interface='{NAME}',path='{PATH}'",
    "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
    f"member='NameOwnerChanged',arg0='{NAME}'",
)
_NORMAL = 1
_NEVER = 0


class Notifications:
    """Shows, replaces and withdraws notifications by key.

    `answered(key, answer)` is called by `pump` once for each; "default" is a click on the
    words. `lost(keys)` says that the daemon came or went, and which notifications went with it.
    """

    def __init__(
        self,
        answered: Callable[[str, str], None],
        lost: Callable[[frozenset[str]], None],
        address: str = "SESSION",
        icon: str = "windown",
    ) -> None:
        self._answered, self._lost = answered, lost
        self._address, self._icon = address, icon
        self._bus: Bus | None = None
        self._owner = ""
        self._known: frozenset[str] | None = None
        self._mute = False
        self._late: dict[int, str] = {}
        self._ids: dict[int, str] = {}
        self._closing: dict[int, str] = {}
        self._news: list[Callable[[], None]] = []

    def capabilities(self) -> frozenset[str]:
        """What the daemon can do, such as "actions"; nothing while there is none or it is mute.

        Waits at most 1 s, and after a wait in vain not again until the daemon says something.
        """
        self._take_in()
        if self._known is None and not self._mute:
            reply = self._ask(_message("GetCapabilities"))
            if reply is not None:
                self._known = frozenset(str(each) for each in reply.body[0])
        return frozenset() if self._mute else self._known or frozenset()

    def show(
        self, key: str, title: str, body: str, answers: Sequence[tuple[str, str]], silent: bool
    ) -> bool:
        """Show a notification, in place of that of the same key; whether the daemon took it.

        `answers` are pairs of an id and a label. Waits at most 1 s, as `capabilities`.
        """
        from html import escape

        can = self.capabilities()
        if self._mute:
            return False
        before = next((id_ for id_, its in self._ids.items() if its == key), 0)
        actions = [clean(part) for pair in answers for part in pair] if "actions" in can else []
        words = escape(body, quote=False) if "body-markup" in can else body
        reply = self._ask(_message(
            "Notify", "susssasa{sv}i", "windown", before, self._icon, clean(title), clean(words),
            actions, _hints(silent), _NEVER,
        ), key)  # fmt: skip
        if reply is None:
            return False
        self._forget(key)
        self._ids[int(reply.body[0])] = key
        return True

    def withdraw(self, key: str) -> None:
        """Take a notification away; nothing happens where there is none. Waits for nothing."""
        self._take_in()  # a daemon that is new by now has other things under our ids
        for id_ in self._forget(key):
            self._close(id_)

    def standing(self) -> frozenset[str]:
        """The keys of those that are on the screen, as far as the daemon has said."""
        self._take_in()
        return frozenset(self._ids.values())

    def fileno(self) -> int:
        """What becomes readable when there is something for `pump`; -1 without a connection."""
        return -1 if self._bus is None else self._bus.fileno()

    def pump(self) -> None:
        """Take in what has arrived and tell of it. To be called after `show` as well."""
        self._take_in()
        news, self._news = self._news, []
        for tell in news:
            tell()

    def close(self) -> None:
        """Withdraw everything and leave the bus."""
        for key in set(self._ids.values()):
            self.withdraw(key)
        if self._bus is not None:
            self._bus.close()
        self._bus = None

    def _ask(self, message: Any, key: str = "") -> Any:
        """The answer, or None. An answer to an error of the daemon's is None as well.

        `key` is what is shown by it, should the answer come too late.
        """
        if self._bus is None and not self._connect():
            return None
        assert self._bus is not None
        try:
            reply = self._bus.call(message)
        except Silent as late:
            self._mute = True
            self._late[late.serial] = key
            return None
        except Refused:
            return None
        except NoBus:
            self._disconnected()
            return None
        self._now_owned_by(_sender(reply))
        return reply

    def _connect(self) -> bool:
        try:
            self._bus = Bus(self._address)
            for rule in _RULES:
                self._bus.post(_match(rule))
        except NoBus:
            self._bus = None
        return self._bus is not None

    def _disconnected(self) -> None:
        if self._bus is not None:
            self._bus.close()
        self._bus = None
        self._late.clear()
        self._now_owned_by("")

    def _take_in(self) -> None:
        """Sort what has arrived; calls nobody, since it may run amid a look of the evening."""
        try:
            for message in self._bus.messages() if self._bus is not None else ():
                self._sort(message)
        except NoBus:
            self._disconnected()

    def _sort(self, message: Any) -> None:
        from jeepney import HeaderFields

        fields, body = message.header.fields, message.body
        if fields.get(HeaderFields.reply_serial) in self._late:
            self._too_late(fields[HeaderFields.reply_serial], body)
            return
        member = fields.get(HeaderFields.member)
        if member == "NameOwnerChanged" and body[0] == NAME:
            self._now_owned_by(body[2], told=True)
        elif _sender(message) != self._owner:
            return  # ids of another daemon are not ours
        elif member == "ActionInvoked" and body[0] in self._ids:
            key, answer = self._ids.pop(body[0]), str(body[1])
            self._close(body[0])
            self._news.append(lambda: self._answered(key, answer))
        elif member == "ActionInvoked" and body[0] in self._closing:
            late, said = self._closing.pop(body[0]), str(body[1])
            self._news.append(lambda: self._answered(late, said))
        elif member == "NotificationClosed":
            self._ids.pop(body[0], None)
            self._closing.pop(body[0], None)

    def _too_late(self, serial: int, body: Any) -> None:
        """What was answered too late is shown elsewhere by now, so it is taken away again.

        Until it is gone its buttons may be pressed, and that counts.
        """
        key = self._late.pop(serial)
        self._mute = False
        if body and isinstance(body[0], int):
            self._closing[body[0]] = key
            self._close(body[0])

    def _now_owned_by(self, owner: str, told: bool = False) -> None:
        """Another daemon knows nothing of our ids, and may use them for somebody else's."""
        if owner == self._owner:
            return
        gone = frozenset(self._ids.values())
        first = not self._owner and not told
        self._owner, self._known, self._mute = owner, None, False
        self._ids.clear()
        self._closing.clear()
        if not first:
            self._news.append(lambda: self._lost(gone))

    def _forget(self, key: str) -> list[int]:
        ids = [id_ for id_, its in self._ids.items() if its == key]
        for id_ in ids:
            del self._ids[id_]
        return ids

    def _close(self, id_: int) -> None:
        try:
            if self._bus is not None:
                self._bus.post(_message("CloseNotification", "u", id_))
        except NoBus:
            self._disconnected()


def _message(member: str, form: str = "", *body: Any) -> Any:
    # Many a desktop starts its daemon only with the first notification.
    return call_of(NAME, PATH, NAME, member, form, *body, start=True)


def _match(rule: str) -> Any:
    bus = "org.freedesktop.DBus"
    return call_of(bus, "/org/freedesktop/DBus", bus, "AddMatch", "s", rule)


def _hints(silent: bool) -> dict[str, tuple[str, object]]:
    return {
        "urgency": ("y", _NORMAL),
        "desktop-entry": ("s", "windown"),
        "suppress-sound": ("b", silent),
    }


def _sender(message: Any) -> str:
    from jeepney import HeaderFields

    return str(message.header.fields.get(HeaderFields.sender, ""))
