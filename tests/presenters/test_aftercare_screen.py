"""The after-care plan as it is shown: begun, lived through, looked back on, erased."""

import re
import tomllib
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import ASSETS
from tests.fakes import FakeLedger, FakeNotifier, a_desk, with_aftercare
from windown.content.care import read_care
from windown.content.care_check import banned_in
from windown.content.plan import read_defaults
from windown.content.reading import grade
from windown.content.words import read_words
from windown.core.aftercare import CARDS
from windown.core.evening.plan import Melatonin
from windown.core.problems import Trouble
from windown.presenters.aftercare import (
    SINCE,
    AftercareScreen,
    CheckView,
    CrisisView,
    HelpNow,
    PlanView,
    SaidView,
    StartView,
)
from windown.presenters.care import CareScreen
from windown.presenters.evening import EveningScreen
from windown.presenters.practices import Practices
from windown.presenters.session import SessionScreen
from windown.presenters.tonight import Tonight
from windown.service.evening import Evening
from windown.service.telling import telling

#: A Sunday, bed at 23:00 in Berlin (22:00 UTC).
NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
DARK = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
A_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
LANGUAGES = ("en", "de")


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def a_screen(language="en", at=NIGHT):
    desk = with_aftercare(a_desk(words_of=lambda _: read_words(ASSETS / "words", language)))
    desk.clock.utc = at
    care = CareScreen(desk, read_care(ASSETS / "care"), "de_DE.UTF-8")
    return AftercareScreen(desk, desk.aftercare, lambda: care)


def begun(hours, language="en", at=NIGHT, mode="other"):
    """A screen so many hours after the dose, at a moment."""
    screen = a_screen(language, at)
    dose = at - timedelta(hours=hours)
    screen.held.begin(dose, dose, mode, True, None)
    return screen


def view_of(screen):
    return screen.view(screen.desk.clock.now())


def test_it_begins_with_the_time_that_is_chosen_for_adults_only():
    screen = a_screen()
    screen.open()
    assert not view_of(screen).ready
    screen.choose(adult=True, step=SINCE.index(180), mode="clinic", steady="yes")
    view = view_of(screen)
    assert (view.ready, view.since) == (True, "about 3 hours ago, 18:00")
    assert view.clinic
    screen.begin(screen.desk.clock.now())
    plan = screen.held.plan
    assert (plan.dose, plan.mode, plan.sure) == (NIGHT - timedelta(hours=3), "clinic", True)
    assert view_of(screen).steady == "yes"


def test_not_sure_takes_the_latest_it_can_be():
    screen = a_screen()
    screen.choose(adult=True, step=30, unsure=True)
    screen.begin(screen.desk.clock.now())
    assert (screen.held.plan.dose, screen.held.plan.sure) == (NIGHT, False)


def test_who_said_so_of_melatonin_is_not_asked_the_age_again():
    screen = a_screen()
    screen.desk.plan = replace(read_defaults(ASSETS / "plan" / "defaults.toml").plan)
    screen.desk.plan = replace(screen.desk.plan, melatonin=Melatonin(adult=True))
    screen.open()
    assert view_of(screen).adult


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", ["clinic", "other"])
def test_every_hour_has_whole_sentences_and_its_cards(language, mode):
    an_id = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
    for hours in range(48):
        view = view_of(begun(hours, language, mode=mode))
        assert isinstance(view, PlanView)
        shown = list(texts(view))
        assert [text for text in shown if "{" in text or an_id.fullmatch(text)] == []
        assert len(view.cards) >= 3
        assert view.wait and view.next and view.medicine
        assert bool(view.clinic) is (mode == "clinic")


@pytest.mark.parametrize("hours", [0, 3, 5, 12, 20, 30, 40])
def test_between_lights_out_and_rise_it_shows_no_clock(hours):
    assert [t for t in texts(view_of(begun(hours, at=DARK))) if A_CLOCK.search(t)] == []
    by_day = view_of(begun(hours))
    assert any(A_CLOCK.search(text) for text in by_day.next)


