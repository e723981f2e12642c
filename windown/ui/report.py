"""The report for a clinician as a PDF: white paper, words to be selected, one or two pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from windown.core.problems import Trouble
from windown.presenters.report import Bar, ReportView, Table
from windown.ui.fonts import manrope, system_family
from windown.ui.paper import DPI, INK, LEFT, MIDDLE, QUIET, RIGHT, Paper

#: The margins (mm).
_SIDE, _TOP, _FOOT = 16.0, 14.0, 9.0
#: Hairlines, and the two bars of a night.
_LINE, _BED, _ASLEEP = "#DDD2C5", "#EFE4D4", "#C98A55"
#: Sizes of letters in points.
_TITLE, _HEADING, _TEXT, _SMALL = 20.0, 10.5, 8.2, 6.8
#: The first column of the nights, in the table and in the picture (mm).
_DAY_WIDE = 21.0


@dataclass(frozen=True)
class Block:
    """A part that stands on one page: its height (mm), and what draws it from a height on."""

    height: float
    draw: Callable[[float], None]


def write_report(target: Path, view: ReportView, letter: bool) -> int:
    """Write the PDF, whole or not at all; its pages. Needs an application of Qt.

    A4, or Letter. Raises `Trouble` where it cannot be written.
    """
    _letters()
    file = QSaveFile(str(target))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise Trouble("report.disk", file=file.errorString())
    writer = _writer(file, view, letter)
    painter = QPainter(writer)
    full = writer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    paper = Paper(painter, full.width(), full.height(), manrope() or system_family())
    blocks = _blocks(paper, view)
    pages = _paged(blocks, paper.height - _TOP - _FOOT - 6)
    more = len(blocks) - sum(map(len, pages))
    for number, held in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        _draw(paper, view, held, number, len(pages))
    _told_of_more(paper, view, more)
    painter.end()
    if not file.commit():
        raise Trouble("report.disk", file=file.errorString())
    return len(pages)


@cache
def _letters() -> QGuiApplication:
    """Letters can be drawn only beside an application; the command line has none."""
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else QGuiApplication(["windown"])


def _writer(file: QSaveFile, view: ReportView, letter: bool) -> QPdfWriter:
    writer = QPdfWriter(file)
    size = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
    # Margins of our own: the page is drawn on from edge to edge.
    writer.setPageLayout(
        QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    writer.setResolution(DPI)
    writer.setTitle(f"{view.title}, {view.period}")
    writer.setCreator("windown")
    return writer


def _paged(blocks: list[Block], room: float) -> list[list[Block]]:
    """The blocks on pages; one that does not fit begins the next, and two pages are the most."""
    pages: list[list[Block]] = [[]]
    left = room
    for block in blocks:
        if block.height > left and pages[-1]:
            if len(pages) == 2:
                break
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= block.height
    return pages


def _draw(paper: Paper, view: ReportView, blocks: list[Block], number: int, of: int) -> None:
    y = _TOP
    for block in blocks:
        block.draw(y)
        y += block.height
    foot = paper.box(_SIDE, paper.height - _FOOT - 4, paper.width - 2 * _SIDE, 4)
    small = paper.font(_SMALL)
    paper.words(foot, view.made, small, QUIET)
    paper.words(foot, view.page.format(n=number, of=of), small, QUIET, RIGHT)


def _told_of_more(paper: Paper, view: ReportView, more: int) -> None:
    """On the last page, where not all remarks found room."""
    if more:
        foot = paper.box(_SIDE, paper.height - _FOOT - 4, paper.width - 2 * _SIDE, 4)
        paper.words(foot, view.more.format(n=more), paper.font(_SMALL), QUIET, MIDDLE)


def _blocks(paper: Paper, view: ReportView) -> list[Block]:
    """The parts in their order; four weeks leave room for the averages only on the first page."""
    wide = paper.width - 2 * _SIDE
    averages = _table(paper, view.averages, _SIDE, wide, (0.46, 0.18, 0.18, 0.18))
    told = any(bar.bed is not None or bar.lights_out is not None for bar in view.bars)
    picture = [_picture(paper, view, wide)] if told else []
    order = [averages, *picture] if len(view.bars) > 20 else [*picture, averages]
    blocks = [_head(paper, view, wide), _nights(paper, view.nights, wide), *order]
    half = (wide - 8) / 2
    left = _table(paper, view.practices, _SIDE, half, (0.5, 0.17, 0.14, 0.19))
    right = _table(paper, view.reminders, _SIDE + half + 8, half, (0.42, 0.18, 0.23, 0.17))

    def both(y: float) -> None:
        left.draw(y)
        right.draw(y)

    blocks.append(Block(max(left.height, right.height), both))
    for title, lines in view.notes:
        blocks += _notes(paper, title, lines, wide)
    return blocks


def _head(paper: Paper, view: ReportView, wide: float) -> Block:
    small, half = paper.font(_SMALL + 0.4), wide * 0.58
    about = paper.high(view.about, small, half)

    def draw(y: float) -> None:
        title = paper.font(_TITLE, QFont.Weight.Light)
        paper.words(paper.box(_SIDE, y, wide, 9), view.title, title)
        period = paper.font(_HEADING)
        paper.words(paper.box(_SIDE, y, wide, 8.6), view.period, period, INK, RIGHT, low=True)
        paper.words(paper.box(_SIDE, y + 11, half, about), view.about, small, QUIET, wrap=True)
        x = _SIDE + half + 8
        paper.words(paper.box(x, y + 12, 20, 4), view.name, small, QUIET, low=True)
        paper.line(x + 12, y + 16, _SIDE + wide, y + 16, QUIET, 0.15)

    return Block(11 + max(about, 6) + 5, draw)


def _heading(paper: Paper, text: str, x: float, y: float, wide: float) -> None:
    paper.words(paper.box(x, y, wide, 5), text, paper.font(_HEADING, QFont.Weight.Medium))


def _nights(paper: Paper, table: Table, wide: float) -> Block:
    """A row a night; the columns stand in the middle below their names and units."""
    many = len(table.rows) > 20
    row, each = (4.7 if many else 5.4), (wide - _DAY_WIDE) / (len(table.columns) - 1)
    small, text = paper.font(_SMALL), paper.font(_TEXT)
    names = max(paper.high(name, small, each - 1) for name in table.columns)
    top = 6.5 + names + 4

    def draw(y: float) -> None:
        _heading(paper, table.title, _SIDE, y, wide)
        for at, (name, unit) in enumerate(zip(table.columns, table.units, strict=True)):
            x, w = (_SIDE, _DAY_WIDE) if not at else (_SIDE + _DAY_WIDE + (at - 1) * each, each)
            align = MIDDLE if at else LEFT
            box = paper.box(x + 0.5 * bool(at), y + 6.5, w - 1, names)
            paper.words(box, name, small, INK, align, wrap=True, low=True)
            paper.words(paper.box(x, y + 6.5 + names, w, 3.4), unit, small, QUIET, align)
        paper.line(_SIDE, y + top, _SIDE + wide, y + top, INK, 0.2)
        for at, cells in enumerate(table.rows):
            _night(paper, cells, y + top + at * row, row, each, text)
            below = y + top + (at + 1) * row
            paper.line(_SIDE, below, _SIDE + wide, below, _LINE, 0.12)

    return Block(top + row * len(table.rows) + 6, draw)


def _night(
    paper: Paper, cells: tuple[str, ...], y: float, row: float, each: float, font: QFont
) -> None:
    paper.words(paper.box(_SIDE, y, _DAY_WIDE, row), cells[0], font)
    for at, cell in enumerate(cells[1:]):
        x = _SIDE + _DAY_WIDE + at * each
        paper.words(paper.box(x, y, each, row), cell, font, INK, MIDDLE)


def _picture(paper: Paper, view: ReportView, wide: float) -> Block:
    """The nights below each other by the clock: in bed light, asleep dark, lights out a mark."""
    row = 3.6 if len(view.bars) > 20 else 4.4
    first, last = view.hours[0][0], view.hours[-1][0]
    left, room = _SIDE + _DAY_WIDE, wide - _DAY_WIDE
    small = paper.font(_SMALL)

    def place(minutes: float) -> float:
        share = (minutes / 60 - first) / (last - first)
        return left + room * max(0.0, min(1.0, share))

    def draw(y: float) -> None:
        _heading(paper, view.picture, _SIDE, y, wide)
        _legend(paper, view.legend, y, wide)
        top = y + 10.5
        for hour, name in view.hours:
            x = place(hour * 60)
            if hour % 2 == 0:
                paper.words(paper.box(x - 5, top - 3.8, 10, 3.2), name, small, QUIET, MIDDLE)
            ink = QUIET if hour == 12 else _LINE
            paper.line(x, top, x, top + row * len(view.bars), ink, 0.12)
        for at, bar in enumerate(view.bars):
            _bar(paper, bar, place, top + at * row, row)

    return Block(10.5 + row * len(view.bars) + 7, draw)


def _legend(paper: Paper, legend: tuple[str, str, str], y: float, wide: float) -> None:
    small = paper.font(_SMALL)
    metrics = QFontMetricsF(small, paper.painter.device())
    x = _SIDE + wide
    for at in (2, 1, 0):
        long = metrics.horizontalAdvance(legend[at]) / paper.dot + 1
        x -= long
        paper.words(paper.box(x, y, long, 5), legend[at], small, QUIET)
        x -= 6
        if at == 1:
            paper.line(x + 3, y + 1.2, x + 3, y + 3.8, INK, 0.35)
        else:
            paper.fill(x, y + 1.5, 5, 2, _BED if not at else _ASLEEP, 0.8)
        x -= 4


def _bar(paper: Paper, bar: Bar, place: Callable[[float], float], y: float, row: float) -> None:
    paper.words(paper.box(_SIDE, y, _DAY_WIDE, row), bar.day, paper.font(_SMALL), INK)
    high = row * 0.62
    y += (row - high) / 2
    begin = bar.bed if bar.bed is not None else bar.lights_out
    end = bar.rise if bar.rise is not None else bar.woke
    if begin is not None and end is not None and end > begin:
        paper.fill(place(begin), y, place(end) - place(begin), high, _BED, 0.8)
    if bar.onset is not None and bar.woke is not None and bar.woke > bar.onset:
        paper.fill(place(bar.onset), y, place(bar.woke) - place(bar.onset), high, _ASLEEP, 0.8)
    if bar.lights_out is not None:
        x = place(bar.lights_out)
        paper.line(x, y - 0.3, x, y + high + 0.3, INK, 0.35)


def _table(paper: Paper, table: Table, x: float, wide: float, shares: tuple[float, ...]) -> Block:
    """A small table: words on the left, figures on the right of their columns."""
    small, text, row = paper.font(_SMALL), paper.font(_TEXT), 4.8
    note = paper.high(table.note, small, wide) + 1 if table.note else 0.0
    top = 10.5 if table.rows else 6.5

    def cells(y: float, high: float, held: tuple[str, ...], font: QFont, ink: str) -> None:
        at = x
        for n, (cell, share) in enumerate(zip(held, shares, strict=True)):
            align = RIGHT if n else LEFT
            shown = paper.cut(cell, font, wide * share - 0.5)
            paper.words(paper.box(at, y, wide * share, high), shown, font, ink, align)
            at += wide * share

    def draw(y: float) -> None:
        _heading(paper, table.title, x, y, wide)
        if table.rows:
            cells(y + 6, 4, table.columns, small, QUIET)
            paper.line(x, y + top, x + wide, y + top, INK, 0.2)
        for at, held in enumerate(table.rows):
            cells(y + top + at * row, row, held, text, INK)
            below = y + top + (at + 1) * row
            paper.line(x, below, x + wide, below, _LINE, 0.12)
        below = y + top + row * len(table.rows)
        paper.words(paper.box(x, below, wide, note), table.note, small, QUIET, wrap=True)

    return Block(top + row * len(table.rows) + note + 6, draw)


def _notes(
    paper: Paper, title: str, lines: tuple[tuple[str, str], ...], wide: float
) -> list[Block]:
    """The heading with the first line, and each further line."""
    return [
        _remark(paper, title if not at else "", day, text, wide)
        for at, (day, text) in enumerate(lines)
    ]


def _remark(paper: Paper, title: str, day: str, text: str, wide: float) -> Block:
    font, above = paper.font(_TEXT), 3.0 if title else 0.0
    top = above + 6.0 if title else 0.0
    high = paper.high(text, font, wide - _DAY_WIDE)

    def draw(y: float) -> None:
        if title:
            _heading(paper, title, _SIDE, y + above, wide)
        first = paper.high(day, font, 100)
        paper.words(paper.box(_SIDE, y + top, _DAY_WIDE, first), day, font, QUIET)
        box = paper.box(_SIDE + _DAY_WIDE, y + top, wide - _DAY_WIDE, high)
        paper.words(box, text, font, INK, wrap=True)

    return Block(top + high + 0.8, draw)
