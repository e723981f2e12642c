"""The arrows of the house: which package may know which, and the few who may know more."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1] / "windown"
#: What each package may import of ours beside itself.
ARROWS = {
    "core": "", "content": "core", "service": "core content", "sound": "core",
    "presenters": "core content service", "text": "core content service presenters",
    "ui": "core content service presenters", "adapters": "core content sound service.ports",
}  # fmt: skip
#: The command line, and what joins everything.
SEE_ALL = {"app", "commands", "cli", "__main__", "ui.start"}
#: Who imports what beyond the arrows, and why.
EXCEPTIONS = {
    ("sound", "service.ports"): "the value types Heard and Levels",
    ("text.listing", "adapters.doctor"): "the value type Finding",
    ("text.rendering", "app"): "the type of what it is handed",
    ("text.rendering", "adapters.voice"): "the type of what it is handed",
    ("text.rendering", "sound"): "a file is written with no device or process between",
    ("adapters.instance", "socket"): "a Unix socket in the data folder, by which starts meet",
    ("adapters.display", "socket"): "asks whether the socket file of a Wayland display answers",
}
#: All that the core takes from the standard library: values, none of the world's files and clocks.
PURE = """bisect collections dataclasses datetime enum functools itertools math re statistics
typing zoneinfo"""
CLOCKS = {"now", "today", "utcnow"}
NETWORK = "socket ssl urllib http ftplib smtplib asyncio requests httpx aiohttp PySide6.QtNetwork"

FILES = {".".join(f.relative_to(ROOT).with_suffix("").parts): f for f in ROOT.rglob("*.py")}
NODES = [(n, node) for n, f in FILES.items() for node in ast.walk(ast.parse(f.read_text("utf-8")))]
IMPORTS = {
    (who, f"{getattr(node, 'module', '') or ''}.{alias.name}".strip(".").removeprefix("windown."))
    for who, node in NODES if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
}  # fmt: skip


def under(name, places):
    return any(f"{name}.".startswith(f"{place}.") for place in places)


def beyond(imports):
    """Those imports that are no exception either."""
    return imports - {(w, n) for w, n in imports for who, what in EXCEPTIONS
                      if under(w, [who]) and under(n, [what])}  # fmt: skip


def test_every_import_follows_the_arrows():
    for who, what in beyond({i for i in IMPORTS if under(i[1], [*ARROWS, *SEE_ALL])}):
        package = who.partition(".")[0]
        assert who in SEE_ALL or under(what, [package, *ARROWS[package].split()]), (who, what)


def test_the_core_is_pure_and_only_the_window_knows_qt_and_nobody_the_network():
    core = [what for who, what in IMPORTS if under(who, ["core"])]
    assert [what for what in core if not under(what, ["core", *PURE.split()])] == []
    assert [w for w, n in NODES if under(w, ["core"]) and getattr(n, "attr", "") in CLOCKS] == []
    assert [i for i in IMPORTS if under(i[1], ["PySide6"]) and not under(i[0], ["ui"])] == []
    assert beyond({i for i in IMPORTS if under(i[1], NETWORK.split())}) == set()