def test_grounding_and_the_natural_breath_are_there_at_once_passive_relaxation_after_two_hours():
    assert [each[:2] for each in view_of(begun(1)).practices] == [
        ("G", "grounding"), ("N", "natural"),
    ]  # fmt: skip
    assert "pmr_passive" in [each[1] for each in view_of(begun(2)).practices]


def test_steady_is_one_question_and_its_answer_switches_what_hangs_on_it():
    screen = begun(3)
    desk, now = screen.desk, screen.desk.clock.now()
    assert view_of(screen).steady == ""
    practice = desk.shelf.find("extended_4_6")
    assert desk.advice(practice).reasons == ("today.unsteady",)
    screen.answer_steady("yes", now)
    assert view_of(screen).steady == "yes"
    assert desk.advice(practice).offered
    screen.answer_steady("no", now)
    assert not desk.advice(practice).offered
    assert view_of(begun(10)).steady is None


def test_a_dose_again_begins_anew_and_nothing_is_said_of_it():
    screen = begun(30)
    screen.restart(screen.desk.clock.now())
    view = view_of(screen)
    assert view == view_of(begun(0))
    assert (screen.told, len(screen.held.plans())) == ("", 1)


def test_ended_early_everything_is_on_and_nobody_is_asked():
    screen = begun(5)
    screen.end(screen.desk.clock.now())
    view = view_of(screen)
    assert isinstance(view, StartView) and "on again" in view.notice
    assert screen.desk.advice(screen.desk.shelf.find("box_4")).offered


def test_one_press_erases_everything():
    screen = begun(50)
    screen.answer("mood", "low")
    screen.finish(screen.desk.clock.now())
    screen.erase()
    store = screen.held.store
    assert (store.kept, store.said) == ({}, {})
    assert isinstance(view_of(screen), StartView)


def test_what_cannot_be_kept_is_told_and_the_page_stays():
    screen = a_screen()
    screen.held.store.failing = "store.full"
    screen.choose(adult=True)
    screen.begin(screen.desk.clock.now())
    assert screen.told == Trouble("store.full").told(screen.desk.words)
    assert isinstance(view_of(screen), StartView)


def test_after_48_hours_it_asks_once_each_question_can_be_left_out():
    screen = begun(49)
    now = screen.desk.clock.now()
    view = view_of(screen)
    assert isinstance(view, CheckView) and len(view.questions) == 6
    screen.answer("dreams", "odd")
    assert view_of(screen).questions[3][3] == "odd"
    screen.finish(now)
    assert screen.held.store.said == {screen.held.plan.id: {"dreams": "odd"}}
    assert isinstance(view_of(screen), SaidView)
    screen.open()
    assert isinstance(view_of(screen), StartView)


def test_left_out_whole_nothing_is_kept_and_the_plan_ends_nicely():
    screen = begun(49)
    screen.answer("mood", "low")
    screen.finish(screen.desk.clock.now(), skip=True)
    assert screen.held.store.said == {}
    assert view_of(screen).text == "The plan ends here, nice and easy."


def test_words_on_dreams_stay_for_the_third_night_where_wished():
    screen = begun(49)
    screen.finish(screen.desk.clock.now())
    assert view_of(screen).dreams is None
    screen.wish_dreams(True)
    assert view_of(screen).dreams[0] == "Odd dreams"
    screen.open()
    assert isinstance(view_of(screen), SaidView)
    screen.desk.clock.pass_(24 * 3600)
    assert isinstance(view_of(screen), StartView)


@pytest.mark.parametrize("language", LANGUAGES)
def test_thoughts_of_not_wanting_to_live_lead_to_people_and_no_further_question(language):
    screen = begun(49, language)
    screen.answer("mood", "very_low")
    screen.think(True)
    view = view_of(screen)
    assert isinstance(view, CrisisView)
    numbers = [line.number for _, _, lines in view.lines.groups for line in lines]
    assert "0800 111 0 111" in numbers and "112" in numbers
    assert view.question in ("Is someone with you?", "Ist jemand bei dir?")
    screen.show("")
    assert isinstance(view_of(screen), CheckView)
    screen.finish(screen.desk.clock.now())
    assert "thoughts" not in str(screen.held.store.said)


