"""What can be read on what, and how much light a colour gives (facts 5.2)."""

import pytest

from windown.core.colours import (
    FACES,
    NIGHT,
    along,
    contrast,
    luminance,
    melanopic,
    mix,
    screen_score,
)

VECTORS = (
    ("#000000", 0.0000, 0.0000),
    ("#FFFFFF", 1.0000, 1.0000),
    ("#FF0000", 0.0150, 0.2126),
    ("#00FF00", 0.4450, 0.7152),
    ("#0000FF", 0.5400, 0.0722),
    ("#808080", 0.2159, 0.2159),
    ("#FFB000", 0.2082, 0.5231),
    ("#FF8000", 0.1111, 0.3670),
    ("#FF6A3D", 0.1043, 0.3190),
    ("#C85A28", 0.0656, 0.1974),
    ("#140500", 0.0008, 0.0026),
    ("#202124", 0.0165, 0.0152),
    ("#8AB4F8", 0.7138, 0.4482),
)


@pytest.mark.parametrize(("colour", "waking", "light"), VECTORS)
def test_the_light_of_a_colour_is_that_of_the_facts(
    colour: str, waking: float, light: float
) -> None:
    assert melanopic(colour) == pytest.approx(waking, abs=1e-4)
    assert luminance(colour) == pytest.approx(light, abs=1e-4)


def test_the_contrast_of_black_and_white_is_the_largest() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "ground", "expected"),
    [("#FFA040", "#140500", 9.9), ("#C85A28", "#140500", 4.7), ("#FFD9A8", "#1A0A04", 14.5)],
)
def test_contrasts_are_those_of_the_facts(text: str, ground: str, expected: float) -> None:
    assert contrast(text, ground) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("face", FACES.values(), ids=lambda face: face.name)
@pytest.mark.parametrize("ink", ["text", "quiet", "accent"])
@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
def test_words_can_be_read_on_every_ground(face: object, ink: str, ground: str) -> None:
    assert contrast(getattr(face, ink), getattr(face, ground)) >= 4.5


@pytest.mark.parametrize("face", FACES.values(), ids=lambda face: face.name)
def test_edges_of_controls_and_the_filled_button_can_be_seen(face: object) -> None:
    outline, fill, on_fill = (getattr(face, name) for name in ("outline", "fill", "on_fill"))
    for ground in ("ground", "surface"):
        assert contrast(outline, getattr(face, ground)) >= 3
        assert contrast(fill, getattr(face, ground)) >= 3
    assert contrast(on_fill, fill) >= 4.5


@pytest.mark.parametrize("name", ["evening", "night"])
def test_dark_faces_have_neither_blue_nor_green(name: str) -> None:
    face = FACES[name]
    inks = [face.text, face.quiet, face.accent, face.fill, *(colour for _, colour in face.glow)]
    for ink in inks:
        red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
        assert red >= green >= blue


def test_a_page_of_text_stays_below_the_limit_of_the_night() -> None:
    assert screen_score([(NIGHT.text, 12), (NIGHT.surface, 40), (NIGHT.ground, 48)]) < 0.03


def test_areas_count_by_their_share() -> None:
    assert screen_score([("#FFFFFF", 1), ("#000000", 3)]) == pytest.approx(0.25)
    assert screen_score([]) == 0.0


def test_a_glow_begins_at_the_ground_and_grows_brighter() -> None:
    for face in (FACES["evening"], NIGHT):
        lights = [luminance(along(face.glow, part / 20)) for part in range(21)]
        assert along(face.glow, 0) == face.ground
        assert lights == sorted(lights)


def test_a_hairline_is_a_little_of_the_text_on_the_ground() -> None:
    assert NIGHT.hairline == mix(NIGHT.ground, NIGHT.text, 0.08)
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
