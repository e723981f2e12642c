"""One session from Begin to its end: written before it is shown, and never lost."""

from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock, FakeJournal, FakeSpeaker, FakeVoice
from windown.core.problems import Trouble
from windown.core.script import Line, Step
from windown.core.splice import continued
from windown.core.timeline import lay_out
from windown.service.player import Player
from windown.service.ports import Heard, Levels, VoiceStyle
from windown.service.run import KEEP_EVERY_S, SLEPT_S, STALLED_S, Run, Sounding

STYLE = VoiceStyle("quiet", 92, 38, "en")
TIMELINE = lay_out(
    "slow", "en", [*(Step("in", 10, n) for n in range(1, 7)), Step("rest", 20, 7)]
)  # fmt: skip
LOOK_S = 0.5


class Evening:
    """A session that has begun, with its fakes, looked at every half second."""

    def __init__(
        self, failing=None, wrong="lost", speed=1.0, timeline=TIMELINE, style=STYLE, ready=True
    ):
        self.clock, self.journal, self.told = FakeClock(), FakeJournal(), []
        self.speaker, self.voice = FakeSpeaker(), FakeVoice(ready)
        self.journal.failing, self.speaker.wrong = failing, wrong
        self.run = Run(Player(self.speaker, self.voice, speed), self.journal, [self.told.append])
        self.run.begin(timeline, Sounding(Levels(0.9), style), self.clock.now())
        self.look(0)
        self.look(0)

    def look(self, seconds=LOOK_S):
        return self.run.look(self.clock.pass_(seconds))

    def look_for(self, seconds):
        for _ in range(round(seconds / LOOK_S)):
            self.look()
        return self.run.session

    def act(self, action):
        return self.run.act(action, self.clock.now())

    @property
    def kept(self):
        """The one record of the journal."""
        (record,) = self.journal.records.values()
        return record


class Order(FakeJournal):
    """A journal that notes what the speaker had been asked when it was first written."""

    def __init__(self, speaker):
        super().__init__()
        self.speaker, self.before = speaker, None

    def begin(self, record):
        self.before = list(self.speaker.calls)
        super().begin(record)


def test_a_session_is_written_before_anything_of_it_sounds():
    speaker, clock = FakeSpeaker(), FakeClock()
    journal = Order(speaker)
    Run(Player(speaker, FakeVoice()), journal, []).begin(
        TIMELINE, Sounding(Levels(), STYLE), clock.now()
    )
    assert journal.before == []
    assert speaker.calls == ["load"]


def test_the_record_says_what_was_begun_and_in_which_night():
    evening = Evening(speed=2.0)
    assert (evening.kept.practice, evening.kept.planned_s, evening.kept.speed) == ("slow", 80, 2.0)
    assert evening.kept.night == date(2026, 11, 22)
    assert (evening.kept.started, evening.kept.zone) == (evening.clock.utc, "Europe/Berlin")


def test_two_sessions_have_two_records():
    evening = Evening()
    evening.act("end")
    evening.run.begin(TIMELINE, Sounding(Levels(), None), evening.clock.now())
    assert len(evening.journal.records) == 2


def test_what_is_done_is_kept_every_few_seconds():
    evening = Evening()
    for _ in range(120):
        position = evening.look().position
        assert position - evening.kept.done_s <= KEEP_EVERY_S


def test_a_session_nobody_ended_has_its_last_seconds_kept():
    evening = Evening()
    evening.look_for(33.5)
    assert 28.5 < evening.kept.done_s <= 33.5
    assert not evening.kept.complete


def test_followed_to_its_end_it_is_complete_silent_and_announced():
    evening = Evening()
    session = evening.look_for(81)
    assert (session.stage, session.position) == ("ended", 80)
    assert (evening.kept.done_s, evening.kept.complete) == (80, True)
    assert evening.speaker.calls[-1] == "stop"
    assert evening.told == ["sessions"]
    assert evening.run.troubles == []


def test_ended_early_it_is_kept_as_far_as_it_went():
    evening = Evening()
    evening.look_for(7)
    assert evening.act("end").stage == "ended"
    assert (evening.kept.done_s, evening.kept.complete) == (7, False)


def test_after_the_end_looks_change_nothing():
    evening = Evening()
    evening.act("end")
    writes = evening.journal.writes
    evening.look_for(30)
    assert (evening.journal.writes, evening.run.session.position) == (writes, 0)


def test_a_pause_is_kept_and_does_not_shorten_the_session():
    evening = Evening()
    evening.look_for(6)
    evening.act("pause")
    assert evening.kept.done_s == 6
    assert evening.speaker.calls[-1] == "pause"
    evening.look_for(100)
    evening.act("pause")
    evening.look(0)
    assert evening.look_for(10).position == pytest.approx(16)
    assert evening.look_for(65).complete


