"""The words of the evening: complete, kind, short enough to say, neutral where they have to be."""

import re
import tomllib

import pytest

from tests.conftest import ASSETS
from windown.content.words import flat

LANGUAGES = ("en", "de")
BEFORE_BED = (
    "caffeine_cutoff", "vigorous_exercise_end", "last_alcohol", "last_nicotine", "last_meal",
    "dim_lights", "worry_time", "fluids_taper", "warm_bath_start", "melatonin", "screens_off",
    "wind_down_start", "todo_list", "bedtime",
)  # fmt: skip
AFTER_RISE = ("rise", "morning_light", "diary")
STATES = ("scheduled", "firing", "shown", "snoozed", "done", "skipped", "missed")
#: The tables of the evening.
OURS = ("reminder", "state", "answer", "why", "melatonin", "evening", "veil", "tray", "planning",
        "calendar", "card", "plan", "screen", "autostart", "instance")  # fmt: skip
#: Strings in the program that look like ids of words and are none.
NO_IDS = {"plan.json", "instance.lock", "instance.line"}
LONGEST_SPOKEN = 12

# The facts, 10.1: words of pressure and blame; a star stands for any ending.
BANNED = {
    "en": (
        "addict*", "junkie*", "user", "users", "abuse*", "habit*", "clean", "dirty", "relapse*",
        "drug use", "must", "should", "never", "fail*", "bad night*", "proves", "proven",
        "cortisol", "cure*", "urgent*", "warning", "hurry",
    ),
    "de": (
        "süchtig*", "abhängige*", "junkie*", "konsument*", "missbrauch*", "clean", "rückfall*",
        "drogenkonsum*", "muss*", "müssen", "müsst*", "solltest", "sollte", "niemals", "versag*",
        "gescheitert*", "fehlgeschlagen", "schlechte nacht", "beweis*", "cortisol", "heil*",
        "dringend*", "warnung", "beeil*",
    ),
}  # fmt: skip
#: What would be advice on a dose (the facts, 4.4), in either language.
DOSING = r"\btake \d|\bnimm\b|\d ?(mg|µg)|increase|double|erhöh|verdoppel"
TELLING = ("melatonin", "ketamin")


def words_of(language):
    file = ASSETS / "words" / f"{language}.toml"
    return dict(flat(tomllib.loads(file.read_text(encoding="utf-8"))))


WORDS = {language: words_of(language) for language in LANGUAGES}


def of_the_evening(language):
    return {k: text for k, text in WORDS[language].items() if k.partition(".")[0] in OURS}


def pattern(word):
    ending = r"\w*" if word.endswith("*") else ""
    return rf"\b{word.removesuffix('*')}{ending}\b"


def banned_in(text, language):
    return [word for word in BANNED[language] if re.search(pattern(word), text.casefold())]


def count(text):
    return len(re.findall(r"\w+(?:[-'’]\w+)*", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reminder", (*BEFORE_BED, *AFTER_RISE))
def test_every_reminder_has_a_name_and_a_text(reminder, language):
    assert f"reminder.{reminder}.name" in WORDS[language]
    assert f"reminder.{reminder}.text" in WORDS[language]


def test_every_id_the_program_names_has_words():
    tables = "|".join(OURS)
    source = [file.read_text("utf-8") for file in (ASSETS.parent / "windown").rglob("*.py")]
    named = {id for text in source for id in re.findall(rf'"((?:{tables})\.[a-z_0-9]+)"', text)}
    known = {id.removesuffix(".one") for id in WORDS["en"]}
    assert len(named) > 50
    assert sorted(named - known - NO_IDS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_word(language):
    assert {f"state.{state}" for state in STATES} <= WORDS[language].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_short_enough_for_a_line(language):
    names = {k: text for k, text in of_the_evening(language).items()
             if re.fullmatch(r"reminder\.\w+\.name", k)}  # fmt: skip
    assert {k: text for k, text in names.items() if len(text) > 22} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reminder_says_is_one_breath_a_voice_can_say(language):
    said = {k: text for k, text in of_the_evening(language).items()
            if re.fullmatch(r"reminder\.(\w+\.text|neutral)", k)}  # fmt: skip
    assert len(said) == len(BEFORE_BED) + len(AFTER_RISE) + 1
    assert {k: text for k, text in said.items() if count(text) > LONGEST_SPOKEN} == {}
    assert {k: text for k, text in said.items() if re.search(r"[^\w\s.,:;'’-]|\d", text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_presses_or_blames(language):
    found = {k: banned_in(text, language) for k, text in of_the_evening(language).items()}
    assert {k: words for k, words in found.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_exclaims(language):
    assert [k for k, text in of_the_evening(language).items() if "!" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_advises_a_dose(language):
    told = of_the_evening(language)
    assert [k for k, text in told.items() if re.search(DOSING, text.casefold())] == []


@pytest.mark.parametrize("text", ["Take 1 of it", "Nimm mehr davon", "0.5 mg", "Double it"])
def test_advice_on_a_dose_would_be_noticed(text):
    assert re.search(DOSING, text.casefold())


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_words_tell_nothing(language):
    neutral = {k: text for k, text in WORDS[language].items()
               if "neutral" in k or k == "card.title"}  # fmt: skip
    assert neutral["reminder.neutral"]
    assert [k for k, text in neutral.items() for word in TELLING if word in text.casefold()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reasons_name_no_clock_time(language):
    """They are read between lights-out and rise as well."""
    reasons = {k: text for k, text in WORDS[language].items() if k.startswith("why.")}
    assert reasons
    assert [k for k, text in reasons.items() if re.search(r"\d:\d|\{time\}", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_says_what_to_do_with_the_file(language):
    written = WORDS[language]["calendar.written"]
    assert count(written.split("}")[1]) > 10
    assert {"en": "first evening", "de": "ersten Abend"}[language] in written
