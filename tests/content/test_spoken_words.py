"""The words of the practices: complete in both languages, short enough to speak, and kind."""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ASSETS = Path(__file__).parents[2] / "assets"
LANGUAGES = ("en", "de")
OURS = ("practice", "area", "say", "phase")
SPOKEN_OF_AN_AREA = ("tense", "release", "passive", "scan", "recall")
COUNTED_SAID = tuple(f"count_{number}" for number in range(2, 9))
PLAIN_SAID = ("in", "top_up", "hold_in", "out", "hold_out", "rest")
SOFT_SAID = {"in": 3, "out": 3, "hold_in": 2, "hold_out": 2, "rest": 1}
PHASES = (*PLAIN_SAID, "attend", "tense", "release")

LONGEST_LINE = 12
LONGEST_SOFT_LINE = 4

# The facts, 10.1, and what the looks and the brief of the voice add: words of pressure, of blame,
# of mechanism. A star stands for any ending.
BANNED = {
    "en": (
        "addict*", "junkie*", "user", "users", "abuse*", "habit*", "clean", "dirty", "relapse*",
        "drug use", "must", "should", "never", "fail*", "bad night*", "proves", "proven",
        "deep breath*", "breathe deep*", "vagus", "nervous system", "hormone*", "oxygen",
        "cortisol", "cure*",
    ),
    "de": (
        "süchtig*", "abhängige*", "junkie*", "konsument*", "missbrauch*", "clean", "rückfall*",
        "drogenkonsum*", "muss*", "müssen", "müsst*", "soll*", "nie", "niemals", "versag*",
        "gescheitert*", "fehlgeschlagen", "schlechte nacht", "beweis*", "tief ein*", "tief durch*",
        "tiefe* atem*", "vagus*", "nervensystem*", "hormon*", "sauerstoff*", "cortisol", "heil*",
    ),
}  # fmt: skip


def flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def words_of(language: str) -> dict[str, Any]:
    read = tomllib.loads((ASSETS / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    return dict(flat({table: read[table] for table in OURS}))


def practices() -> list[dict[str, Any]]:
    files = sorted((ASSETS / "practices").glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


WORDS = {language: words_of(language) for language in LANGUAGES}
PRACTICES = practices()


def is_spoken(key: str) -> bool:
    kind = key.rpartition(".")[2]
    return key.startswith("say.") or (key.startswith("area.") and kind in SPOKEN_OF_AN_AREA)


def spoken(language: str) -> dict[str, str]:
    side = WORDS[language]["say.side.right"]
    texts = {key: text for key, text in WORDS[language].items() if is_spoken(key)}
    return {key: text.replace("{side}", side) for key, text in texts.items()}


def count(text: str) -> int:
    return len(re.findall(r"\w+(?:[-'’]\w+)*", text))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def said_while(manner: str) -> list[str]:
    lines = {"settle": 6, "close": 3, "notice": 6} | ({"tense": 3} if manner == "pmr" else {})
    keys = [f"say.{manner}.{line}_{n + 1}" for line, most in lines.items() for n in range(most)]
    return keys + (["say.pmr.again"] if manner == "pmr" else [])


def needed() -> Iterator[str]:
    yield from (f"say.{word}" for word in (*PLAIN_SAID, *COUNTED_SAID))
    yield from (f"say.{p}_soft_{n + 1}" for p, most in SOFT_SAID.items() for n in range(most))
    yield from (f"phase.{phase}" for phase in PHASES)
    for practice in PRACTICES:
        yield from (f"practice.{practice['id']}.{kind}" for kind in ("name", "about", "how"))
        yield from needed_on_a_walk(practice.get("relaxation"))


def needed_on_a_walk(walk: Mapping[str, Any] | None) -> Iterator[str]:
    if walk is None:
        return
    yield from said_while(walk["manner"])
    kinds = ("tense", "release") if walk["manner"] == "pmr" else (walk["manner"],)
    for area in (*walk["areas"], *walk.get("brief_areas", [])):
        yield from (f"area.{area}.{kind}" for kind in ("name", *kinds))


def holds_or_tenses(practice: Mapping[str, Any]) -> bool:
    phases = practice.get("cycle", [])
    holds = any(p["phase"].startswith("hold") and p["seconds"] >= 2 for p in phases)
    return holds or practice.get("relaxation", {}).get("tension", 0) > 0


def banned_in(text: str, language: str) -> list[str]:
    return [word for word in BANNED[language] if re.search(whole(word), text, re.IGNORECASE)]


def whole(word: str) -> str:
    return r"\b" + re.escape(word).replace(r"\*", r"\w*") + r"\b"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_a_practice_shows_or_says_has_words(language: str) -> None:
    assert sorted(set(needed()) - WORDS[language].keys()) == []


def test_both_languages_have_the_same_ids() -> None:
    assert sorted(WORDS["en"].keys() ^ WORDS["de"].keys()) == []


def test_both_languages_have_the_same_placeholders() -> None:
    different = [
        key for key, text in WORDS["en"].items()
        if placeholders(text) != placeholders(WORDS["de"].get(key, text))
    ]  # fmt: skip
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_a_sentence_or_a_word_and_not_empty(language: str) -> None:
    broken = [k for k, v in WORDS[language].items() if not isinstance(v, str) or v != v.strip()]
    assert broken + [key for key, text in WORDS[language].items() if not text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spoken_line_has_at_most_twelve_words(language: str) -> None:
    long = {key: text for key, text in spoken(language).items() if count(text) > LONGEST_LINE}
    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_in_one_second_is_one_word(language: str) -> None:
    said = {key: WORDS[language][f"say.{key}"] for key in (*PLAIN_SAID, *COUNTED_SAID)}
    assert {key: text for key, text in said.items() if count(text) != 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_within_a_breath_has_at_most_four_words(language: str) -> None:
    soft = {key: text for key, text in spoken(language).items() if "_soft_" in key}
    assert {key: text for key, text in soft.items() if count(text) > LONGEST_SOFT_LINE} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spoken_line_holds_only_what_a_voice_can_say(language: str) -> None:
    strange = re.compile(r"[^\w\s.,:;'’-]|\d")
    assert {key: text for key, text in spoken(language).items() if strange.search(text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_presses_blames_or_claims(language: str) -> None:
    found = {key: banned_in(text, language) for key, text in WORDS[language].items()}
    assert {key: words for key, words in found.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_exclaims(language: str) -> None:
    assert [key for key, text in WORDS[language].items() if "!" in text] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Take a deep breath."),
        ("en", "You should relax."),
        ("de", "Atme tief ein."),
        ("de", "Du sollst ruhen."),
    ],
)
def test_a_pressing_line_would_be_noticed(language: str, text: str) -> None:
    assert banned_in(text, language)


def test_a_word_that_only_contains_a_banned_one_is_no_reproach() -> None:
    assert banned_in("The mustard seed is cleaner.", "en") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_that_holds_the_breath_or_tenses_says_whom_it_does_not_suit(
    language: str,
) -> None:
    wanting = [practice["id"] for practice in PRACTICES if holds_or_tenses(practice)]
    assert wanting
    assert [i for i in wanting if f"practice.{i}.caution" not in WORDS[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("manner", ["pmr", "passive", "scan", "recall", "pmr_count", "pmr_cue"])
def test_the_first_line_of_a_walk_says_that_one_can_stop(language: str, manner: str) -> None:
    stop = {"en": "You can stop at any time.", "de": "Du kannst jederzeit aufhören."}
    assert WORDS[language][f"say.{manner}.settle_1"].endswith(stop[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_letting_go_is_the_first_thing_said_when_tension_ends(language: str) -> None:
    cue = {"en": "Let go.", "de": "Lass los."}[language]
    releases = {key: text for key, text in spoken(language).items() if key.endswith(".release")}
    assert releases
    assert {key: text for key, text in releases.items() if not text.startswith(cue)} == {}


@pytest.mark.parametrize("practice", PRACTICES, ids=[p["id"] for p in PRACTICES])
def test_a_practice_names_its_sources(practice: Mapping[str, Any]) -> None:
    assert practice["sources"]
