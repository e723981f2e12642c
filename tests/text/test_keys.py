"""Keys of a terminal."""

import pytest

from windown.text.keys import one_by_one


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
