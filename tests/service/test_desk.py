"""What every screen stands on: settings that are written and announced, the face, the voice."""

from datetime import UTC, datetime, time

import pytest

from tests.fakes import a_desk
from windown.core.voices import DEFAULT_PITCH, DEFAULT_RATE, DEFAULT_VOICE
from windown.service.ports import Levels, VoiceStyle


def at(desk, hour, minute=0, day=22):
    """A look at a clock time in Berlin, in winter."""
    desk.clock.utc = datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)
    return desk.clock.now()


def test_a_change_is_written_and_then_announced():
    desk, seen = a_desk(), []
    desk.listeners.append(lambda topic: seen.append((topic, desk.preferences.kept.face)))
    assert desk.change(face="night") is None
    assert seen == [("settings", "night")]


def test_what_cannot_be_written_still_counts_and_is_told():
    desk, seen = a_desk(), []
    desk.listeners.append(seen.append)
    desk.preferences.failing = "settings.full"
    trouble = desk.change(volume_voice=0.25)
    assert (trouble.key, desk.levels().voice, seen) == ("settings.full", 0.25, ["settings"])


def test_another_language_brings_its_words_and_its_voice():
    desk = a_desk(language="en")
    desk.change(language="de")
    assert desk.words.language == "de"
    assert desk.style() == VoiceStyle(
        DEFAULT_VOICE["de"], DEFAULT_RATE["de"], DEFAULT_PITCH["de"], "de"
    )


def test_a_chosen_voice_speaks_only_its_language():
    desk = a_desk(language="en", voices={"en": "gmw/en"}, rate=120, pitch=0)
    assert desk.style() == VoiceStyle("gmw/en", 120, 0, "en")
    desk.change(language="de")
    assert desk.style().voice == DEFAULT_VOICE["de"]


def test_without_a_voice_a_session_has_no_style():
    assert a_desk(voice_on=False).sounding().style is None
    assert a_desk().sounding().style is not None


def test_the_volumes_are_those_of_the_settings():
    desk = a_desk(volume_voice=0.1, volume_tones=0.2, volume_background=0.3, background="brown")
    assert desk.levels() == Levels(0.1, 0.2, 0.3, "brown")


@pytest.mark.parametrize(
    ("hour", "minute", "face", "clock_free"),
    [(12, 0, "morning", False), (19, 59, "morning", False), (20, 0, "evening", False),
     (22, 14, "evening", False), (22, 15, "night", False), (22, 59, "night", False),
     (23, 0, "night", True), (7, 0, "morning", False), (6, 59, "night", True)],
)  # fmt: skip
def test_the_face_and_the_clock_go_by_the_evening(hour, minute, face, clock_free):
    desk = a_desk(bedtime=time(23), rise=time(7))
    now = at(desk, hour, minute, day=22 if hour >= 12 else 23)
    assert (desk.face(now), desk.clock_free(now)) == (face, clock_free)


def test_a_pinned_face_stays():
    desk = a_desk(face="morning")
    assert desk.face(at(desk, 23, 30)) == "morning"


def test_a_length_chosen_last_counts_as_long_as_it_is_within_the_limits():
    desk = a_desk(minutes={"box_4": 7.0, "extended_4_6": 400.0, "gone": 3.0})
    assert [desk.minutes(p) for p in ("box_4", "extended_4_6", "gone", "coherent_5_5")] == [
        7.0, None, None, None,
    ]  # fmt: skip


def test_a_moment_is_shown_in_the_zone_of_the_look():
    desk = a_desk()
    now = at(desk, 23)
    assert f"{desk.local(now.utc, now):%H:%M}" == "23:00"
