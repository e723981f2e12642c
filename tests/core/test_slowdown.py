"""The slow-down: the person's own rate, then slower minute by minute, never below the target."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ASSETS
from windown.content.practices import read_shelf
from windown.content.words import read_words
from windown.core.ask import Ask
from windown.core.body import MyBody
from windown.core.catalogue import timeline_of
from windown.core.options import Options
from windown.core.slowdown import (
    inhale_share,
    is_hurried,
    is_quick,
    rate_at,
    rate_of,
    slow_seconds,
    too_slow,
)
from windown.core.wording import LANGUAGES

WORDS = {language: read_words(ASSETS / "words", language) for language in LANGUAGES}
SLOWDOWN = read_shelf([ASSETS / "practices"]).find("slowdown")
EN = WORDS["en"]


def laid(minutes=15, language="en", body=None, **options):
    ask = Ask(Options(**options), body or MyBody())
    return timeline_of(SLOWDOWN, WORDS[language], minutes, ask)


def breaths(timeline):
    """(second, rate, share of the in-breath) of each breath."""
    found = []
    for before, after in pairwise(timeline.spans):
        if (before.phase, after.phase, before.number) == ("in", "out", after.number):
            whole = before.seconds + after.seconds
            found.append((before.at, 60 / whole, before.seconds / whole))
    return found


def rates(timeline):
    return [round(rate, 1) for _, rate, _ in breaths(timeline)]


def flaws(timeline):
    gaps = [b.at for a, b in pairwise(timeline.spans) if a.end != b.at]
    over = [b.at for a, b in pairwise(timeline.prompts) if a.at + a.seconds > b.at + 1e-6]
    long = [p.at for p in timeline.prompts if p.at + p.seconds > timeline.span_at(p.at).end + 1e-6]
    return gaps + over + long


@pytest.mark.parametrize(("taps", "rate"), [
    ([0, 5, 10, 15, 20, 25], 12), ([0, 4, 8, 12], 15), ([0, 4, 8], 14), ([], 14), ([3], 14),
    ([0, 4, 4.2, 8, 12, 16], 15), ([0, 5, 10, 30, 35, 40], 12), ([0, 1, 2, 3, 4, 5, 6], 14),
    ([0, 2, 4, 6, 8, 10], 30), ([0, 16, 32, 48, 64], 14), ([0, 5, float("nan"), 10, 15], 12),
    ([100, 95, 90, 85, 80], 14),
])  # fmt: skip
def test_the_rate_is_that_of_the_middle_interval_of_good_taps(taps, rate):
    assert rate_of(taps) == pytest.approx(rate)


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=12))
def test_no_taps_make_a_rate_nobody_can_have(taps):
    assert 60 / 15 <= rate_of(taps) <= 60 / 1.5


@pytest.mark.parametrize(("rate", "quick", "hurried"), [
    (18, False, False), (22, False, False), (22.1, True, False), (25, True, False),
    (26, True, True),
])  # fmt: skip
def test_a_quick_breath_is_followed_and_a_hurried_one_has_the_stop_text(rate, quick, hurried):
    assert (is_quick(rate), is_hurried(rate)) == (quick, hurried)


def test_it_falls_by_one_a_minute_down_to_ten_and_then_by_a_half_to_the_target():
    timeline = laid(30)
    minute = {int(at // 60): rate for at, rate, _ in breaths(timeline)}
    # The first breath of each minute has the new rate; the dict keeps its last one.
    assert [round(minute[m], 1) for m in range(15)] == [
        14, 13, 12, 11, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 6, 6,
    ]  # fmt: skip


@pytest.mark.parametrize(("rate", "first"), [(None, 14), (3, 7), (7, 7), (12.3, 12.3), (18, 18),
                                             (22, 18), (40, 18)])  # fmt: skip
def test_it_starts_at_the_measured_rate_within_its_limits(rate, first):
    assert rates(laid(rate=rate))[0] == first


@pytest.mark.parametrize(("target", "last"), [(None, 6), (1, 5), (5, 5), (8, 8), (10, 10),
                                              (99, 10)])  # fmt: skip
def test_it_ends_at_the_target_within_its_limits(target, last):
    assert rates(laid(30, target=target))[-1] == last


def test_one_who_breathes_slower_than_the_target_is_not_asked_to_go_below_it():
    assert set(rates(laid(rate=7, target=9))) == {9}


def test_the_out_breath_grows_longer_as_the_breath_does():
    assert inhale_share(14, 14) == pytest.approx(0.45)
    assert inhale_share(10, 14) == pytest.approx(0.40)
    assert inhale_share(12, 14) == pytest.approx(0.425)
    assert inhale_share(8, 14) == pytest.approx(0.38)
    assert inhale_share(6, 14) == inhale_share(5, 14) == pytest.approx(0.36)
    assert inhale_share(10.5, 9) <= inhale_share(11, 9) == pytest.approx(0.45)


def test_the_out_breath_follows_the_shares():
    found = {round(rate, 1): share for _, rate, share in breaths(laid(30, target=5))}
    assert found[14] == pytest.approx(0.45, abs=1e-3)
    assert found[10] == pytest.approx(0.40, abs=1e-3)
    assert (found[6], found[5]) == pytest.approx((0.36, 0.36), abs=1e-3)


@given(st.floats(5, 30), st.none() | st.floats(0, 60), st.none() | st.floats(0, 20),
       st.sampled_from(LANGUAGES), st.none() | st.sampled_from([0.0, 60.0, 9999.0]), st.booleans(),
       st.booleans())  # fmt: skip
def test_it_is_exact_and_whole_and_only_ever_slows_down(
    minutes, rate, target, language, until, lung, gentler
):
    body = MyBody(
        frozenset({"lung"} if lung else ()), gentler=frozenset({"slowdown"} if gentler else ())
    )
    timeline = laid(minutes, language, body, rate=rate, target=target, words_until=until)
    assert timeline.length == pytest.approx(minutes * 60, abs=1e-3)
    assert timeline.cues()[0].at == 0
    assert flaws(timeline) == []
    found = [rate for _, rate, _ in breaths(timeline)]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(found))
    assert all((8 if lung or gentler else 5) - 2e-2 <= one <= 18 + 2e-2 for one in found)
    assert {span.phase for span in timeline.spans} <= {"in", "out", "rest", "attend"}
    ends = [span for span in timeline.spans if span.phase == "rest"]
    assert ends in ([], [timeline.spans[-1]])
    assert sum(span.seconds for span in ends) < 12.1


def test_each_breath_has_its_two_tones_and_words_give_way_to_them():
    timeline = laid()
    assert [tone.tone for tone in timeline.tones[:4]] == ["in", "out", "in", "out"]
    assert len(timeline.tones) == 2 * len(breaths(timeline))
    assert 0 < max(prompt.at for prompt in timeline.prompts) < 60
    assert laid(words_until=0).prompts == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quick_breath_is_followed_before_it_is_paced(language):
    timeline = laid(15, language, rate=24)
    assert (timeline.spans[0].phase, timeline.spans[0].seconds) == ("attend", 120)
    assert timeline.prompts[0].text == WORDS[language]("say.slowdown.quick_1")
    assert (timeline.spans[1].phase, rates(timeline)[0]) == ("in", 18)


def test_in_a_short_session_it_is_followed_for_a_quarter():
    assert laid(5, rate=30).spans[0].seconds == 75


def test_gentler_goes_no_lower_than_eight():
    assert rates(laid(30, body=MyBody(gentler=frozenset({"slowdown"})), target=5))[-1] == 8


def pressed(timeline, position, presses=1, **options):
    return too_slow(timeline, position, SLOWDOWN, EN, Ask(Options(**options)), presses)


def test_too_slow_is_one_more_a_minute_and_stays_for_two_minutes():
    timeline = laid(30)
    at = next(at for at, rate, _ in breaths(timeline) if round(rate, 1) == 8.0)
    later = pressed(timeline, at + 1)
    assert later.length == timeline.length
    assert flaws(later) == []
    after = [(second - at - 1, rate) for second, rate, _ in breaths(later) if second > at + 1]
    assert {round(rate, 1) for second, rate in after if second < 120} == {9.0}
    assert next(round(rate, 1) for second, rate in after if second > 128) == 8.5
    assert round(after[-1][1], 1) == 6.0


def test_what_was_before_too_slow_stays():
    timeline = laid(30)
    later = pressed(timeline, 400.0)
    before = [span for span in timeline.spans if span.end <= 400]
    assert later.spans[: len(before)] == tuple(before)


def test_pressed_twice_that_rate_is_the_target():
    once = pressed(laid(30), 600.0)
    twice = pressed(once, 640.0, 2)
    wanted = round(rate_at(once, 640.0) + 1, 1)
    assert {round(r, 1) for at, r, _ in breaths(twice) if at > 645} == {wanted}


def test_too_slow_lets_the_breath_of_the_moment_out_first():
    timeline = laid(30)
    at, rate, share = breaths(timeline)[40]
    middle = at + 60 / rate * share / 2
    full = timeline.frame(middle).fullness
    later = pressed(timeline, round(middle, 3))
    span = later.span_at(middle + 0.01)
    assert (span.phase, span.high) == ("out", 0.0)
    assert span.low == pytest.approx(full, abs=1e-2)


def test_it_is_never_quicker_than_the_quickest_start():
    later = pressed(laid(rate=18), 20.0, rate=18)
    assert max(rates(later)) == 18


def test_too_slow_changes_nothing_where_no_breath_is_paced():
    quick = laid(rate=24)
    assert pressed(quick, 30.0, rate=24) is quick
    assert rate_at(quick, 30.0) is None
    whole = laid(10.123)
    assert pressed(whole, whole.length - 0.01) is whole


@given(st.floats(0, 899), st.floats(0, 899), st.floats(7, 18), st.floats(5, 10))
def test_too_slow_at_any_second_keeps_length_and_limits(first, second, rate, target):
    once = pressed(laid(rate=rate, target=target), round(first, 3), 1, rate=rate, target=target)
    twice = pressed(once, round(max(first, second), 3), 2, rate=rate, target=target)
    for timeline in (once, twice):
        assert timeline.length == 900
        assert flaws(timeline) == []
        cut = round(max(first, second), 3)
        found = [r for at, r, _ in breaths(timeline) if at > first + 12 and not at < cut < at + 13]
        assert all(5 - 2e-2 <= one <= 18 + 2e-2 for one in found)


def test_only_breaths_below_ten_a_minute_count_as_slow():
    timeline = laid(30)
    begin = next(at for at, rate, _ in breaths(timeline) if rate < 9.9)
    paced_to = max(span.end for span in timeline.spans if span.phase == "out")
    assert slow_seconds(timeline, begin) == 0
    assert slow_seconds(timeline, begin + 33) == pytest.approx(33, abs=1e-3)
    assert slow_seconds(timeline, 9999) == pytest.approx(paced_to - begin, abs=1e-3)


def test_one_who_stays_at_ten_breathes_nothing_slowly():
    assert slow_seconds(laid(30, target=10), 1800) == 0
