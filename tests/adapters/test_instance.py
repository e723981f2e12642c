"""One windown for a folder: later ones pass on what is wished, and a crash frees the place."""

import contextlib
import os
import select
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import windown
from tests.helpers.buses import until
from windown.adapters.instance import LINE, LOCK, Instance, Wish, send

ROOT = str(Path(windown.__file__).parents[1])
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs Unix sockets")

#: Takes the place, says so, and says each wish it hears until it is told to quit.
FIRST = """
import select, sys
from pathlib import Path
from windown.adapters.instance import Instance
one = Instance(Path(sys.argv[1]))
print(one.take(), one.listen(), flush=True)
while True:
    select.select([one.fileno()], [], [])
    for wish in one.pump():
        print(wish.do, wish.id, flush=True)
        if wish.do == "quit":
            one.close()
            sys.exit()
"""


@contextlib.contextmanager
def first(folder):
    """Another process that is the first."""
    command = [sys.executable, "-c", FIRST, str(folder)]
    around = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "True True\n"
            yield process
        finally:
            process.kill()


@pytest.fixture
def here(tmp_path):
    """Makes instances for the folder, which give up their place in the end."""
    with contextlib.ExitStack() as stack:

        def make(folder=tmp_path):
            instance = Instance(folder)
            stack.callback(instance.close)
            return instance

        yield make


def test_there_is_one_first_and_what_it_is_asked_again_changes_nothing(here):
    one, two = here(), here()
    assert one.take() and one.take()
    assert not two.take()
    assert not two.listen()
    one.close()
    assert two.take()


def test_wishes_arrive_in_their_order_and_once(here, tmp_path):
    one = here()
    assert one.take() and one.listen()
    wishes = [Wish("show"), Wish("begin", "box_4"), Wish("look"), Wish("quit")]
    assert all(send(tmp_path, wish) for wish in wishes)
    assert select.select([one.fileno()], [], [], 0)[0]
    assert one.pump() == wishes
    assert one.pump() == []


def test_without_a_first_nobody_hears(tmp_path, here):
    assert not send(tmp_path, Wish("show"))
    one = here()
    one.take()
    assert one.fileno() == -1
    assert one.pump() == []
    one.listen()
    one.close()
    assert not send(tmp_path, Wish("show"))
    assert not (tmp_path / LINE).exists()


@pytest.mark.parametrize(
    "said", [b"", b"nonsense", b"[]", b'{"do": 1}', b'{"do": "erase"}', b'{"do": "begin", "id": 3}',
             b"\xff" * 60, b"[" * 3000],
)  # fmt: skip
def test_what_is_no_wish_is_left_out_and_the_next_is_heard(here, tmp_path, said):
    one = here()
    one.take()
    one.listen()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(said, str(tmp_path / LINE))
    send(tmp_path, Wish("look"))
    assert one.pump() == [Wish("look")]


def test_nobody_else_can_read_or_write_there(here, tmp_path):
    one = here()
    one.take()
    one.listen()
    modes = {name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in (LOCK, LINE)}
    assert modes == {LOCK: 0o600, LINE: 0o600}


def test_a_folder_whose_path_is_longer_than_a_socket_may_be_named_works(here, tmp_path):
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs the folder /proc/self/fd")
    deep = tmp_path / ("a" * 90) / ("b" * 90)
    deep.mkdir(parents=True)
    one = here(deep)
    assert one.take() and one.listen()
    assert send(deep, Wish("show"))
    assert one.pump() == [Wish("show")]
    one.close()
    assert [path.name for path in deep.iterdir()] == [LOCK]


def test_folders_do_not_disturb_each_other(here, tmp_path):
    (tmp_path / "other").mkdir()
    one, two = here(), here(tmp_path / "other")
    assert one.take() and two.take()


def test_a_first_that_hears_nothing_for_long_does_not_hold_up_the_others(here, tmp_path):
    one = here()
    one.take()
    one.listen()
    said = 0
    while send(tmp_path, Wish("look")):  # until there is no room; then within the time allowed
        said += 1
        assert said < 100_000
    assert len(one.pump()) == said


def test_another_process_is_told_and_gives_up_its_place_when_it_quits(here, tmp_path):
    with first(tmp_path) as process:
        assert not here().take()
        assert send(tmp_path, Wish("begin", "pmr_4"))
        assert process.stdout.readline() == "begin pmr_4\n"
        assert send(tmp_path, Wish("quit"))
        assert process.wait(20) == 0
        assert here().take()


def test_killed_in_the_middle_it_leaves_a_free_place_and_no_ear(here, tmp_path):
    for _ in range(3):
        with first(tmp_path) as process:
            process.kill()
            process.wait(20)
            assert (tmp_path / LINE).exists()
            assert not send(tmp_path, Wish("show"))
    one = here()
    assert one.take() and one.listen()
    assert send(tmp_path, Wish("show"))


def test_a_process_started_by_the_first_does_not_hold_its_place(here, tmp_path):
    code = f"import subprocess, sys\n{FIRST.partition('while')[0]}"
    code += "child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
    code += "print(child.pid, flush=True)\nchild.wait()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    around = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "True True\n"
        process.stdout.readline()
        process.kill()
        process.wait(20)
        until(lambda: here().take())


def test_many_that_start_at_once_agree_on_one_first(tmp_path):
    code = FIRST.partition("print")[0] + "print(one.take(), flush=True); input()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    around = {**os.environ, "PYTHONPATH": ROOT}
    with contextlib.ExitStack() as stack:
        pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": around}
        racers = [stack.enter_context(subprocess.Popen(command, **pipe)) for _ in range(6)]
        said = [racer.stdout.readline().strip() for racer in racers]
        for racer in racers:
            racer.kill()
    assert sorted(said) == ["False"] * 5 + ["True"]
