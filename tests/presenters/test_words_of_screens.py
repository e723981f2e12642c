"""Every screen in both languages at every hour: whole sentences, and no clock in the night."""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time

import pytest

from tests.conftest import ASSETS
from tests.fakes import FakeSpeaker, FakeVoice, a_desk
from windown.content.care import read_care
from windown.content.words import read_words
from windown.presenters.care import DIRECTORY, CareScreen
from windown.presenters.journal import JournalScreen
from windown.presenters.journal_night import NightScreen
from windown.presenters.practices import Practices
from windown.presenters.session import SessionScreen
from windown.presenters.settings import SettingsScreen
from windown.presenters.tonight import Tonight
from windown.service.player import Player
from windown.service.run import Run

HOURS = {"day": 12, "evening": 20, "night": 22, "lights out": 1}
AN_ID = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
A_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def texts(value):
    """Every text in a view, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def screens(language, hour):
    """All views of a person in a language at an hour (UTC) with a session just ended."""
    desk = a_desk(words_of=lambda _: read_words(ASSETS / "words", language), bedtime=time(23))
    desk.clock.utc = datetime(2026, 11, 23 if hour < 12 else 22, hour, 0, tzinfo=UTC)
    now = desk.clock.now()
    session = SessionScreen(desk, Run(Player(FakeSpeaker(), FakeVoice()), desk.journal, []))
    session.begin("weil_478", now)
    run = [session.view(now), session.act("pause", now), session.act("end", now), session.after()]
    session.run.rate(5)
    care = CareScreen(desk, read_care(ASSETS / "care"), "en_GB")
    journal = JournalScreen(desk)
    night = NightScreen(desk, journal.evenings)
    night.open(desk.night(now).date)
    kept = [journal.calendar(now), journal.figures(now), journal.choices(now), night.view(now)]
    return [Tonight(desk).view(now), *kept, *run], [
        Practices(desk).view(), *(Practices(desk).opened(p.id) for p in desk.shelf.practices),
        SettingsScreen(desk).view(), care.cards(), care.levels(), *(
            care.help_lines(now, code) for code, _ in care.help_lines(now).countries
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("hour", HOURS.values(), ids=HOURS)
def test_every_text_is_a_sentence_with_nothing_left_to_fill(language, hour):
    shown = [text for text in texts(screens(language, hour)) if text != DIRECTORY]
    assert [text for text in shown if "{" in text or AN_ID.fullmatch(text)] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_between_lights_out_and_rise_no_screen_of_the_evening_shows_a_clock(language):
    evening, _ = screens(language, HOURS["lights out"])
    assert [text for text in texts(evening) if A_CLOCK.search(text)] == []
    shown_by_day, _ = screens(language, HOURS["evening"])
    assert [text for text in texts(shown_by_day) if A_CLOCK.search(text)] != []
