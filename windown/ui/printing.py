"""A card on paper, or as PDF: dark letters on white, whatever the face of the screen."""

import os
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from windown.core.problems import Trouble
from windown.presenters.care import CardShown

#: Around the text (millimetres).
MARGIN_MM = 22


def document(card: CardShown) -> QTextDocument:
    """The card as a document, its source below it in small letters."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in card.paragraphs)
    made = QTextDocument()
    made.setDefaultStyleSheet(
        "h1 { font-size: 22pt; font-weight: 300; color: #2A2019; }"
        "p { font-size: 13pt; color: #2A2019; line-height: 140%; }"
        "p.source { font-size: 9pt; color: #7A6757; }"
    )
    made.setHtml(f'<h1>{escape(card.title)}</h1>{body}<p class="source">{escape(card.source)}</p>')
    return made


def save_card(card: CardShown, file: Path) -> None:
    """Write the card as PDF. Raises `Trouble` where that cannot be done."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise Trouble("care.not_saved", why=error.strerror or "") from None
    writer = QPdfWriter(str(file))
    writer.setTitle("windown")
    _put_on(writer, card)


def print_card(card: CardShown, parent: QWidget) -> None:
    """Ask for a printer and print. Raises `Trouble` where this system has no printing."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    except ImportError:
        raise Trouble("care.no_printing") from None
    printer = QPrinter()
    printer.setDocName("windown")  # a queue of the house says no more than that
    if QPrintDialog(printer, parent).exec():
        _put_on(printer, card)


def _put_on(paper: QPagedPaintDevice, card: CardShown) -> None:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    paper.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document(card).print_(paper)
