"""What every test stands on: no display of the machine, no network, the words and practices."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine makes an example slow, not wrong.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.load_profile("quick")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ASSETS = Path(__file__).parents[1] / "assets"


@pytest.fixture(scope="session")
def words():
    """The English words."""
    from windown.content.words import read_words

    return read_words(ASSETS / "words", "en")


@pytest.fixture(scope="session")
def shelf():
    """The practices that ship."""
    from windown.content.practices import read_shelf

    return read_shelf([ASSETS / "practices"])
