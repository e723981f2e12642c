"""How pyttsx3 is handled: what is set when, and that no file is believed unseen."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from windown.adapters.voice_engine import Engine, Unspoken
from windown.adapters.voice_list import Installed
from windown.core.voices import DEFAULT_VOICE

WHOLE, SHORT, NOTHING = 60_000, 200, None


@dataclass
class FakePyttsx:
    """Writes files of the given sizes, one a run, and notes what it was told."""

    sizes: list[int | None]
    errors: list[str] = field(default_factory=list)
    told: list[object] = field(default_factory=list)
    refuses: str = ""

    def setProperty(self, name: str, value: object) -> None:
        self.told.append((name, value))
        if name == self.refuses:
            self.errors.append(f"no such {name}")

    def save_to_file(self, text: str, path: str) -> None:
        self._path = Path(path)

    def runAndWait(self) -> None:
        self.told.append("run")
        size = self.sizes.pop(0)
        if size is not None:
            self._path.write_bytes(bytes(size))


def engine_of(fake: FakePyttsx, name: str = "espeak") -> Engine:
    voices = (Installed("gmw/en-us", "English (America)", "en-us"),)
    settle = lambda: fake.told.append("settled")  # noqa: E731
    return Engine(name, "1", voices, frozenset(), fake, settle, fake.errors)


def speak(engine: Engine, folder: Path, rate: int = 92) -> None:
    engine.speak("Breathe in", "gmw/en-us", rate, 38, folder / "raw")


def test_it_waits_for_espeak_to_settle_between_a_change_and_the_prompt(tmp_path):
    fake = FakePyttsx([WHOLE])
    speak(engine_of(fake), tmp_path)
    assert fake.told == [("voice", "gmw/en-us"), ("rate", 92), ("pitch", 38), "settled", "run"]


def test_only_what_differs_is_set_anew(tmp_path):
    fake = FakePyttsx([WHOLE] * 3)
    engine = engine_of(fake)
    speak(engine, tmp_path)
    fake.told.clear()
    speak(engine, tmp_path)
    speak(engine, tmp_path, rate=100)
    assert fake.told == ["run", ("rate", 100), "settled", "run"]


@pytest.mark.parametrize("first", [NOTHING, SHORT])
def test_a_missing_or_cut_file_is_asked_for_once_more_with_everything_set(tmp_path, first):
    fake = FakePyttsx([first, WHOLE])
    speak(engine_of(fake), tmp_path)
    assert fake.told.count("run") == 2
    assert fake.told.count(("rate", 92)) == 2


def test_a_file_left_from_before_is_not_taken_for_the_prompt(tmp_path):
    (tmp_path / "raw").write_bytes(bytes(WHOLE))
    with pytest.raises(Unspoken):
        speak(engine_of(FakePyttsx([NOTHING, NOTHING])), tmp_path)


def test_a_setting_the_engine_refuses_is_not_spoken_over(tmp_path):
    fake = FakePyttsx([WHOLE], refuses="voice")
    with pytest.raises(Unspoken, match="no such voice"):
        speak(engine_of(fake), tmp_path)
    assert "run" not in fake.told


def test_engines_without_pitch_are_not_asked_for_it(tmp_path):
    fake = FakePyttsx([WHOLE])
    speak(engine_of(fake, "sapi5"), tmp_path)
    assert ("pitch", 38) not in fake.told


def test_our_default_voice_means_the_language_s_own_on_other_engines():
    sapi = engine_of(FakePyttsx([]), "sapi5")
    assert sapi.voice_for(DEFAULT_VOICE["en"], "en") == ("gmw/en-us", False)
    assert sapi.voice_for("gone", "en") == ("gmw/en-us", True)
    assert sapi.voice_for("", "de") is None
