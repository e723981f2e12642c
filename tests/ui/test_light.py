"""The screen score of a picture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from windown.core.colours import melanopic
from windown.ui.light import screen_score


def picture(colour: str, form: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    image = QImage(40, 30, form)
    image.fill(QColor(colour))
    return image


@pytest.mark.parametrize("colour", ["#000000", "#FFFFFF", "#FF8000", "#202124", "#8AB4F8"])
def test_a_picture_of_one_colour_has_its_score(colour: str) -> None:
    assert screen_score(picture(colour)) == pytest.approx(melanopic(colour), abs=1e-6)


def test_half_a_white_picture_scores_half_and_not_what_its_grey_would() -> None:
    image = picture("#000000")
    painter = QPainter(image)
    for row in range(0, 30, 2):
        painter.fillRect(0, row, 40, 1, Qt.GlobalColor.white)
    painter.end()
    assert screen_score(image) == pytest.approx(0.5)


def test_the_form_of_the_pixels_does_not_matter() -> None:
    scores = {
        round(screen_score(picture("#C85A28", form)), 4)
        for form in (
            QImage.Format.Format_RGB32,
            QImage.Format.Format_RGB888,
            QImage.Format.Format_ARGB32,
        )
    }
    assert scores == {round(melanopic("#C85A28"), 4)}


def test_what_is_transparent_gives_no_light() -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 255, 255, 0))
    assert screen_score(image) == 0.0
    assert screen_score(QImage()) == 0.0
