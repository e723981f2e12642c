"""Data: the folder, backups, what goes out and comes in, and erasing in two steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtWidgets import QDateEdit, QFileDialog, QWidget

from windown.core.keeping import EVERYTHING
from windown.core.report import LENGTHS
from windown.presenters.data import NIGHT, DataScreen, DataView
from windown.service.ports import Clock
from windown.ui.widgets.flow import Flow
from windown.ui.widgets.pieces import Button, ChoiceRow, Column, Switch, label

#: Asks for a file: to write (a proposal) or to read (""); "" where none was chosen.
Choose = Callable[[str, str], str]


@dataclass(frozen=True)
class Question:
    """One thing to be confirmed: where it stands, in which words, and what it does."""

    where: str
    text: str
    yes: str
    act: Callable[[], None]


class DataPage(Column):
    """Shows where everything is and forwards what is wished. `leave` is called at the very end."""

    def __init__(
        self,
        presenter: DataScreen,
        clock: Clock,
        leave: Callable[[], None] = lambda: None,
        choose: Choose | None = None,
        back: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.presenter, self.clock, self.leave, self.back = presenter, clock, leave, back
        self.choose = choose or self._ask_for_file
        self.nights, self.what = LENGTHS[0], NIGHT
        self._told = ("", "")
        self._open: Question | None = None
        self._on = False
        self._day: QDate | None = None

    def refresh(self) -> None:
        """Show it as it is, with no question open."""
        self._open = None
        self._build()

    def _build(self) -> None:
        at = self.verticalScrollBar().value()
        view = self.presenter.view(self.clock.now())
        self.clear()
        back = Button(self.presenter.desk.words("practices.back"), "quiet", "back")
        back.clicked.connect(self.back)
        self.add(back, Qt.AlignmentFlag.AlignLeft)
        self.add(label(self._say("title"), "head"))
        self.add(label(self._say("about"), "text", "quiet"))
        folder = label(view.folder, "text", "quiet")
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(folder)
        self._backups(view)
        self._out_and_in()
        self._erase(view)
        self.verticalScrollBar().setValue(at)

    def _say(self, key: str, **values: object) -> str:
        return self.presenter.desk.words(f"data.{key}", **values)

    def _part(self, key: str) -> None:
        self.space(20)
        self.add(label(self._say(key), "title"))
        self.add(label(self._say(f"{key}_about"), "text", "quiet"))

    def _backups(self, view: DataView) -> None:
        self._part("backups")
        self.back_up = self._button("back_up", self._back_up)
        self.add(self.back_up, Qt.AlignmentFlag.AlignLeft)
        self._told_at("backups")
        if not view.backups:
            self.add(label(self._say("no_backups"), "text", "quiet"))
        self.restores = []
        for name, when in view.backups:
            row = QWidget()
            line = Flow(row)
            shown = label(self._say("restore_which", when=when))
            shown.setWordWrap(False)
            line.addWidget(shown)
            bring = Button(self._say("restore"), "quiet")
            bring.setAccessibleName(f"{self._say('restore')}: {when}")
            bring.clicked.connect(lambda _=False, name=name: self._ask_restore(name))
            line.addWidget(bring)
            self.restores.append(bring)
            self.add(row)
            self._question_at(name)

    def _out_and_in(self) -> None:
        self._part("out")
        self.melatonin = Switch(self._say("with_melatonin"))
        self.melatonin.setChecked(self._on)
        self.melatonin.toggled.connect(self._with_melatonin)
        self.add(self.melatonin)
        self.add(
            self._row(
                self._button("export_json", lambda: self._export("windown.json")),
                self._button("export_csv", lambda: self._export("windown.zip")),
                self._button("export_ics", lambda: self._export("windown.ics")),
            )
        )
        length = ChoiceRow(self._say("report_nights"), side_by_side=True)
        length.show_choices(
            [(str(n), self._say(f"report_nights_{n}")) for n in LENGTHS], str(self.nights)
        )
        length.chosen.connect(self._choose_nights)
        self.add(length)
        self.add(self._row(self._button("report", self._report)))
        self._told_at("out")
        self.add(label(self._say("import_about"), "text", "quiet"))
        self.add(self._row(self._button("import", self._take_in)))
        self._told_at("in")

    def _erase(self, view: DataView) -> None:
        self._part("erase")
        self.choice = ChoiceRow(self._say("erase_what"))
        self.choice.show_choices(view.kinds, self.what)
        self.choice.chosen.connect(self._choose_what)
        self.add(self.choice)
        self.day = QDateEdit(self._day or _qdate(view.last_night))
        self.day.setCalendarPopup(False)
        language = self.presenter.desk.words.language
        self.day.setDisplayFormat("d. MMMM yyyy" if language == "de" else "d MMMM yyyy")
        self.day.setLocale(QLocale(language))
        self.day.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.day.setAccessibleName(self._say("erase_nights_of"))
        self.day.setVisible(self.what == NIGHT)
        self.add(self.day, Qt.AlignmentFlag.AlignLeft)
        self.first = self._button("erase_next", self._ask_erase)
        self.add(self.first, Qt.AlignmentFlag.AlignLeft)
        self._told_at("erase")
        self._question_at("erase")

    def _button(self, key: str, act: Callable[[], None], kind: str = "plain") -> Button:
        made = Button(self._say(key), kind)
        made.clicked.connect(lambda _=False: act())
        return made

    def _row(self, *buttons: Button) -> QWidget:
        holder = QWidget()
        row = Flow(holder)
        for button in buttons:
            row.addWidget(button)
        return holder

    def _told_at(self, where: str) -> None:
        """How the last deed went, beside what was done."""
        if self._told[0] == where and self._told[1]:
            self.add(label(self._told[1], "text", "accent"))

    def _tell(self, where: str, told: str) -> None:
        self._told = (where, told)
        self.refresh()

    def _back_up(self) -> None:
        self._tell("backups", self.presenter.back_up(self.clock.now()))

    def _with_melatonin(self, on: bool) -> None:
        self._on = on

    def _choose_nights(self, chosen: str) -> None:
        self.nights = int(chosen)

    def _export(self, proposal: str) -> None:
        file = self.choose(self._say("out"), proposal)
        if file:
            on = self.melatonin.isChecked()
            self._tell("out", self.presenter.export(Path(file), on, self.clock.now()))

    def _report(self) -> None:
        file = self.choose(self._say("report"), "windown.pdf")
        if file:
            on, letter = self.melatonin.isChecked(), letter_here()
            told = self.presenter.report(Path(file), self.nights, on, letter, self.clock.now())
            self._tell("out", told)

    def _take_in(self) -> None:
        file = self.choose(self._say("import"), "")
        if file:
            self._tell("in", self.presenter.take_in(Path(file), self.clock.now()))

    def _ask_for_file(self, title: str, proposal: str) -> str:
        if not proposal:
            return QFileDialog.getOpenFileName(self, title)[0]
        ending = Path(proposal).suffix
        file, _ = QFileDialog.getSaveFileName(self, title, proposal, f"*{ending}")
        return file if not file or Path(file).suffix else file + ending

    def _choose_what(self, what: str) -> None:
        self.what, self._told = what, ("", "")
        self.refresh()

    def _night(self) -> date | None:
        chosen = self.day.date()
        if self.what != NIGHT:
            return None
        return date(chosen.year(), chosen.month(), chosen.day())

    def _ask_erase(self) -> None:
        what, night = self.what, self._night()
        self._day = self.day.date()
        self._ask(
            "erase",
            self.presenter.sure(what, night),
            self._say("erase_yes"),
            lambda: self._erase_now(what, night),
        )

    def _ask_restore(self, name: str) -> None:
        now = self.clock.now()
        self._ask(
            name,
            self.presenter.sure_restore(name, now),
            self._say("restore"),
            lambda: self._tell("backups", self.presenter.restore(name, self.clock.now())),
        )

    def _ask(self, where: str, question: str, yes: str, act: Callable[[], None]) -> None:
        """The second step: what happens, in words, and the way back has the focus."""
        self._open, self._told = Question(where, question, yes, act), ("", "")
        self._build()
        self.no.setFocus()
        QTimer.singleShot(0, self.no, lambda: self.ensureWidgetVisible(self.no))

    def _question_at(self, where: str) -> None:
        if self._open is None or self._open.where != where:
            return
        self.question = label(self._open.text, "text", "accent")
        self.yes = Button(self._open.yes, "plain")
        self.yes.clicked.connect(lambda _=False, act=self._open.act: act())
        self.no = self._button("cancel", self.refresh)
        self.add(self.question)
        self.add(self._row(self.yes, self.no))

    def _erase_now(self, what: str, night: date | None) -> None:
        told, gone = self.presenter.erase(what, night)
        if what == EVERYTHING and gone:
            self.leave()
            return
        self._tell("erase", told)


def letter_here() -> bool:
    """Whether paper is Letter where this computer is."""
    return QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
