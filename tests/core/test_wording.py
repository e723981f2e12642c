"""Words by id: forms for one and other, placeholders, English behind every language."""

from windown.core.problems import Problem, Trouble
from windown.core.wording import Words

ENGLISH = {
    "bed": "Bed at {time}.",
    "left.one": "{n} prompt",
    "left.other": "{n} prompts",
    "plain": "Rest {as it is}",
    "only_english": "Only here",
    "where": "{key}: {why}",
}
words = Words("de", {"bed": "Ins Bett um {time}.", "left.one": "{n} Satz"}, ENGLISH)


def test_a_text_is_said_in_the_persons_language():
    assert words("bed", time="23:00") == "Ins Bett um 23:00."


def test_what_a_language_does_not_say_is_said_in_english():
    assert words("only_english") == "Only here"


def test_an_id_nobody_knows_stands_for_itself():
    assert words("no.such.id", n=3) == "no.such.id"
    assert words.find("no.such.id") is None
    assert not words.has("no.such.id")


def test_one_and_other_have_their_own_forms():
    english = Words("en", ENGLISH)
    assert [english("left", n=n) for n in (0, 1, 2)] == ["0 prompts", "1 prompt", "2 prompts"]


def test_a_form_missing_in_a_language_is_taken_from_english():
    assert [words("left", n=1), words("left", n=2)] == ["1 Satz", "2 prompts"]


def test_a_count_does_not_stand_in_the_way_of_an_id_without_forms():
    assert words("bed", n=2, time="22:00") == "Ins Bett um 22:00."


def test_without_values_a_text_is_said_as_it_stands():
    assert words("plain") == "Rest {as it is}"


def test_a_placeholder_may_have_any_name():
    assert words("where", key="cycle", why="missing") == "cycle: missing"


def test_a_value_with_braces_is_said_as_it_is():
    assert words("bed", time="{0}") == "Ins Bett um {0}."


def test_problems_and_troubles_are_told_in_words():
    assert Problem("a.toml", "cycle", "where", {"key": "cycle", "why": "gone"}).told(words) == (
        "cycle: gone"
    )
    assert Trouble("where", key="disk", why="full").told(words) == "disk: full"
