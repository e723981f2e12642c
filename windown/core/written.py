"""Lists a person writes in the evening: what comes tomorrow, or worries and a next small step."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from windown.core.night import Night

KINDS = ("todo", "worry")
#: A worry time begins so long before bedtime where the plan says nothing else (the facts, 0).
WORRY_LEAD = timedelta(minutes=180)
#: More than this is no line of a list (characters), and more lines are no list.
LONGEST, MOST = 500, 200


@dataclass(frozen=True)
class Item:
    """One line: what (a thing to do, a worry), and when it is to be done or its next small step."""

    id: str
    what: str
    next: str = ""


@dataclass(frozen=True)
class Written:
    """One list of one evening. Instants are UTC; `night` is the night it was opened in.

    A list that is closed is hidden until a moment: what is written can be let go of.
    """

    id: str
    kind: str
    night: date
    opened: datetime
    items: tuple[Item, ...] = ()
    closed: datetime | None = None
    hidden_until: datetime | None = None

    def visible(self, now: datetime) -> bool:
        """Whether its lines may be shown at a moment."""
        return self.hidden_until is None or now >= self.hidden_until


def begun(list_id: str, kind: str, night: date, now: datetime) -> Written:
    """An empty list. Raises ValueError where there is no such kind."""
    if kind not in KINDS:
        raise ValueError(kind)
    return Written(list_id, kind, night, now)


def add(written: Written, item_id: str, what: str, next_: str = "") -> Written:
    """With one more line at its end. An empty line, one too many or known by its id is none."""
    item = _tidied(Item(item_id, what, next_))
    known = any(other.id == item_id for other in written.items)
    if not (item.what or item.next) or known or len(written.items) >= MOST:
        return written
    return replace(written, items=(*written.items, item))


def edit(written: Written, item_id: str, what: str, next_: str = "") -> Written:
    """With other words in a line; a line that is emptied goes."""
    item = _tidied(Item(item_id, what, next_))
    if not (item.what or item.next):
        return remove(written, item_id)
    items = tuple(item if old.id == item_id else old for old in written.items)
    return replace(written, items=items)


def remove(written: Written, item_id: str) -> Written:
    """Without a line."""
    return replace(written, items=tuple(i for i in written.items if i.id != item_id))


def close(written: Written, now: datetime, hidden_until: datetime) -> Written:
    """Closed, and hidden until a moment (`hides_until`)."""
    return replace(written, closed=now, hidden_until=hidden_until)


def reopen(written: Written) -> Written:
    """Open again, so that it can be read and written on."""
    return replace(written, closed=None, hidden_until=None)


def hides_until(
    kind: str, night: Night, following: Night, worry_lead: timedelta = WORRY_LEAD
) -> datetime:
    """Until when a list closed in a night is hidden: rise, or the worry time of the next night."""
    return night.rise if kind == "todo" else following.bed - worry_lead


def shown(lists: Iterable[Written], now: datetime) -> tuple[Written, ...]:
    """The lists that may be shown at a moment, the latest first."""
    found = (written for written in lists if written.visible(now))
    return tuple(sorted(found, key=lambda written: (written.opened, written.id), reverse=True))


def open_list(lists: Iterable[Written], kind: str, night: date) -> Written | None:
    """The list of a kind that is being written in a night: the latest that is not closed."""
    found = (w for w in lists if w.kind == kind and w.night == night and w.closed is None)
    return max(found, key=lambda written: (written.opened, written.id), default=None)


def _tidied(item: Item) -> Item:
    return Item(item.id, _one_line(item.what), _one_line(item.next))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
