"""Keys of a terminal."""

import pytest

from windown.text.keys import action_of, one_by_one


@pytest.mark.parametrize(
    ("arrived", "keys"),
    [
        (b" ", [" "]),
        (b"  m", [" ", " ", "m"]),
        (b"\x1b", ["\x1b"]),
        (b"\x1b[C", ["\x1b[C"]),
        (b"\x1bOC", ["\x1bOC"]),
        (b"\x1b[C \x1b[1;5D\x1b[3~q", ["\x1b[C", " ", "\x1b[1;5D", "\x1b[3~", "q"]),
        ("ü\n".encode(), ["ü", "\n"]),
        (b"\xff", []),
        (b"", []),
    ],
)
def test_keys_that_arrive_together_are_told_apart(arrived, keys):
    assert one_by_one(arrived) == keys


@pytest.mark.parametrize(
    ("typed", "action"),
    [("t", "too_much"), ("T", "too_much"), ("c", "cramp"), ("s", "too_slow"), ("x", "ban"),
     ("n", "next"), ("\x1b[C", "next"), (" ", "pause"), ("Q", "end"), ("ü", None)],
)  # fmt: skip
def test_a_letter_is_a_wish_large_or_small(typed, action):
    assert action_of(typed) == action
