"""A background is a mixture of sounds and files, written as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windown.core.mix import MOST, SOUNDS, mix_of, text_of

files = st.sampled_from(["file:/home/ada/rain + thunder.flac", "file:C:\\sounds\\sea:2.ogg"])
mixes = st.dictionaries(
    st.sampled_from(SOUNDS) | files,
    st.integers(0, 100).map(lambda n: n / 100),
    max_size=MOST,
)


@given(mixes)
def test_a_mix_is_read_as_it_was_written(mix: dict[str, float]) -> None:
    assert dict(mix_of(text_of(tuple(mix.items())))) == mix


def test_a_sound_without_a_volume_is_as_loud_as_it_gets() -> None:
    assert mix_of("rain+sea:0.25") == (("rain", 1.0), ("sea", 0.25))
    assert mix_of(" ") == ()


@pytest.mark.parametrize("text", ["thunder", "rain:1.5", "rain:-1", "file:", "rain+", "+", ":0.5",
                                  "rain:0.5:0.5", "file"])  # fmt: skip
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        mix_of(text)


@pytest.mark.parametrize(
    "path", ["/a+rain.mp3", "/sun+sea+wind.ogg", "/a+file:b.mp3", "/b:0.5", "/50% %2B%25", "/a "]
)
@pytest.mark.parametrize("volume", [0.0, 0.5, 1.0])
def test_a_file_of_any_name_is_read_again_as_it_is_written(path, volume):
    mix = ((f"file:{path}", volume), ("rain", 1.0))
    assert mix_of(text_of(mix)) == mix
    assert mix_of(text_of(mix[::-1])) == mix[::-1]
