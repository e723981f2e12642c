"""The evening as a line from top to bottom: what is done, what is next, what is to come."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from windown.presenters.moments import Answer, Moment
from windown.ui.fonts import LARGE, SMALL, TEXT, figures
from windown.ui.keyboard import has_ring
from windown.ui.theme import Theme, colour, wear
from windown.ui.widgets.action import Action
from windown.ui.widgets.basics import label
from windown.ui.widgets.evening_marks import paint_mark, paint_rail
from windown.ui.widgets.flow import Flow

#: An answer that is to be kept; what it returns is asked first. `True` keeps it without asking.
Keep = Callable[[Moment, Answer, bool], str]

OVER = ("done", "skipped", "missed")
#: Room for the rail, and between clock and rail, in pixels at 100 %.
RAIL, GAP = 44, 8
_WRAP = Qt.TextFlag.TextWordWrap.value


class EveningLine(QWidget):
    """All moments of the evening, one below the other; what waits for an answer is open.

    Others open when chosen, one at a time.
    """

    def __init__(self, keep: Keep, again: str, later: str) -> None:
        """Words: `again` keeps an answer after a question, `later` stands before minutes."""
        super().__init__()
        self.keep, self.words = keep, (again, later)
        self.places: list[Place] = []
        self._shown: tuple[Moment, ...] | None = None
        self._opened = ""
        self._theme = Theme()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def wear(self, theme: Theme) -> None:
        """Remember the theme for moments that come later."""
        self._theme = theme

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show the evening; nothing is rebuilt that looks the same."""
        if tuple(moments) == self._shown:
            return
        self._shown = tuple(moments)
        focused = next((p.moment.key for p in self.places if p.head.hasFocus()), "")
        for old in self.places:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        states = [moment.state for moment in moments]
        self.places = [
            Place(moment, before, after, self.keep, self.open, self.words)
            for moment, before, after in zip(
                moments, ["", *states], [*states[1:], ""], strict=False
            )
        ]
        for place in self.places:
            self._rows.addWidget(place)
            wear(place, self._theme)
            place.unfold(place.moment.state == "now" or place.moment.key == self._opened != "")
            if focused and place.moment.key == focused:
                place.show()  # what is not shown yet takes no focus
                place.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, key: str) -> None:
        """Open one moment, or close it again."""
        self._opened = "" if key == self._opened else key
        for place in self.places:
            place.unfold(place.moment.state == "now" or place.moment.key == self._opened != "")