def test_somebody_to_talk_to_is_offered_once_after_several_plans():
    screen = a_screen()
    now = screen.desk.clock.now()
    for days in (5, 3, 0):
        moment = NIGHT - timedelta(days=days)
        screen.held.begin(moment, moment, "other", True, None)
    view = view_of(screen)
    assert "a few times lately" in view.talk
    screen.seen(view, now)
    assert view_of(screen).talk == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_red_flag_is_on_the_page_that_help_shows(language):
    """The facts, 8.3: ten signs for now, six for today, those of this week."""
    screen = begun(3, language)
    screen.show("help")
    view = view_of(screen)
    assert isinstance(view, HelpNow)
    assert [len(level.signs) >= least for level, least in zip(view.levels, (10, 6, 6), strict=True)]
    said = " ".join(sign for level in view.levels for sign in level.signs).lower()
    words = {
        "en": "woken breath lips fit chest hot head opioids vomits die unreal energy mood urine"
        " blood belly weeks months pee nightmares craving snoring",
        "de": "wecken atmet lippen krampf brust heiß kopf opioide erbricht sterben unwirklich"
        " energie stimmung wasser blut bauch wochen monaten toilette albträume verlangen"
        " schnarchen",
    }[language]
    assert [word for word in words.split() if word not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_easy_to_read_and_kind(language):
    raw = tomllib.loads((ASSETS / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    card = raw["aftercare"]["card"]
    for ids in CARDS.values():
        assert grade(" ".join(f"{card[i]}. {card[i + '_text']}" for i in ids), language) <= 6
    said = [text for table in ("aftercare", "today") for text in _flat(raw[table])]
    # "Schlafmittel" and the words of safety are exempt from the grade, not from kindness.
    assert {text: banned_in(text, language) for text in said if banned_in(text, language)} == {}


def _flat(table):
    for value in table.values():
        yield from _flat(value) if isinstance(value, dict) else [value]


def an_evening(language="en", hours=1.0, at=NIGHT, amount="2"):
    """A desk with the evening of the plan out of the box, all on, within a plan."""
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language))
    plan = read_defaults(ASSETS / "plan" / "defaults.toml").plan
    desk.clock.utc = at - timedelta(hours=9)
    melatonin = Melatonin(amount=amount, adult=True)
    reminders = tuple(replace(each, on=True) for each in plan.reminders)
    desk.plan = replace(plan, reminders=reminders, melatonin=melatonin)
    notifier = FakeNotifier()
    desk.evening = Evening(
        FakeLedger(), lambda: desk.plan, notifier,
        lambda reminder, dark: telling(reminder, desk.words, desk.settings.real_words, dark),
        desk.clock, desk.listeners,
    )  # fmt: skip
    with_aftercare(desk)
    desk.evening.look(desk.clock.now())
    desk.clock.utc = at
    desk.aftercare.begin(at - timedelta(hours=hours), at, "other", True, None)
    return desk, notifier


def test_melatonin_and_bath_rest_and_tonight_says_so_and_nothing_of_them_is_shown():
    desk, notifier = an_evening(at=NIGHT - timedelta(hours=1))
    for _ in range(16):
        desk.evening.look(desk.clock.now())
        desk.clock.pass_(15 * 60)
    assert not [key for key in notifier.shown if key.startswith(("melatonin", "warm_bath"))]
    desk.clock.utc = NIGHT
    view = EveningScreen(desk).view(desk.clock.now())
    assert "Melatonin reminder paused tonight" in view.rests
    assert "bath" in view.rests
    assert {m.reminder for m in view.moments} & {"melatonin", "warm_bath_start"} == set()
    why = EveningScreen(desk).why(desk.clock.now())
    assert "It rests today." in [row[2] for row in why.rows]


def test_what_was_on_the_screen_already_is_taken_away():
    desk, notifier = an_evening(at=NIGHT, hours=1)
    desk.aftercare.erase()
    desk.clock.utc = NIGHT + timedelta(minutes=65)
    desk.evening.look(desk.clock.now())
    key = "melatonin:2026-11-22"
    assert key in notifier.visible
    desk.aftercare.begin(desk.clock.utc, desk.clock.utc, "other", True, None)
    assert key not in notifier.visible


def test_after_an_erase_the_evening_is_as_planned():
    desk, _ = an_evening()
    desk.aftercare.erase()
    view = EveningScreen(desk).view(desk.clock.now())
    assert view.rests == ""
    assert {"melatonin", "bedtime"} <= {moment.reminder for moment in view.moments}


def test_melatonin_comes_back_the_second_night_with_a_word():
    desk, notifier = an_evening(hours=26, at=NIGHT + timedelta(minutes=65))
    desk.evening.look(desk.clock.now())
    assert "melatonin:2026-11-22" in notifier.visible
    moments = EveningScreen(desk).view(desk.clock.now()).moments
    note = next(m.note for m in moments if m.reminder == "melatonin")
    assert note.startswith("It is back.")


@pytest.mark.parametrize("real", [False, True])
def test_own_reminders_which_may_be_medicine_come_as_ever(real):
    desk, _ = an_evening(hours=0.5)
    assert not desk.aftercare.rests("own_12ab34cd", desk.clock.utc)
    assert desk.aftercare.rests("melatonin", desk.clock.utc)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("real", [False, True])
@pytest.mark.parametrize("hours", [0.5, 3, 10, 26, 40])
def test_no_notification_names_the_plan_and_only_where_wished_melatonin(language, real, hours):
    desk, notifier = an_evening(language, hours, at=NIGHT - timedelta(hours=6))
    desk.change(real_words=real)
    said = []
    for _ in range(40):
        desk.evening.look(desk.clock.now())
        said += [str(shown) for shown in notifier.visible.values()]
        desk.clock.pass_(15 * 60)
    told = " ".join(said).lower()
    assert not [word for word in ("ketamin", "after-care", "nachsorge") if word in told]
    assert ("melatonin" in told) is (real and hours > 24)


def test_practices_say_neutrally_that_they_rest_and_are_not_begun():
    screen = begun(3)
    desk, now = screen.desk, screen.desk.clock.now()
    cards = [card for _, held in Practices(desk).view().groups for card in held]
    reason = next(card.reason for card in cards if card.id == "box_4")
    assert reason.startswith("Not today.")
    told = " ".join(text for card in cards for text in texts(card)).lower()
    assert not [word for word in ("after-care", "ketamin") if word in told]
    opened = Practices(desk).opened("weil_478")
    assert [name for name, _ in opened.instead] == ["natural", "grounding"]
    with pytest.raises(Trouble) as caught:
        SessionScreen(desk, None).begin("box_4", now)
    assert caught.value.key == "today.rests"


def test_active_relaxation_is_light_and_lying_and_slow_breath_stays_above_eight_on_day_one():
    from windown.core.advice import fitted

    desk, now = begun(10).desk, begun(10).desk.clock.now()
    _, ask = fitted(desk.shelf.find("pmr_7"), desk.ask("pmr_7", now))
    assert (ask.options.effort, ask.options.place) == ("light", "bed")
    slow, _ = fitted(desk.shelf.find("slowdown"), desk.ask("slowdown", now))
    assert slow.body.target.min == 8.0


def test_a_chain_rests_with_the_first_of_its_parts():
    from windown.core.practice import Chain, Link

    desk = begun(30).desk
    chain = replace(
        desk.shelf.find("natural"), id="own_x", body=Chain((Link("natural"), Link("box_4")))
    )
    now = desk.clock.utc
    assert desk.aftercare.of_practice(chain, now).on
    part = replace(chain, body=Chain((Link("natural"), Link("paradoxical_intention"))))
    assert not desk.aftercare.of_practice(part, now).on


@pytest.mark.parametrize(
    ("hours", "chosen", "begins"),
    [
        (1, "extended_4_6", "natural"), (10, "extended_4_6", "natural"),
        (30, "extended_4_6", "extended_4_6"), (30, "paradoxical_intention", "natural"),
        (49, "paradoxical_intention", "paradoxical_intention"),
    ],
)  # fmt: skip
def test_wind_down_begins_the_gentlest_on_the_first_day(hours, chosen, begins):
    desk = begun(hours).desk
    desk.change(wind_down=chosen)
    assert Tonight(desk).practice_id() == begins
