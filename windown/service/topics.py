"""Changes announced after they are kept: a topic's name to a plain list of functions."""

import logging
from collections.abc import Callable

Listener = Callable[[str], None]

log = logging.getLogger(__name__)


def announce(listeners: list[Listener], topic: str) -> None:
    """Tell every listener; one that fails is logged and never silences another."""
    for listener in tuple(listeners):
        try:
            listener(topic)
        except Exception:
            log.exception("a listener failed on %s", topic)
