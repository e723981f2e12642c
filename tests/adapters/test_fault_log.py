"""The log of faults is written where a person finds it, stays small, and is never in the way."""

import logging

import pytest

from windown.adapters.fault_log import LIMIT_BYTES, FaultLog


@pytest.fixture
def noted(tmp_path):
    """A logger that writes to a file, and the file."""
    handler = FaultLog(tmp_path / "windown.log")
    logger = logging.Logger("windown.test")
    logger.addHandler(handler)
    yield logger, handler.file
    handler.close()


def test_without_a_fault_there_is_no_file(noted):
    assert not noted[1].exists()


def test_a_fault_is_written_with_its_traceback(noted):
    logger, file = noted
    try:
        raise ValueError("müde")
    except ValueError:
        logger.exception("a fault of windown")
    written = file.read_text(encoding="utf-8")
    assert "windown.test a fault of windown" in written
    assert "ValueError: müde" in written


def test_a_fault_at_every_frame_of_a_night_keeps_the_files_small(noted):
    logger, file = noted
    for _ in range(400):
        logger.error("x" * 1000)
    assert sorted(f.name for f in file.parent.iterdir()) == ["windown.log", "windown.log.1"]
    assert all(f.stat().st_size <= LIMIT_BYTES for f in file.parent.iterdir())


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path, capfd):
    handler = FaultLog(tmp_path / "missing" / "windown.log")
    handler.handle(logging.LogRecord("windown", logging.ERROR, "", 0, "fault", (), None))
    handler.close()
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
