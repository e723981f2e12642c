"""Own chains are put together, ordered and kept under a name."""

import pytest

from tests.fakes import a_desk, with_own_practices
from windown.core.practice import Chain, Link
from windown.core.problems import Trouble
from windown.presenters.chains import LONGEST_MIN, MOST_PARTS, Chains


@pytest.fixture
def chains():
    found = Chains(with_own_practices(a_desk()))
    found.new()
    return found


def test_a_new_chain_begins_with_what_wind_down_begins(chains):
    assert [part.practice for part in chains.view().parts] == ["extended_4_6"]
    assert not chains.view().can_save


def test_parts_are_added_ordered_given_minutes_and_kept(chains):
    chains.add("pmr_4")
    chains.add("body_scan")
    chains.move(2, -1)
    chains.set_minutes(0, 4)
    chains.call("Slowly")
    saved = chains.save()
    saved = chains.desk.shelf.find(saved)
    assert saved.name == "Slowly"
    assert saved.body == Chain((Link("extended_4_6", 5.0), Link("body_scan", 12.0),
                                Link("pmr_4", 6.5)))  # fmt: skip
    assert saved.minutes.default == pytest.approx(23.5)


def test_a_chain_that_was_kept_is_edited_under_its_own_id(chains):
    chains.call("Slowly")
    saved = chains.save()
    again = Chains(chains.desk)
    assert again.edit(saved)
    again.add("body_scan")
    assert again.save() == saved


def test_what_is_gone_is_named(chains):
    chains.links.append(Link("owl_song", 5.0))
    chains.call("Slowly")
    assert chains.view().told == "chain.unknown id=owl_song"
    with pytest.raises(Trouble):
        chains.save()
    chains.remove(1)
    assert chains.view().can_save


def test_there_are_only_so_many_parts_and_minutes(chains):
    for _ in range(20):
        chains.add("body_scan")
    assert len(chains.view().parts) == MOST_PARTS
    assert not chains.view().can_add
    for at in range(1, MOST_PARTS):
        chains.set_minutes(at, 99)
    chains.call("Long")
    assert chains.view().told == f"chain.long n={round(LONGEST_MIN)}"
    assert not chains.view().can_save


def test_a_chain_is_no_part_of_a_chain(chains):
    chains.call("Slowly")
    saved = chains.save()
    chains.add(saved)
    assert [part.practice for part in chains.view().parts] == ["extended_4_6"]
    assert saved not in dict(chains.view().choices)
