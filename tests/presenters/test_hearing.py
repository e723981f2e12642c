"""Hearing a voice before it is chosen."""

from tests.fakes import FakeSpeaker, FakeVoice, a_desk
from windown.core.voices import DEFAULT_VOICE
from windown.presenters.hearing import CHIME_S, LISTEN_S, PATIENCE_S, ROOM_S, Hearing
from windown.service.ports import Levels


def begun(ready=True, **settings):
    desk, speaker, voice = a_desk(**settings), FakeSpeaker(), FakeVoice(ready)
    speaker.wrong = "none"
    hearing = Hearing(desk, speaker, voice)
    hearing.begin(desk.clock.now())
    return hearing


def look(hearing, seconds):
    return hearing.look(hearing.desk.clock.pass_(seconds))


def test_the_sample_is_spoken_in_the_chosen_voice_at_the_chosen_volume():
    hearing = begun(volume_voice=0.3, language="de")
    look(hearing, 0)
    speaker = hearing.player.speaker
    assert list(speaker.files) == ["settings.hear_text"]
    assert speaker.levels == Levels(0.3, 0.0, 0.0)
    assert hearing.desk.style().voice == DEFAULT_VOICE["de"]


def test_it_waits_for_the_voice_but_not_for_ever():
    hearing = begun(ready=False)
    assert look(hearing, PATIENCE_S / 2)
    assert hearing.told() == "settings.hear_waiting"
    assert look(hearing, PATIENCE_S)
    assert hearing.told() == ""


def test_a_voice_that_cannot_speak_says_why():
    hearing = begun(ready=False)
    hearing.player.voice.wrong = "voice.missing"
    assert hearing.told() == "voice.missing"


def test_it_is_over_when_the_sample_has_had_its_room():
    hearing = begun()
    look(hearing, 0)
    look(hearing, 0)
    assert look(hearing, ROOM_S / 2)
    assert not look(hearing, ROOM_S)
    assert hearing.player.speaker.calls[-1] == "stop"


def test_it_can_be_ended_and_begun_again():
    hearing = begun()
    hearing.end()
    hearing.end()
    assert hearing.player.speaker.calls.count("stop") == 1
    assert not look(hearing, 0)
    hearing.begin(hearing.desk.clock.now())
    assert look(hearing, 0)


def test_a_background_is_heard_and_changed_while_it_plays():
    desk, speaker = a_desk(volume_background=0.5), FakeSpeaker()
    speaker.wrong = "none"
    hearing = Hearing(desk, speaker, FakeVoice())
    hearing.listen("rain", desk.clock.now())
    look(hearing, 1)
    hearing.listen("rain+sea", desk.clock.now())
    assert speaker.calls.count("load") == 1
    assert speaker.levels == Levels(0.0, 0.0, 0.5, "rain+sea")
    assert look(hearing, LISTEN_S / 2)
    assert not look(hearing, LISTEN_S)


def test_the_tone_of_a_reminder_is_played_alone_at_the_volume_of_tones_and_then_it_is_over():
    desk, speaker = a_desk(volume_tones=0.25), FakeSpeaker()
    speaker.wrong = "none"
    hearing = Hearing(desk, speaker, FakeVoice())
    hearing.chime(desk.clock.now())
    assert speaker.levels == Levels(0.0, 0.25, 0.0)
    assert (len(speaker.timeline.tones), speaker.timeline.prompts) == (1, ())
    assert speaker.timeline.length == CHIME_S
    look(hearing, 0)
    look(hearing, 0)
    assert look(hearing, CHIME_S - 0.5)
    assert not look(hearing, 0.6)
