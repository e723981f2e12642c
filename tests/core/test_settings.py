"""Settings survive files of any age and quality."""

import json
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.body import FLAGS, MyBody
from windown.core.options import Options
from windown.core.settings import Settings, normalise, to_plain

KEYS = [*to_plain(Settings()), "extra", "alarm"]

CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))

#: All that a JSON file can hold, Python's own NaN and Infinity included.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)

SETTINGS = st.builds(
    Settings,
    bedtime=CLOCKS.filter(lambda clock: clock.hour >= 20),
    rise=CLOCKS.filter(lambda clock: clock.hour < 20),
    face=st.sampled_from(["auto", "morning", "evening", "night"]),
    language=st.sampled_from(["auto", "en", "de"]),
    voice_on=st.booleans(),
    voices=st.dictionaries(st.text(max_size=3), st.text(max_size=9), max_size=2),
    rate=st.none() | st.integers(80, 160),
    pitch=st.none() | st.integers(0, 99),
    volume_voice=st.floats(0, 1),
    volume_tones=st.floats(0, 1),
    volume_background=st.floats(0, 1),
    background=st.sampled_from(["", "brown", "rain:0.5+sea", "file:/home/ada/a b.ogg:0.25"]),
    ceiling=st.floats(0, 1),
    options=st.dictionaries(
        st.text(max_size=9),
        st.builds(
            Options,
            pace=st.none() | st.floats(0.1, 60),
            voice=st.none() | st.booleans(),
            background=st.sampled_from(["", "none", "sea"]),
            leave_out=st.frozensets(st.sampled_from(["forehead", "abdomen"])),
            effort=st.sampled_from(["", "light", "firm"]),
            rounds=st.none() | st.integers(1, 10),
            eyes_closed=st.none() | st.booleans(),
            at_end=st.sampled_from(["", "suspend"]),
        ),
        max_size=2,
    ),
    body=st.builds(
        MyBody,
        flags=st.frozensets(st.sampled_from(FLAGS)),
        left_out=st.frozensets(st.text(min_size=1, max_size=9), max_size=3),
        gentler=st.frozensets(st.just("box_4")),
        side=st.sampled_from(["", "left"]),
    ),
    banned=st.frozensets(st.text(min_size=1, max_size=9), max_size=3),
    reduce_motion=st.booleans(),
    system_font=st.booleans(),
    minutes=st.dictionaries(st.text(max_size=9), st.floats(0.1, 600), max_size=3),
    wind_down=st.text(min_size=1, max_size=9),
    window=st.none() | st.tuples(st.integers(100, 20_000), st.integers(100, 20_000)),
    extra=st.dictionaries(st.sampled_from(["alarm", "extra"]), st.text(max_size=9)),
)


def test_an_empty_file_means_the_defaults_and_no_problem() -> None:
    assert normalise({}) == (Settings(), ())


def test_out_of_the_box_the_night_runs_from_eleven_to_seven() -> None:
    settings = Settings()
    assert (settings.bedtime, settings.rise) == (time(23), time(7))
    assert settings.wind_down == "extended_4_6"


@pytest.mark.parametrize("raw", [None, 3, "settings", [], True])
def test_a_file_that_holds_no_table_is_told_and_means_the_defaults(raw: object) -> None:
    settings, problems = normalise(raw)
    assert settings == Settings()
    assert [problem.reason for problem in problems] == ["settings.not_a_table"]


NONSENSE: list[tuple[str, Any]] = [
    ("background", "thunder"),
    ("background", "rain:2"),
    ("ceiling", 1.5),
    ("banned", "owl"),
    ("banned", [3]),
    ("options", []),
    ("body", "tired"),
    ("bedtime", "24:00"),
    ("bedtime", "23:60"),
    ("bedtime", "23:00:30"),
    ("bedtime", "٢٣:٠٠"),
    ("rise", 7),
    ("face", "noon"),
    ("language", "fr"),
    ("voice_on", 1),
    ("rate", 92.5),
    ("rate", True),
    ("rate", 79),
    ("pitch", 100),
    ("volume_voice", 1.01),
    ("volume_voice", True),
    ("volume_tones", float("nan")),
    ("volume_background", -(10**400)),
    ("background", ["brown"]),
    ("reduce_motion", "yes"),
    ("system_font", None),
    ("wind_down", ""),
    ("window", [800]),
    ("window", [800, 3]),
    ("voices", "en"),
    ("minutes", []),
]


@pytest.mark.parametrize(("key", "value"), NONSENSE)
def test_nonsense_gets_the_default_and_the_rest_is_kept(key: str, value: object) -> None:
    good = {"volume_voice": 0.25, "pitch": 40} if key != "volume_voice" else {"pitch": 40}
    good.pop(key, None)
    settings, problems = normalise({**good, key: value})
    assert settings == normalise(good)[0]
    assert [(problem.key, problem.reason) for problem in problems] == [(key, "settings.nonsense")]
    assert problems[0].file == "settings.json"


def test_one_bad_entry_of_a_table_leaves_its_neighbours() -> None:
    settings, problems = normalise({"minutes": {"box_4": 5, "natural": -1, "coherent_5": "ten"}})
    assert settings.minutes == {"box_4": 5.0}
    assert [problem.key for problem in problems] == ["minutes.natural", "minutes.coherent_5"]


def test_an_hour_may_be_written_with_one_digit() -> None:
    assert normalise({"rise": "6:45"})[0].rise == time(6, 45)


def test_a_night_without_length_is_told_and_becomes_the_usual_one() -> None:
    settings, problems = normalise({"bedtime": "22:00", "rise": "22:00", "pitch": 40})
    assert (settings.bedtime, settings.rise, settings.pitch) == (time(23), time(7), 40)
    assert [problem.reason for problem in problems] == ["settings.same_times"]


def test_a_bedtime_at_the_usual_rise_leaves_no_night_without_length() -> None:
    settings, problems = normalise({"bedtime": "07:00"})
    assert settings.bedtime != settings.rise
    assert len(problems) == 1


def test_what_a_newer_version_wrote_survives() -> None:
    settings, problems = normalise({"alarm": {"sound": "rain"}, "extra": 1})
    assert not problems
    assert to_plain(settings)["alarm"] == {"sound": "rain"}
    assert to_plain(settings)["extra"] == 1


def test_a_value_too_deep_to_print_is_still_told() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert len(normalise({"pitch": deep})[1]) == 1


@given(JSON | st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_json_value_makes_it_fail_and_the_outcome_is_sound(raw: object) -> None:
    settings, _ = normalise(raw)
    assert normalise(to_plain(settings)) == (settings, ())


@given(SETTINGS)
def test_settings_come_back_from_json_as_they_were(settings: Settings) -> None:
    assert normalise(json.loads(json.dumps(to_plain(settings)))) == (settings, ())
