"""One card on what is known: to read, to print, to keep as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from windown.core.problems import Trouble
from windown.presenters.care import CardShown, CareScreen
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import Button, Column, label


class KnownPage(Column):
    """Shows the card it was last told to open."""

    def __init__(self, presenter: CareScreen, back: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.back = presenter, back
        self.card_id = ""

    def open(self, card_id: str) -> None:
        """Which card is shown next."""
        self.card_id = card_id

    def refresh(self) -> None:
        """Show the card."""
        self.clear()
        words = self.presenter.desk.words
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        card = self.presenter.card(self.card_id)
        self.add(label(card.title, "head"))
        self.space(8)
        for paragraph in card.paragraphs:
            self.add(label(paragraph, "large"))
            self.space(6)
        self.add(label(card.source, "small", "quiet"))
        self.space(16)
        self.add(self._ways(card))
        self.told = label("", "text", "accent")
        self.add(self.told)
        self.top()

    def _ways(self, card: CardShown) -> QWidget:
        words = self.presenter.desk.words
        holder = QWidget()
        row = Flow(holder)
        for key, act in (("print", self._print), ("save_pdf", self._save)):
            button = Button(words(f"care.{key}"), "plain")
            button.clicked.connect(lambda _=False, act=act: act(card))
            row.addWidget(button)
        return holder

    def _print(self, card: CardShown) -> None:
        from windown.ui.printing import print_card

        self._try(lambda: print_card(card, self))

    def _save(self, card: CardShown) -> None:
        words = self.presenter.desk.words
        file, _ = QFileDialog.getSaveFileName(
            self,
            words("care.save_pdf"),
            str(Path.home() / words("care.pdf_name")),
            f"{words('care.pdf_file')} (*.pdf)",
        )
        if file:
            self._try(lambda: self._saved(card, Path(file)))

    def _saved(self, card: CardShown, file: Path) -> None:
        from windown.ui.printing import save_card

        save_card(card, file)
        self.told.setText(self.presenter.desk.words("care.saved", file=file))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Trouble as trouble:
            self.told.setText(trouble.told(self.presenter.desk.words))
