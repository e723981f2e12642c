"""A tray of a desktop (StatusNotifierItem) that shows one icon: what it says, and its menu."""

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.helpers.buses import DEADLINE_S, Speaker

ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
WATCHER = "org.kde.StatusNotifierWatcher"
#: Qt asks whom it speaks to what it may ask.
XML = f"""<node><interface name="{WATCHER}">
<method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
<property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
<property name="RegisteredStatusNotifierItems" type="as" access="read"/>
<property name="ProtocolVersion" type="i" access="read"/>
</interface></node>"""


class TrayHost(Speaker):
    """Watcher and host in one. `there` says whether anybody shows what is registered."""

    name = WATCHER
    path = "/StatusNotifierWatcher"

    def __init__(self, address):
        self.there, self.items = True, []
        self._address = address
        super().__init__(address)

    def answer(self, member, body, sender):
        if member == "Introspect":
            return "s", (XML,)
        if member == "RegisterStatusNotifierItem":
            self.items.append(body[0] if not body[0].startswith("/") else sender)
            self.emit("StatusNotifierItemRegistered", "s", body[0])
            return "", ()
        if member == "Get":
            return "v", (self._properties()[body[1]],)
        if member == "GetAll":
            return "a{sv}", (self._properties(),)
        return None

    def _properties(self):
        return {
            "IsStatusNotifierHostRegistered": ("b", self.there),
            "RegisteredStatusNotifierItems": ("as", self.items),
            "ProtocolVersion": ("i", 0),
        }

    def icon(self):
        """The icon that came last, as the host sees it."""
        return TrayIcon(self._address, self.items[-1])


class TrayIcon:
    """One icon in the tray, asked and used as a host does."""

    def __init__(self, address, service):
        self._address, self._service = address, service

    def tip(self):
        """The words of its tip."""
        _, _, title, text = self._property("ToolTip")
        return "\n".join(filter(None, (title, text)))

    def pictures(self):
        """Sizes of its pictures that have something on them."""
        found = self._property("IconPixmap")
        return [(wide, high) for wide, high, pixels in found if any(bytes(pixels))]

    def title(self):
        """What it is called."""
        return self._property("Title")

    def entries(self):
        """The words of its menu in their order, with their numbers; no lines between."""
        layout = self._ask(self._menu(), MENU, "GetLayout", "iias", 0, -1, [])[1]
        kept = [(number, {name: value for name, (_, value) in said.items()})
                for _, (number, said, _) in layout[2]]  # fmt: skip
        return {
            said["label"].replace("_", ""): number
            for number, said in kept
            if said.get("type") != "separator" and said.get("visible", True)
        }

    def choose(self, words):
        """Somebody opens the menu and clicks on an entry."""
        number, menu = self.entries()[words], self._menu()
        self._ask(menu, MENU, "AboutToShow", "i", 0)
        self._ask(menu, MENU, "Event", "isvu", number, "clicked", ("s", ""), 0)

    def press(self):
        """Somebody clicks on the icon itself."""
        self._ask("/StatusNotifierItem", ITEM, "Activate", "ii", 0, 0)

    def _menu(self):
        return self._property("Menu")

    def _property(self, name):
        return self._ask("/StatusNotifierItem", PROPERTIES, "Get", "ss", ITEM, name)[0][1]

    def _ask(self, path, interface, member, form, *body):
        address = DBusAddress(path, bus_name=self._service, interface=interface)
        with open_dbus_connection(self._address) as line:
            call = new_method_call(address, member, form, body)
            reply = line.send_and_get_reply(call, timeout=DEADLINE_S)
        assert reply.header.message_type.name == "method_return", reply.body
        return reply.body
