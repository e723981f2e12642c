"""The after-care plan as it stands: begun, changed and ended, and what it switches off."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from windown.core.aftercare import (
    Plan,
    Switch,
    Switches,
    answered,
    is_over,
    offers_talk,
    restarted,
    switch,
    window_of,
)
from windown.core.practice import Chain, Practice
from windown.core.problems import Trouble
from windown.service.topics import Listener, announce

if TYPE_CHECKING:
    from windown.service.ports import AfterCare

#: Told after each change. A topic can get into a log, so it says nothing.
TOPICS = ("practices", "evening")


class Aftercare:
    """Holds the last plan; every change is kept first. All but the switches raise `Trouble`.

    `read` gives the table of switches; it is read when there is a plan. `changed` lets the
    evening look again.
    """

    def __init__(
        self,
        store: AfterCare,
        read: Callable[[], Switches],
        listeners: list[Listener],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.store, self.listeners, self.changed = store, listeners, changed
        self._read_table = read
        self._plans: list[Plan] | None = None

    @cached_property
    def table(self) -> Switches:
        """The switches of the file."""
        return self._read_table()

    def plans(self) -> Sequence[Plan]:
        """All plans that are kept; where they cannot be read there are none."""
        if self._plans is None:
            try:
                self._plans = list(self.store.plans())
            except Trouble:
                self._plans = []
        return self._plans

    @property
    def plan(self) -> Plan | None:
        """The last plan, whether it runs or not."""
        return max(self.plans(), key=lambda plan: plan.begun, default=None)

    def window(self, now: datetime) -> str:
        """The window of the plan that runs, or ""."""
        return window_of(self.plan, now)

    def switch(self, kind: str, id_: str, now: datetime) -> Switch:
        """How something stands at a moment; everything is on where no plan runs."""
        plan = self.plan
        return switch(plan, self.table, now, kind, id_) if plan is not None else Switch()

    def rests(self, reminder: str, moment: datetime) -> bool:
        """Whether a reminder that is due at a moment does not come."""
        return not self.switch("reminder", reminder, moment).on

    def of_practice(self, practice: Practice, now: datetime) -> Switch:
        """The same for a practice; a chain stands as the first of its parts that rests."""
        own = self.switch("practice", practice.id, now)
        if not own.on or not isinstance(practice.body, Chain):
            return own
        parts = [self.switch("practice", link.practice, now) for link in practice.body.links]
        return next((part for part in parts if not part.on), own)

    def is_rough(self, now: datetime) -> bool:
        """Whether *Wind down* offers the gentlest there is: on the first day."""
        return self.window(now) in ("h0", "h2", "h6")

    def begin(
        self, dose: datetime, now: datetime, mode: str, sure: bool, steady: bool | None
    ) -> None:
        """Begin a plan. One that still runs is ended."""
        before = self.plan
        if before is not None and not is_over(before, now):
            self.put(replace(before, ended=now))
        plan = Plan(uuid.uuid4().hex, dose, now, mode, sure)
        self.put(plan if steady is None else answered(plan, steady, now))

    def restart(self, dose: datetime, sure: bool = True) -> None:
        """The same plan from another dose on."""
        if self.plan is not None:
            self.put(restarted(self.plan, dose, sure))

    def answer_steady(self, steady: bool, now: datetime) -> None:
        """Whether the person is steady and not sick, for this window."""
        if self.plan is not None:
            self.put(answered(self.plan, steady, now))

    def end(self, now: datetime) -> None:
        """End it before its time."""
        if self.plan is not None:
            self.put(replace(self.plan, ended=now))

    def wish_dreams(self, on: bool) -> None:
        """Whether the words on dreams stay until the third night."""
        if self.plan is not None:
            self.put(replace(self.plan, dreams=on))

    def check_in(self, answers: Mapping[str, str], now: datetime) -> None:
        """Keep what was answered, which may be nothing; nobody is asked again."""
        if self.plan is not None:
            if answers:
                self.store.keep_answers(self.plan.id, answers, now)
            self.put(replace(self.plan, checked=now))

    def offers(self, now: datetime) -> bool:
        """Whether somebody to talk to is offered."""
        return offers_talk(self.plans(), now)

    def offered(self, now: datetime) -> None:
        """It was offered, so it is not again for a while."""
        if self.plan is not None:
            self.put(replace(self.plan, offered=now))

    def erase(self) -> None:
        """Take everything away, for good."""
        self.store.erase()
        self._plans = None
        self._tell()

    def put(self, plan: Plan) -> None:
        """Keep a plan, and let everything follow it."""
        self.store.put(plan)
        self._plans = None
        self._tell()

    def _tell(self) -> None:
        self.changed()
        for topic in TOPICS:
            announce(self.listeners, topic)
