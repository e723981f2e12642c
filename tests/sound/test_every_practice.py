"""Every practice, at the extremes of its options, in both languages: what is heard, and what not.

Each is rendered to a file with the voice as it ships, all volumes at their most.
"""

from dataclasses import fields, replace

import pytest

from tests.core.test_catalogue import flaws
from tests.sound.cases import (
    EVENING,
    PLANS,
    Case,
    as_they_come,
    chains,
    differs,
    extremes,
    listening,
    timeline,
)
from tests.sound.rendered import (
    NEAR,
    PEAK,
    Session,
    abrupt,
    badly_spoken,
    bed_apart,
    clicks,
    ends_badly,
    overruns,
    peak,
    sounds_undue,
    steps,
    voices_apart,
)
from windown.core.mix import SOUNDS
from windown.core.options import Options
from windown.core.wording import LANGUAGES
from windown.sound.samples import RATE

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="session")
def loops(tmp_path_factory):
    """Where the loops of backgrounds are kept."""
    return tmp_path_factory.mktemp("loops")


@pytest.fixture
def heard(speak, loops, tmp_path):
    """Renders a case."""
    return lambda case: Session(case, speak, loops, tmp_path)


@pytest.fixture(scope="session")
def examined():
    """What is wrong with each clip, by language and text, found once."""
    return {}


def is_as_it_should_be(session, examined):
    """All that is heard of a session is due, level and soft; all that is not due is silent."""
    assert flaws(session.timeline) == []
    assert len(session.file) == round(session.timeline.length * RATE)
    assert overruns(session) == []
    assert peak(session.file) <= PEAK
    assert list(steps(session)) == []
    assert list(clicks(session)) == []
    assert list(abrupt(session)) == []
    assert sounds_undue(session) == []
    assert list(voices_apart(session)) == []
    assert (bed_apart(session) or 0.0) <= NEAR
    assert ends_badly(session) == []
    for text, clip in session.clips.items():
        key = (session.language, text)
        if key not in examined:
            examined[key] = badly_spoken(clip)
        assert examined[key] == [], text
    return True


@pytest.mark.parametrize("case", list(as_they_come()), ids=lambda case: case.name)
def test_every_practice_as_it_comes(heard, examined, case):
    session = heard(case)
    assert session.file.any()
    assert is_as_it_should_be(session, examined)


@pytest.mark.parametrize("case", list(extremes()), ids=lambda case: case.name)
def test_every_extreme_of_every_option_with_every_other(heard, examined, case):
    assert is_as_it_should_be(heard(case), examined)


@pytest.mark.parametrize("case", list(listening()), ids=lambda case: case.name)
def test_every_sound_alone(heard, examined, case):
    session = heard(case)
    assert is_as_it_should_be(session, examined)
    if session.timeline.fade < session.timeline.length:
        assert bed_apart(session) is not None


@pytest.mark.parametrize("case", list(chains()), ids=lambda case: case.name)
def test_a_chain(heard, examined, case):
    session = heard(case)
    assert {span.practice for span in session.timeline.spans} == {
        link.practice for link in EVENING.links
    }
    assert is_as_it_should_be(session, examined)


def test_a_sound_alone_is_the_same_in_every_language():
    for sound in SOUNDS:
        one, other = (timeline(Case(f"sound_{sound}", language)) for language in LANGUAGES)
        assert replace(other, language=one.language) == one


def test_every_option_that_can_be_heard_is_tried():
    silent = {"eyes_closed", "at_end"}
    tried = {
        field.name
        for case in (*extremes(), *listening())
        for field in fields(Options)
        if getattr(case.options, field.name) != field.default
    }
    assert tried == {field.name for field in fields(Options)} - silent


def test_what_is_chosen_makes_another_session():
    for practices, factors, minutes in PLANS:
        for name, values in factors.items():
            assert any(differs(practice, name, values, minutes) for practice in practices), name