def test_next_shortens_the_timeline_and_the_speaker_follows():
    evening = Evening()
    evening.look_for(4)
    session = evening.act("next")
    assert (session.timeline.length, session.timeline.span_at(4).number) == (74, 2)
    assert evening.speaker.timeline == session.timeline
    assert evening.look_for(71).complete


def test_pressing_next_again_and_again_ends_the_session():
    evening = Evening()
    for _ in range(7):
        evening.act("next")
    assert evening.run.session.stage == "ended"
    assert not evening.kept.complete


def test_leaving_out_only_the_last_bit_is_a_whole_session():
    evening = Evening()
    evening.look_for(75)
    for _ in range(2):
        evening.act("next")
    assert evening.run.session.stage == "ended"
    assert evening.kept.complete


def test_a_session_without_any_device_says_so_after_the_first_one_only():
    evening = Evening()
    evening.speaker.wrong = "none"
    evening.look_for(2)
    evening.act("end")
    assert [trouble.key for trouble in evening.run.troubles] == ["sound.none"]
    evening.run.begin(TIMELINE, Sounding(Levels(), None), evening.clock.now())
    evening.look_for(2)
    evening.act("end")
    assert evening.run.troubles == []


def test_muting_silences_the_voice_and_nothing_else():
    evening = Evening()
    evening.act("mute")
    assert evening.speaker.levels == Levels(voice=0.0)
    evening.act("mute")
    assert evening.speaker.levels == Levels(voice=0.9)


def test_a_new_session_is_not_muted():
    evening = Evening()
    evening.act("mute")
    evening.act("end")
    evening.run.begin(TIMELINE, Sounding(Levels(0.7), STYLE), evening.clock.now())
    assert evening.speaker.levels == Levels(0.7)


def test_a_journal_that_cannot_be_written_stops_nothing_and_is_told_once():
    evening = Evening(failing="journal.full")
    assert evening.look_for(81).complete
    assert [trouble.key for trouble in evening.run.troubles] == ["journal.full"]


def test_a_journal_that_can_be_written_again_keeps_the_session_after_all():
    evening = Evening(failing="journal.busy")
    evening.look_for(20)
    evening.journal.failing = None
    evening.look_for(61)
    assert (evening.kept.done_s, evening.kept.complete) == (80, True)
    evening.run.rate(4)
    assert evening.kept.felt == 4


def test_the_troubles_of_one_session_are_not_told_after_the_next():
    evening = Evening(failing="journal.full")
    evening.act("end")
    evening.journal.failing = None
    evening.run.begin(TIMELINE, Sounding(Levels(), None), evening.clock.now())
    assert evening.run.troubles == []


def test_how_it_felt_is_kept_and_announced():
    evening = Evening()
    evening.act("end")
    evening.run.rate(3, "quiet")
    assert (evening.kept.felt, evening.kept.note) == (3, "quiet")
    assert evening.told == ["sessions", "sessions"]


@pytest.mark.parametrize(("style", "told"), [(STYLE, ["voice.missing"]), (None, [])])
def test_a_voice_that_could_not_speak_is_told_where_one_was_wanted(style, told):
    spoken = lay_out("slow", "en", [Step("in", 10, 1, lines=(Line(0, 1, "In"),))])
    evening = Evening(style=style, ready=False, timeline=spoken)
    evening.voice.wrong = "voice.missing"
    evening.act("end")
    assert [trouble.key for trouble in evening.run.troubles] == told


def test_sleep_of_the_computer_pauses():
    evening = Evening()
    evening.look_for(10)
    session = evening.run.look(evening.clock.sleep(3600))
    assert (session.stage, session.position, evening.kept.done_s) == ("paused", 10, 10)


def test_where_steady_time_runs_on_in_sleep_nothing_is_lost_either():
    evening = Evening()
    evening.look_for(10)
    session = evening.look(3600)
    assert (session.stage, session.position) == ("paused", 10)
    evening.act("pause")
    evening.look(0)
    assert evening.look_for(5).position == pytest.approx(15)


@pytest.mark.parametrize(("passed", "asleep"), [(STALLED_S - 1, 0), (1, SLEPT_S - 1), (1, -3600)])
def test_a_busy_computer_or_a_clock_put_right_is_no_sleep(passed, asleep):
    evening = Evening()
    evening.clock.utc += timedelta(seconds=asleep)
    assert evening.look(passed).stage == "running"


def test_sleep_during_a_pause_does_not_set_it_going():
    evening = Evening()
    evening.act("pause")
    assert evening.run.look(evening.clock.sleep(3600)).stage == "paused"


