"""Help lines: numbers to copy, for the country a person chooses, and a contact of their own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from windown.presenters.care import CareScreen, HelpView, LineShown
from windown.service.ports import Clock
from windown.ui.theme import Theme
from windown.ui.widgets.editing import NameField
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, label

#: For so long a button says that it has copied (milliseconds).
COPIED_MS = 2500
#: Below this width the buttons have no room beside the numbers (pixels at 100 %).
NARROW = 360


class HelpLinesPage(Column):
    """Shows the numbers. It copies them; it never dials."""

    def __init__(self, presenter: CareScreen, clock: Clock, back: Callable[[], None]) -> None:
        super().__init__()
        self.presenter, self.clock, self.back = presenter, clock, back
        self._contact = ("", "")
        self._pairs: list[QBoxLayout] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the buttons stand below what they copy."""
        self._turn()
        super().resizeEvent(event)

    def wear(self, theme: Theme) -> None:
        """Larger letters are narrow sooner."""
        super().wear(theme)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < (self._theme or Theme()).px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for pair in self._pairs:
            pair.setDirection(way)

    def refresh(self) -> None:
        """Show them as they are now."""
        view, words = self.presenter.help_lines(self.clock.now()), self.presenter.desk.words
        self.clear()
        self._pairs = []
        back = Button(words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(words("care.lines"), "head"))
        self.add(label(view.anywhere, "large"))
        self._directory(view)
        if view.contact[1]:
            self._own_line(view.contact)
        self._country(view)
        self._lines(view)
        self._contact_fields(view)
        self._turn()
        self.top()

    def rest(self) -> None:
        """Left: what was typed is kept."""
        self.presenter.keep_contact(*self._contact)

    def _directory(self, view: HelpView) -> None:
        words = self.presenter.desk.words
        told = label(words("care.directory", directory=view.directory), "text", "quiet")
        self.add(self._beside(told, self._copy(view.directory)))

    def _own_line(self, contact: tuple[str, str]) -> None:
        name, number = contact
        what = " · ".join(filter(None, (name, self.presenter.desk.words("care.contact"))))
        self.add(self._beside(_number(number, what, ""), self._copy(number)))

    def _country(self, view: HelpView) -> None:
        self.space(12)
        self.country = ChoiceRow(self.presenter.desk.words("care.country"))
        self.country.show_choices(view.countries, view.country)
        self.country.chosen.connect(self._choose)
        self.add(self.country)
        if view.banner:
            self.add(label(view.banner, "text", "accent"))

    def _lines(self, view: HelpView) -> None:
        if view.nothing:
            self.add(label(view.nothing, "text", "quiet"))
        for name, about, lines in view.groups:
            self.space(12)
            self.add(label(name, "title"))
            if about:
                self.add(label(about, "text", "quiet"))
            for each in lines:
                self.add(self._line(each))

    def _line(self, each: LineShown) -> QWidget:
        told = " · ".join(part for part in (each.what, each.detail) if part)
        return self._beside(_number(each.number, told, each.standing), self._copy(each.number))

    def _copy(self, number: str) -> Button:
        """A button that copies, and says for a moment that it has."""
        words = self.presenter.desk.words
        button = Button(words("care.copy"), "plain")
        button.setAccessibleName(words("care.copy_this", number=number))

        def again() -> None:
            button.draw("", words("care.copy"))
            button.setAccessibleName(words("care.copy_this", number=number))

        def copy() -> None:
            QGuiApplication.clipboard().setText(number)
            button.draw("tick", words("care.copied"))
            QTimer.singleShot(COPIED_MS, button, again)

        button.clicked.connect(copy)
        return button

    def _beside(self, told: QWidget, button: Button) -> QWidget:
        holder = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(told, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._pairs.append(row)
        return holder

    def _contact_fields(self, view: HelpView) -> None:
        words = self.presenter.desk.words
        self._contact = view.contact
        self.space(24)
        self.add(label(words("care.contact"), "title"))
        self.add(label(words("care.about_contact"), "text", "quiet"))
        name, number = view.contact
        self.name = NameField(words("care.contact_name"), name, lambda to: self._typed(name=to))
        self.number = NameField(
            words("care.contact_number"), number, lambda to: self._typed(number=to)
        )
        for made in (self.name, self.number):
            made.field.setMaxLength(80)
            made.field.editingFinished.connect(self.rest)
            self.add(made)

    def _typed(self, name: str | None = None, number: str | None = None) -> None:
        held = self._contact
        self._contact = (held[0] if name is None else name, held[1] if number is None else number)

    def _choose(self, code: str) -> None:
        self.rest()
        self.presenter.choose_country(code)
        QTimer.singleShot(0, self, self._again)  # not from within the list that was used

    def _again(self) -> None:
        """The same place, in another country; the keyboard stays at the choice."""
        at = self.verticalScrollBar().value()
        self.refresh()
        self.country.setFocus()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))


def _number(number: str, what: str, standing: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    shown = label(number, "title")
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(shown)
    for text, size, tone in ((what, "text", ""), (standing, "small", "quiet")):
        if text:
            column.addWidget(label(text, size, tone))
    return holder
