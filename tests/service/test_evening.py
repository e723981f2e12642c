"""An evening is looked at: what is due comes once, waits where it must, and never comes late."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fakes import FakeClock, FakeLedger, FakeNotifier, SaidIds
from windown.core.evening.ledger import RETRY
from windown.core.evening.plan import Melatonin, Plan, Reminder, Repeat, every_night
from windown.core.problems import Trouble
from windown.service.evening import LONGEST, TRY_AGAIN, Evening
from windown.service.telling import telling

BERLIN = "Europe/Berlin"
NIGHT = date(2026, 11, 22)
LOOK_S = 30


def reminder(name="last_meal", lead=180, **more):
    return Reminder(name, more.pop("anchor", "bed"), lead, **more)


TABLET = reminder("melatonin", 60, answers=("taken", "skip", "later"))
ENTERED = Melatonin("1", adult=True)


class An:
    """An evening of fakes that has been looked at since noon; bed is at 23:00, rise at 07:00."""

    def __init__(self, *reminders, at="12:00", ledger=None, plan=None, zone=BERLIN):
        self.plan = plan or Plan(reminders=reminders or (reminder(),), melatonin=ENTERED)
        self.clock, self.ledger = FakeClock(zone=zone), ledger or FakeLedger()
        self.notifier, self.told, self.said, self.session = FakeNotifier(), [], [], False
        self.start()
        self.go(at, looking=False)
        self.next = self.look()

    def start(self):
        """The program begins (anew) with the same ledger."""
        self.evening = Evening(
            self.ledger, lambda: self.plan, self.notifier, self.tell, self.clock,
            [self.told.append], lambda: self.session, self.said.append,
        )  # fmt: skip

    def tell(self, reminder, dark):
        return telling(reminder, SaidIds(), True, dark)

    def look(self):
        self.next = self.evening.look(self.clock.now())
        return self.next

    def go(self, clock, looking=True, day=NIGHT):
        """To a time of the clock, looking every 30 s or not at all on the way."""
        there = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(self.clock.zone))
        if not looking:
            self.clock.pass_((there - self.clock.utc).total_seconds())
            return self
        while self.clock.utc < there:
            self.clock.pass_(min(LOOK_S, (there - self.clock.utc).total_seconds()))
            self.look()
        return self

    def morning(self, clock):
        return self.go(clock, day=NIGHT + timedelta(days=1))

    @property
    def shown(self):
        return self.notifier.shown

    def answer(self, key, answer, minutes=0):
        return self.evening.answer(f"{key}:{NIGHT}", answer, minutes, self.clock.now())

    def state(self, name="last_meal"):
        row = self.ledger.row(f"{name}:{NIGHT}")
        return (row.state, row.why) if row else None

    def why(self, name="last_meal"):
        (told,) = [t for t in self.evening.explained(self.clock.now()) if t.reminder.id == name]
        return told.why


MEAL = f"last_meal:{NIGHT}"
MELATONIN = f"melatonin:{NIGHT}"


def test_it_comes_at_its_moment_and_once():
    an = An().go("19:59:30")
    assert an.shown == []
    an.go("21:30")
    assert an.shown == [MEAL]
    row = an.ledger.row(MEAL)
    assert (row.shows, row.shown_at.astimezone(ZoneInfo(BERLIN)).time()) == (1, time(20))


def test_it_says_when_to_look_again():
    an = An(at="19:10")
    assert an.next.astimezone(ZoneInfo(BERLIN)).time() == time(20)
    an = An(at="12:00")
    assert an.next == an.clock.utc + LONGEST


def test_it_is_written_before_and_after_it_is_shown():
    seen = []

    class Watching(FakeNotifier):
        def show(self, key, *rest):
            seen.append(an.ledger.row(key).state)
            return super().show(key, *rest)

    an = An()
    an.evening.screen.notifier = Watching()
    an.go("20:00")
    assert (seen, an.state()) == (["firing"], ("shown", ""))


def test_after_it_is_shown_the_screens_hear_of_it_and_else_nothing():
    an = An().go("19:59")
    an.told.clear()
    an.go("19:59:30")
    assert an.told == []
    an.go("20:00")
    assert an.told == ["evening"]


def test_started_late_it_comes_once_within_its_grace():
    an = An().go("20:40", looking=False)
    an.start()
    an.look()
    an.go("22:00")
    assert an.shown == [MEAL]


def test_slept_through_it_is_missed_and_told_so():
    an = An().go("21:00", looking=False)
    an.look()
    assert (an.shown, an.state()) == ([], ("missed", "not_running"))
    assert an.why() == "why.not_running"


def test_a_week_away_is_written_down_as_missed_and_nothing_pops_up():
    an = An()
    an.clock.sleep(7 * 86400)
    an.look()
    assert an.shown == []
    rows = an.ledger.rows(NIGHT, NIGHT + timedelta(days=6))
    assert [row.state for row in rows] == ["missed"] * 7


def test_on_the_first_day_nothing_past_comes():
    an = An(at="20:30")
    an.go("22:00")
    assert an.shown == []


def test_a_new_reminder_of_the_past_does_not_come():
    an = An(at="20:30")
    an.plan = replace(an.plan, reminders=(*an.plan.reminders, reminder("dim_lights", 155)))
    an.evening.plan_changed(an.clock.now())
    an.go("22:00")
    assert an.shown == []


def test_what_the_plan_moves_comes_at_its_new_moment():
    an = An().go("19:00")
    an.plan = every_night(an.plan, time(22, 30), time(7))
    an.go("19:31")
    assert an.shown == [MEAL]
    an.plan = every_night(an.plan, time(23, 30), time(7))
    an.go("21:00")
    assert an.shown == [MEAL]


def test_an_answer_takes_it_away_and_counts_once():
    an = An().go("20:01")
    an.told.clear()
    assert an.answer("last_meal", "done")
    assert (an.notifier.visible, an.told) == ({}, ["evening"])
    assert not an.answer("last_meal", "done")
    assert not an.answer("last_meal", "skip")
    assert (an.told, an.state()) == (["evening"], ("done", ""))


def test_later_it_comes_again_later():
    an = An().go("20:05")
    an.answer("last_meal", "later", 10)
    assert an.notifier.visible == {}
    an.go("20:14:30")
    assert an.shown == [MEAL]
    an.go("20:15")
    assert an.shown == [MEAL, MEAL]


def test_unanswered_it_comes_again_as_planned_and_goes_at_its_end():
    an = An(reminder(repeat=Repeat(2, 15))).go("20:59:30")
    assert (an.shown, list(an.notifier.visible)) == ([MEAL] * 3, [MEAL])
    an.go("21:00")
    assert (an.notifier.visible, an.state()) == ({}, ("missed", "unanswered"))


def test_answered_by_another_process_it_is_taken_away():
    an = An().go("20:00")
    an.ledger.answer(MEAL, "done", an.clock.utc)
    an.look()
    assert an.notifier.visible == {}


def test_what_a_killed_run_left_on_the_screen_is_taken_away_in_the_end():
    an = An().go("20:05")
    an.start()
    an.look()
    assert an.notifier.withdrawn == []
    an.go("21:00")
    assert an.notifier.withdrawn == [MEAL]


def test_killed_between_claim_and_showing_it_still_comes():
    an = An().go("19:59:30")
    an.clock.pass_(30)
    an.ledger.claim(MEAL, an.clock.utc)
    an.start()
    an.go("20:10")
    assert (an.shown, an.state()) == ([MEAL], ("shown", ""))


@pytest.mark.parametrize("wrong", ["says no", "raises"])
def test_what_could_not_be_shown_is_tried_again(wrong):
    an = An()
    an.notifier.failing = True
    an.notifier.raising = RuntimeError("meant to fail") if wrong == "raises" else None
    an.go("20:00")
    assert (an.state()[0], an.next) == ("firing", an.clock.utc + RETRY)
    an.notifier.failing, an.notifier.raising = False, None
    an.start()
    an.go("20:02")
    assert an.shown == [MEAL]


def test_never_shown_it_is_missed_in_the_end():
    an = An()
    an.notifier.failing = True
    an.go("21:01")
    assert an.state() == ("missed", "not_shown")


def test_during_a_session_it_waits_for_the_end():
    an = An().go("19:59")
    an.session = True
    an.go("20:20")
    assert (an.shown, an.why()) == ([], "why.session")
    an.session = False
    an.look()
    assert an.shown == [MEAL]


def test_a_session_longer_than_its_grace_makes_it_missed():
    an = An().go("19:59")
    an.session = True
    an.look()
    an.go("21:00")
    an.session = False
    an.go("21:10")
    assert (an.shown, an.state(), an.why()) == ([], ("missed", "session"), "why.session_over")


def test_paused_nothing_comes_and_it_is_said_why():
    an = An().go("19:00")
    an.evening.pause_until_morning(an.clock.now())
    assert an.why() == "why.paused"
    an.go("21:10")
    assert (an.shown, an.state()) == ([], ("missed", "paused"))


def test_a_pause_ends_by_itself_at_rise():
    an = An(reminder("morning_light", 15, anchor="rise")).go("19:00")
    an.evening.pause_until_morning(an.clock.now())
    an.morning("06:59")
    assert an.evening.paused_until() is not None
    an.morning("07:15")
    assert (an.evening.paused_until(), an.shown) == (None, [f"morning_light:{NIGHT}"])


def test_a_pause_ended_early_brings_what_is_still_of_use():
    an = An().go("19:00")
    an.evening.pause_until_morning(an.clock.now())
    an.go("20:30")
    an.evening.resume(an.clock.now())
    assert an.shown == [MEAL]


def test_a_pause_set_by_a_wrong_clock_does_not_last():
    an = An()
    an.ledger.pause(an.clock.utc + timedelta(days=9000), an.clock.utc)
    an.go("20:00")
    assert an.shown == [MEAL]


def test_after_lights_out_it_is_silent_and_names_no_time():
    an = An(reminder("own_0a1b2c3d", 0, text="Tea 23:00", sound=True, spoken=True)).go("23:00")
    ((title, body, answers, silent),) = an.notifier.visible.values()
    assert (title, body, silent, an.said) == ("reminder.own", "", True, [])
    assert dict(answers)["later"] == "answer.later"


def test_before_lights_out_it_sounds_and_speaks_as_it_is_set():
    an = An(reminder(sound=True, spoken=True)).go("20:00")
    ((title, body, _, silent),) = an.notifier.visible.values()
    assert (title, body) == ("reminder.last_meal.name", "reminder.last_meal.text")
    assert (silent, an.said) == (False, ["reminder.last_meal.text"])


def test_skipped_tonight_it_does_not_come_tonight_but_tomorrow():
    an = An().go("19:00")
    an.evening.skip_tonight("last_meal", an.clock.now())
    an.morning("20:00")
    assert an.shown == [f"last_meal:{NIGHT + timedelta(days=1)}"]
    assert an.state() == ("skipped", "")


def test_a_moved_bedtime_takes_everything_along_tonight_only():
    an = An().go("19:00")
    an.evening.move_bedtime(45, an.clock.now())
    an.go("20:44:30")
    assert (an.shown, an.why()) == ([], "why.moved")
    an.go("20:45")
    assert an.shown == [MEAL]
    an.morning("20:00")
    assert len(an.shown) == 2
    an.evening.move_bedtime(0, an.clock.now())
    assert an.evening.change(NIGHT).bed_shift_min == 45


def test_flying_west_it_moves_and_what_was_answered_stays():
    an = An(reminder(), TABLET).go("20:01")
    an.answer("last_meal", "done")
    an.clock.zone = "America/New_York"
    an.go("21:59")
    assert an.shown == [MEAL]
    an.go("22:00")
    assert an.shown == [MEAL, MELATONIN]


def test_flying_east_past_its_time_it_does_not_come():
    an = An().go("19:00")
    an.clock.zone = "Asia/Tokyo"
    an.go("23:59", day=NIGHT + timedelta(days=1), looking=False)
    an.look()
    assert an.state()[0] == "missed"
    assert MEAL not in an.shown


def test_a_clock_set_back_shows_nothing_answered_twice():
    an = An().go("20:05")
    an.answer("last_meal", "done")
    an.clock.pass_(-3600)
    an.go("20:30")
    assert an.shown == [MEAL]


def test_a_clock_in_another_century_costs_nothing_of_tonight():
    an = An().go("19:00")
    here = an.clock.utc
    an.clock.utc = here.replace(year=2099)
    an.look()
    an.clock.utc = here
    an.go("20:00")
    assert an.shown == [MEAL]


def test_a_second_dose_within_20_hours_is_asked_about():
    an = An(TABLET).go("22:00")
    an.answer("melatonin", "taken")
    taken = an.clock.now().utc
    key = f"melatonin:{NIGHT + timedelta(days=1)}"
    an.clock.pass_(19 * 3600)
    an.look()
    asked = an.evening.question(key, "taken", an.clock.now())
    assert taken in asked.values.values()
    an.evening.answered(key, "taken")
    assert (an.ledger.row(key).state, an.evening.asking) == ("scheduled", (key, asked))
    assert an.told[-1] == "question"
    assert an.evening.answer(key, "taken", 0, an.clock.now())


def test_the_same_dose_clicked_twice_asks_nothing():
    an = An(TABLET).go("22:00")
    an.evening.answered(MELATONIN, "taken")
    an.evening.answered(MELATONIN, "taken")
    assert (an.evening.asking, an.state("melatonin")) == (None, ("done", ""))


def test_another_reminder_asks_nothing():
    an = An(reminder(), TABLET).go("22:01")
    an.answer("melatonin", "taken")
    assert an.evening.question(MEAL, "done", an.clock.now()) is None


def test_on_a_full_disk_it_is_shown_once_and_told_once():
    an = An()
    an.ledger.failing = "store.full"
    an.told.clear()
    an.go("20:30")
    assert an.shown == [MEAL]
    assert [trouble.key for trouble in an.evening.troubles] == ["store.full"]
    assert len(an.told) == 2
    assert an.next == an.clock.utc + TRY_AGAIN


def test_with_room_again_what_was_shown_is_written_down():
    an = An()
    an.ledger.failing = "store.full"
    an.go("20:10")
    an.evening.answered(MEAL, "done")
    assert an.notifier.visible == {}
    an.ledger.failing = None
    an.go("20:20")
    assert (an.shown, an.state(), an.evening.troubles) == ([MEAL], ("done", ""), [])
    assert an.ledger.row(MEAL).shows == 1


def test_failing_just_after_it_was_shown_it_is_not_shown_again():
    class Full(FakeLedger):
        def shown(self, key, now):
            if self.full:
                raise Trouble("store.full")
            return super().shown(key, now)

    an = An(ledger=Full())
    an.ledger.full = True
    an.go("20:30")
    assert an.shown == [MEAL]
    an.ledger.full = False
    an.go("20:31")
    assert (an.shown, an.state()) == ([MEAL], ("shown", ""))


def test_a_ledger_that_cannot_even_be_read_shows_what_becomes_due():
    an = An(reminder(), reminder("caffeine_cutoff", 540, late_min=600))
    an.go("19:00")
    an.shown.clear()
    an.ledger.unreadable = an.ledger.failing = "store.disk"
    an.start()
    an.go("20:10")
    assert an.shown == [MEAL]


def test_an_answer_that_cannot_be_kept_is_told():
    an = An().go("20:00")
    an.ledger.failing = "store.full"
    with pytest.raises(Trouble):
        an.answer("last_meal", "done")
    assert an.state()[0] == "shown"


def test_what_the_desktop_lost_comes_back_silently_and_counts_once():
    an = An(reminder(sound=True)).go("20:00")
    an.notifier.visible.clear()
    an.evening.show_again({MEAL, MELATONIN}, an.clock.now())
    assert [silent for *_, silent in an.notifier.visible.values()] == [True]
    assert an.ledger.row(MEAL).shows == 1
    an.answer("last_meal", "done")
    an.evening.show_again({MEAL}, an.clock.now())
    assert an.notifier.visible == {}


def test_a_failing_listener_or_voice_changes_nothing():
    an = An(reminder(spoken=True))

    def fail(_):
        raise RuntimeError("meant to fail")

    an.evening.listeners.insert(0, fail)
    an.evening.screen.say = fail
    an.go("20:00")
    assert (an.shown, an.state()) == ([MEAL], ("shown", ""))


def test_tonight_is_told_without_writing_anything():
    an = An(reminder(), TABLET, reminder("dim_lights", 200, on=False)).go("19:00")
    writes = an.ledger.writes
    rows = an.evening.tonight(an.clock.now())
    assert [(row.key, row.state, row.why) for row in rows] == [
        (MEAL, "scheduled", "why.will_come"),
        (MELATONIN, "scheduled", "why.will_come"),
    ]
    late = an.evening.tonight(replace(an.clock.now(), utc=an.clock.utc + timedelta(hours=2.5)))
    assert [row.state for row in late] == ["missed", "scheduled"]
    assert an.why("dim_lights") == "why.off"
    assert an.ledger.writes == writes


def test_an_answer_before_any_look_finds_its_reminder():
    an = An()
    fresh = FakeLedger()
    an.ledger = fresh
    an.start()
    assert an.answer("last_meal", "skip")
    an.go("21:00")
    assert an.shown == []


def test_what_another_process_is_showing_is_not_shown_here():
    class Faster(FakeLedger):
        def claim(self, key, now):
            super().claim(key, now)
            return False

    an = An(ledger=Faster()).go("20:00:30")
    assert an.shown == []


def test_a_reminder_made_a_minute_after_its_moment_does_not_come():
    an = An(at="20:30")
    an.go("20:33")
    an.plan = replace(an.plan, reminders=(*an.plan.reminders, reminder("dim_lights", 148)))
    an.go("20:50")
    assert an.shown == []


def test_paused_it_still_looks_when_something_ends():
    an = An().go("19:00")
    an.evening.pause_until_morning(an.clock.now())
    an.go("20:10")
    assert an.next.astimezone(ZoneInfo(BERLIN)).time() == time(21)
