"""Those who keep a computer awake when they are asked: screen saver, session, power, logind."""

import os

from tests.helpers.buses import Speaker

NAMES = {
    "screensaver": ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    "session": ("org.gnome.SessionManager", "/org/gnome/SessionManager"),
    "power": ("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit"),
}


class Keeper(Speaker):
    """Grants what it is asked, under the number 7."""

    def __init__(self, address, who):
        self.name, self.path = NAMES[who]
        super().__init__(address)

    def answer(self, member, body, sender):
        return ("u", (7,)) if member == "Inhibit" else ("", ())


class Logind(Speaker):
    """Gives one end of a pipe and sees by the other whether it is still held."""

    name = "org.freedesktop.login1"

    def __init__(self, address):
        self.ours, self.theirs = os.pipe()
        os.set_blocking(self.ours, False)
        super().__init__(address)

    def answer(self, member, body, sender):
        return "h", (self.theirs,)

    def _reply(self, message):
        super()._reply(message)
        os.close(self.theirs)

    def held(self):
        try:
            return os.read(self.ours, 1) != b""
        except BlockingIOError:
            return True

    def die(self):
        super().die()
        os.close(self.ours)
