"""The one style sheet, written from a theme: buttons, fields, lists, bars and tips of a face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from windown.core.colours import mix
from windown.ui.fonts import HEAD, HUGE, LARGE, SMALL, TEXT, TITLE, weight_for

if TYPE_CHECKING:
    from windown.ui.theme import Theme


def sheet(theme: Theme) -> str:
    """The style sheet of a theme. Lengths that hold text grow with the letters."""
    parts = (_ground, _words, _buttons, _fields, _popups, _sliders, _marks, _bars)
    return "\n".join(part(theme) for part in parts)


def _ground(theme: Theme) -> str:
    face = theme.face
    return f"""
    QMainWindow, QDialog, QStackedWidget, QScrollArea, Column, #page {{
        background: {face.ground}; border: none; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QFrame[line="true"] {{
        background: {face.hairline}; border: none; max-height: 1px; min-height: 1px; }}
    """


def _words(theme: Theme) -> str:
    face = theme.face
    sizes = {"small": SMALL, "text": TEXT, "large": LARGE, "title": TITLE, "head": HEAD,
             "huge": HUGE}  # fmt: skip
    letters = "\n".join(
        f'QLabel[letters="{name}"] {{'
        f" font-size: {theme.px(px)}px; font-weight: {weight_for(px).value}; }}"
        for name, px in sizes.items()
    )
    return f"""
    QLabel {{ color: {face.text}; background: transparent; }}
    QLabel[tone="quiet"] {{ color: {face.quiet}; }}
    QLabel[tone="accent"] {{ color: {face.accent}; }}
    QLabel:disabled {{ color: {face.quiet}; }}
    {letters}
    """


def _buttons(theme: Theme) -> str:
    face, px = theme.face, theme.px
    tall = theme.target()
    return f"""
    QPushButton, QToolButton {{
        color: {face.text}; background: transparent; border: 2px solid transparent;
        border-radius: {min(14, tall // 2)}px; padding: 0 20px;
        min-height: {tall + 4}px; outline: none; }}
    QPushButton[kind="filled"] {{
        color: {face.on_fill}; background: {face.fill}; border-color: {face.fill};
        border-radius: {(tall + 16) // 2}px; padding: 0 32px; min-height: {tall + 12}px;
        font-size: {px(LARGE)}px; font-weight: 500; }}
    QPushButton[kind="filled"]:hover {{
        background: {mix(face.fill, face.accent, 0.45)};
        border-color: {mix(face.fill, face.accent, 0.45)}; }}
    QPushButton[kind="filled"]:pressed {{ background: {mix(face.fill, face.ground, 0.2)};
        border-color: {mix(face.fill, face.ground, 0.2)}; }}
    QPushButton[kind="filled"]:disabled {{
        background: {face.raised}; border-color: {face.raised}; color: {face.quiet}; }}
    QPushButton[kind="plain"] {{
        background: {face.surface}; border-color: {mix(face.ground, face.text, 0.14)}; }}
    QPushButton[kind="plain"]:hover {{ background: {face.raised}; }}
    QPushButton[kind="plain"]:checked {{ border-color: {face.accent}; color: {face.accent}; }}
    QPushButton[kind="quiet"] {{ color: {face.quiet}; padding: 0 {px(12)}px; }}
    QPushButton[kind="quiet"]:hover {{ color: {face.text}; }}
    QPushButton[kind="icon"], QToolButton {{
        padding: 0; min-width: {tall + 4}px; border-radius: {(tall + 8) // 2}px; }}
    QPushButton[kind="icon"]:hover, QToolButton:hover {{ background: {face.raised}; }}
    QPushButton:pressed {{ background: {face.raised}; }}
    QPushButton:disabled {{ color: {mix(face.ground, face.text, 0.4)}; }}
    QPushButton[ring="true"], QToolButton[ring="true"] {{ border: 2px solid {face.accent}; }}
    QPushButton[kind="filled"][ring="true"] {{ border: 3px solid {face.text}; }}
    """


def _fields(theme: Theme) -> str:
    face, px = theme.face, theme.px
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
        color: {face.text}; background: {face.surface}; border: 1px solid {face.outline};
        border-radius: 10px; padding: 1px {px(12)}px; min-height: {theme.target() - 2}px;
        selection-background-color: {face.fill}; selection-color: {face.on_fill}; }}
    QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {face.quiet}; }}
    QAbstractSpinBox QLineEdit {{
        background: transparent; border: none; padding: 0; min-height: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        subcontrol-origin: border; width: 0; height: 0; border: none; }}
    QPlainTextEdit, QTextEdit {{ padding: {px(8)}px; }}
    QLineEdit[ring="true"], QPlainTextEdit[ring="true"], QTextEdit[ring="true"],
    QAbstractSpinBox[ring="true"], QComboBox[ring="true"] {{
        border: 2px solid {face.accent}; padding: 0 {px(12) - 1}px; }}
    QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{
        color: {face.quiet}; border-color: {face.hairline}; }}
    QComboBox:hover {{ background: {face.raised}; }}
    QComboBox::drop-down {{ border: none; width: {px(32)}px; }}
    QComboBox::down-arrow {{ image: none; border: none; }}
    """


def _popups(theme: Theme) -> str:
    face, px = theme.face, theme.px
    return f"""
    QComboBox QAbstractItemView, QMenu {{
        color: {face.text}; background: {face.surface}; outline: none; padding: 4px;
        border: 1px solid {mix(face.ground, face.text, 0.2)};
        selection-background-color: {face.raised}; selection-color: {face.accent}; }}
    QComboBoxPrivateContainer {{ background: {face.surface}; border: none; }}
    QAbstractItemView::item, QMenu::item {{
        min-height: {theme.target()}px; padding: 0 {px(12)}px; border-radius: 8px; }}
    QAbstractItemView::item:selected, QMenu::item:selected {{
        color: {face.accent}; background: {face.raised}; }}
    QMenu::separator {{ background: {face.hairline}; height: 1px; margin: 4px {px(12)}px; }}
    QListView, QTreeView, QTableView {{
        color: {face.text}; background: transparent; border: none; outline: none;
        selection-background-color: {face.raised}; selection-color: {face.accent}; }}
    QHeaderView::section {{ color: {face.quiet}; background: {face.ground}; border: none; }}
    QToolTip {{
        color: {face.text}; background: {face.surface}; padding: 6px {px(8)}px;
        border: 1px solid {mix(face.ground, face.text, 0.2)}; }}
    """


def _sliders(theme: Theme) -> str:
    face = theme.face
    return f"""
    QSlider {{ background: transparent; min-height: {theme.target()}px; }}
    QSlider::groove:horizontal {{
        height: 4px; border-radius: 2px; background: {mix(face.ground, face.outline, 0.55)}; }}
    QSlider::sub-page:horizontal {{ border-radius: 2px; background: {face.fill}; }}
    QSlider::handle:horizontal {{
        width: 16px; height: 16px; margin: -8px 0; border-radius: 10px;
        background: {face.accent}; border: 2px solid {face.ground}; }}
    QSlider[ring="true"]::handle:horizontal {{ border: 2px solid {face.text}; }}
    QSlider::handle:horizontal:disabled {{ background: {face.outline}; }}
    QProgressBar {{
        background: {face.hairline}; border: none; border-radius: 2px; max-height: 4px; }}
    QProgressBar::chunk {{ background: {face.fill}; border-radius: 2px; }}
    """


def _marks(theme: Theme) -> str:
    face, px = theme.face, theme.px
    size = px(18)
    dot = (
        f"qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, stop:0 {face.accent},"
        f" stop:0.5 {face.accent}, stop:0.62 {face.surface}, stop:1 {face.surface})"
    )
    return f"""
    QCheckBox, QRadioButton {{
        color: {face.text}; background: transparent; spacing: {px(12)}px;
        min-height: {theme.target()}px; padding: 0 4px; border-radius: 8px;
        border: 2px solid transparent; }}
    QCheckBox[ring="true"], QRadioButton[ring="true"] {{ border: 2px solid {face.accent}; }}
    QRadioButton::indicator {{
        width: {size}px; height: {size}px; border-radius: {size // 2 + 2}px;
        border: 2px solid {face.outline}; background: {face.surface}; }}
    QRadioButton::indicator:checked {{ border-color: {face.accent}; background: {dot}; }}
    """


def _bars(theme: Theme) -> str:
    face = theme.face
    thumb = mix(face.ground, face.text, 0.22)
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {thumb}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:hover {{ background: {face.outline}; }}
    QScrollBar::handle:vertical {{ min-height: 40px; }}
    QScrollBar::handle:horizontal {{ min-width: 40px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; }}
    """