def test_an_output_pulled_out_pauses_once():
    evening = Evening(wrong="")
    evening.speaker.wrong = "gone"
    assert evening.look().stage == "paused"
    assert evening.speaker.calls[-1] == "pause"
    evening.act("pause")
    assert evening.look_for(5).stage == "running"


def test_an_output_pulled_out_again_pauses_again():
    evening = Evening(wrong="")
    evening.speaker.wrong = "gone"
    evening.look()
    evening.act("pause")
    evening.speaker.wrong = ""
    evening.look()
    evening.speaker.wrong = "gone"
    assert evening.look().stage == "paused"


def test_an_output_that_was_gone_before_pauses_nothing():
    assert Evening(wrong="gone").look_for(5).stage == "running"


@pytest.mark.parametrize("wrong", ["none", "lost"])
def test_without_sound_the_session_runs_on(wrong):
    evening = Evening(wrong="")
    evening.speaker.wrong = wrong
    assert evening.look_for(85).complete


def test_a_pause_asked_for_when_the_output_is_pulled_out_does_not_set_it_going():
    evening = Evening(wrong="")
    evening.speaker.wrong = "gone"
    evening.clock.pass_(LOOK_S)
    assert evening.act("pause").stage == "paused"


def test_the_position_is_that_of_the_sound():
    evening = Evening(wrong="")
    evening.speaker.line = Heard(0.0, evening.clock.steady + 0.4)
    evening.clock.pass_(0.5)
    assert evening.look(0).position == pytest.approx(0.1)


def test_there_is_nothing_to_look_at_before_begin():
    run = Run(Player(FakeSpeaker(), FakeVoice()), FakeJournal(), [])
    with pytest.raises(RuntimeError):
        run.look(FakeClock().now())


def test_a_background_file_that_could_not_play_is_told_once_after_the_session():
    evening = Evening(wrong="")
    evening.speaker.remarks = (Trouble("own_sound.missing", file="brook.mp3"),)
    evening.act("end")
    assert [t.key for t in evening.run.troubles] == ["own_sound.missing"]
    assert evening.run.troubles[0].values == {"file": "brook.mp3"}
    evening.run.begin(TIMELINE, Sounding(Levels(), STYLE), evening.clock.now())
    evening.act("end")
    assert evening.run.troubles == []


# Going on otherwise

GENTLE = lay_out("slow", "en", [Step("rest", 60, 1, lines=(Line(0, 8, "Look around."),))])


def other(timeline, position):
    return continued(timeline, position, GENTLE)


def test_what_follows_begins_at_the_position_of_the_look():
    evening = Evening()
    evening.look_for(12)
    session = evening.run.change(other, evening.clock.now())
    assert session.timeline.span_at(session.position).phase == "rest"
    assert session.timeline.length == session.position + 60
    assert evening.speaker.calls[-1] == "replace"


def test_too_much_while_paused_sounds_again():
    evening = Evening()
    evening.look_for(12)
    evening.act("pause")
    session = evening.run.let_be(other, evening.clock.now())
    assert session.stage == "running"
    assert evening.speaker.calls[-2:] == ["replace", ("play", 12.0, None)]


@pytest.mark.parametrize("silent", ["muted", "no style", "no voice", "no volume", "lost"])
def test_too_much_is_seen_where_it_cannot_be_heard(silent):
    evening = Evening(style=None if silent == "no style" else STYLE, wrong="")
    evening.act("black")
    if silent == "muted":
        evening.act("mute")
    elif silent == "no voice":
        evening.voice.wrong = "voice.none"
    elif silent == "no volume":
        evening.run.begin(TIMELINE, Sounding(Levels(0.0), STYLE), evening.clock.now())
        evening.act("black")
    elif silent == "lost":
        evening.speaker.wrong = "lost"
    assert not evening.run.let_be(other, evening.clock.now()).black


def test_too_much_that_is_heard_gives_no_light():
    evening = Evening(wrong="")
    evening.act("black")
    assert evening.run.let_be(other, evening.clock.now()).black


def test_after_the_end_nothing_goes_on():
    evening = Evening()
    evening.act("end")
    before = evening.run.session
    assert evening.run.change(other, evening.clock.now()) == before
    assert evening.run.let_be(other, evening.clock.now()) == before


def test_words_that_may_be_needed_are_spoken_after_all_others_and_handed_over():
    evening = Evening(timeline=lay_out("slow", "en", [SPEAKING]))
    evening.run.begin(
        lay_out("slow", "en", [SPEAKING]), Sounding(Levels(), STYLE), evening.clock.now(),
        spare=GENTLE.prompts,
    )  # fmt: skip
    assert evening.voice.wanted == ["In", "Look around."]
    evening.look_for(2)
    assert "Look around." in evening.speaker.files


SPEAKING = Step("in", 20, 1, lines=(Line(0, 2, "In"),))