class Place(QWidget):
    """One moment: its clock and its mark on the rail, its name, and what can be answered."""

    def __init__(
        self,
        moment: Moment,
        before: str,
        after: str,
        keep: Keep,
        open_: Callable[[str], None],
        words: tuple[str, str],
    ) -> None:
        super().__init__()
        self.moment, self.before, self.after = moment, before, after
        self.keep, self.words = keep, words
        self._theme = Theme()
        self.head = Head(moment)
        self.head.clicked.connect(lambda: open_(moment.key))
        self.body = QWidget()
        self.question = label("", "text", "accent")
        self._asked = Answer("", "")
        self.sure = Action(words[0], edge=True)
        self.sure.clicked.connect(lambda: self._answer(self._asked, True))
        self.buttons: list[QPushButton] = []
        self._fill()
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.head)
        self._rows.addWidget(self.body)
        self.unfold(False)

    def _fill(self) -> None:
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(4, 0, 0, 16)
        inside.setSpacing(10)
        if self.moment.text:
            inside.addWidget(label(self.moment.text, "text", "quiet"))
        if self.moment.note:
            inside.addWidget(label(self.moment.note, "small"))
        answers = QWidget()
        flow = Flow(answers)
        for answer in self.moment.answers:
            flow.addWidget(self._button(answer, answer.id not in ("skip", "later")))
        if self.moment.later:
            flow.addWidget(self._later())
        inside.addWidget(answers)
        inside.addWidget(self.question)
        inside.addWidget(self.sure, 0, Qt.AlignmentFlag.AlignLeft)
        self.question.hide()
        self.sure.hide()

    def _later(self) -> QWidget:
        """The minutes to put it off stay together."""
        holder = QWidget()
        row = Flow(holder, space=0)
        name = QLabel(self.words[1])
        name.setProperty("tone", "quiet")
        name.setContentsMargins(10, 0, 6, 0)
        row.addWidget(name)
        for answer in self.moment.later:
            button = self._button(answer, False)
            button.setAccessibleName(f"{self.words[1]}, {answer.text}: {self.moment.name}")
            row.addWidget(button)
        return holder

    def _button(self, answer: Answer, edge: bool) -> Action:
        button = Action(answer.text, edge)
        button.setAccessibleName(f"{answer.text}: {self.moment.name}")
        button.clicked.connect(lambda: self._answer(answer, False))
        self.buttons.append(button)
        return button

    def _answer(self, answer: Answer, sure: bool) -> None:
        asked = self.keep(self.moment, answer, sure)
        if asked:
            self.ask(asked, answer)

    def ask(self, question: str, answer: Answer) -> None:
        """Ask before an answer is kept."""
        self.unfold(True)
        self._asked = answer
        self.question.setText(question)
        self.question.show()
        self.sure.show()

    def wear(self, theme: Theme) -> None:
        """Keep the rail free of words."""
        self._theme = theme
        self._rows.setContentsMargins(self.gutter(), 0, 0, 0)
        self.update()

    def unfold(self, on: bool) -> None:
        """Show what can be answered, or only the name."""
        self.body.setVisible(on and bool(self.moment.answers))
        self.head.opened(on)

    def gutter(self) -> int:
        """The width of clock and rail, in pixels."""
        return self._clock_wide() + self._theme.px(RAIL)

    def _clock_wide(self) -> int:
        if not self.moment.clock:
            return 0
        widest = figures(self._theme.font(TEXT))
        return round(QFontMetricsF(widest).horizontalAdvance("00:00")) + GAP

    def _clock_font(self) -> QFont:
        return figures(self._theme.font(SMALL if self.moment.state in OVER else TEXT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rail, mark and clock."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state, theme = self.moment.state, self._theme
        middle = QPointF(
            self._clock_wide() + theme.px(RAIL) / 2 - theme.px(4), self.head.height() / 2
        )
        paint_rail(painter, theme, middle, self.height(), (self.before, state, self.after))
        paint_mark(painter, theme, middle, state, self.devicePixelRatioF())
        if self.moment.clock:
            ink = theme.face.accent if state in ("now", "next") else theme.face.quiet
            painter.setFont(self._clock_font())
            painter.setPen(colour(ink if state != "bed" else theme.face.text))
            box = QRect(0, 0, self._clock_wide() - GAP, self.head.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box, int(flags), self.moment.clock)
        painter.end()


class Head(QPushButton):
    """The name of a moment with its state in words; opens what can be answered."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment.name)
        self.moment = moment
        self._theme, self._heights = Theme(), dict[int, int]()
        self._can_open = bool(moment.answers) and moment.state != "now"
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = [part for part in (moment.clock, moment.name, moment.told) if part]
        self.setAccessibleName(", ".join(said))
        if self._can_open:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def opened(self, on: bool) -> None:
        """Say to a screen reader whether its answers are shown."""
        self.setAccessibleDescription(self.moment.text if on else "")

    def wear(self, theme: Theme) -> None:
        """Take the colours and letters of the theme."""
        self._theme, self._heights = theme, {}
        self.updateGeometry()
        self.update()

    def _size(self) -> int:
        return TEXT if self.moment.state in OVER else LARGE

    def _font(self) -> QFont:
        return self._theme.font(self._size())

    def hasHeightForWidth(self) -> bool:
        """Long names go on below."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Name and state side by side where they have room, else below each other."""
        if width not in self._heights:  # a layout asks again and again
            self._heights[width] = self._high_for(width)
        return self._heights[width]

    def _high_for(self, width: int) -> int:
        words = self._high(self.moment.name, self._font(), self._room(width))
        if self._below(width):
            words += self._high(self.moment.told, self._theme.font(SMALL), width)
        least = self._theme.px(34 if self.moment.state in OVER else 44)
        return max(least, words + self._theme.px(12))

    def sizeHint(self) -> QSize:
        """As for the width it has."""
        wide = self.width() if self.width() > 120 else 400
        return QSize(400, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(120, self._theme.target())

    def _told_wide(self) -> int:
        told = QFontMetricsF(self._theme.font(SMALL)).horizontalAdvance(self.moment.told)
        return round(told) + 20 if self.moment.told else 0

    def _below(self, width: int) -> bool:
        name = QFontMetricsF(self._font()).horizontalAdvance(self.moment.name)
        return bool(self.moment.told) and name + self._told_wide() + 8 > width

    def _room(self, width: int) -> int:
        return width if self._below(width) else max(60, width - self._told_wide())

    def _high(self, text: str, font: QFont, room: int) -> int:
        box = QRectF(0, 0, room, 10_000)
        return round(QFontMetricsF(font).boundingRect(box, _WRAP, text).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, state, and the ring of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, width = self._theme.face, self.width()
        if self._can_open and (self.underMouse() or has_ring(self)):
            painter.setPen(colour(face.accent) if has_ring(self) else Qt.PenStyle.NoPen)
            painter.setBrush(colour(face.surface))
            box = QRectF(self.rect()).adjusted(-0.5, 2, -1, -2)
            painter.drawRoundedRect(box, 10, 10)
        room = self._room(width)
        high = self._high(self.moment.name, self._font(), room)
        small = self._theme.font(SMALL)
        low = self._high(self.moment.told, small, width) if self._below(width) else 0
        top = (self.height() - high - low) // 2
        painter.setFont(self._font())
        painter.setPen(colour(self._ink()))
        inset = 4
        painter.drawText(QRect(inset, top, room, high), _WRAP, self.moment.name)
        painter.setFont(small)
        strong = self.moment.state in ("now", "next")
        painter.setPen(colour(face.accent if strong else face.quiet))
        if low:
            painter.drawText(QRect(inset, top + high, width, low), _WRAP, self.moment.told)
        else:
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 0, -10, 0), int(flags), self.moment.told)
        painter.end()

    def _ink(self) -> str:
        return self._theme.face.quiet if self.moment.state in OVER else self._theme.face.text
