"""Settings: evening, voice, volumes, looks."""

from collections.abc import Callable, Sequence
from datetime import time
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTime, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QTimeEdit, QWidget

from windown.core.settings import PITCH, RATE
from windown.presenters.hearing import Hearing
from windown.presenters.settings import Login, SettingsScreen, SettingsView
from windown.service.ports import Clock, Voice
from windown.ui.light import screen_score
from windown.ui.widgets.column import FULL
from windown.ui.widgets.pieces import Button, Card, ChoiceRow, Column, SlideRow, Switch, label

#: While the engine lists its voices, and while a sample is heard (milliseconds).
LOOK_MS = 200
#: Sliders write when they have come to rest, not at every step (milliseconds).
REST_MS = 300
#: When the page, faded in, is measured (milliseconds).
MEASURE_MS = 400


class SettingsPage(Column):
    """Shows every setting and forwards changes as they are made."""

    def __init__(
        self,
        presenter: SettingsScreen,
        hearing: Hearing,
        voice: Voice,
        clock: Clock,
        folder: str,
        go: Callable[[str], None] = lambda _: None,
        login: Login | None = None,
    ) -> None:
        super().__init__()
        self.go, self.login = go, login
        self.presenter, self.hearing = presenter, hearing
        self.voice, self.clock, self.folder = voice, clock, folder
        self._later: dict[str, Callable[[], None]] = {}
        self._known = 0
        self.file: Button | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._write)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._follow)

    def refresh(self) -> None:
        """Show the settings as they are."""
        self.voice.ask_choices()
        self._look.start()
        self._build()

    def rest(self) -> None:
        """Left: write what is still to be written, be silent."""
        self._write()
        self._look.stop()
        self.hearing.end()

    def _build(self) -> None:
        choices = self.voice.choices()
        self._known = len(choices)
        view = self.presenter.view(choices)
        self.clear()
        self.told = label(view.told, "text", "accent")
        self.told.setVisible(bool(view.told))
        self.add(self.told)
        for key, rows in (
            ("evening", self._evening(view)),
            ("voice", self._voice(view)),
            ("sound", self._sound(view)),
            ("body", self._my_body()),
            ("looks", self._looks(view)),
            ("data", self._data()),
        ):
            self.space(20)
            if key != "body":  # its card says what it is
                self.add(label(self._say(f"title_{key}"), "title"))
            for row in rows:
                self.add(row, Qt.AlignmentFlag.AlignLeft if row is self.hear else self._side(row))
        QTimer.singleShot(MEASURE_MS, self, self._measure)

    def _side(self, row: QWidget) -> Qt.AlignmentFlag:
        """What belongs to the list above it stands below the list."""
        belongs = isinstance(row, Button) and row in (self.mix, self.file)
        return Qt.AlignmentFlag.AlignRight if belongs else FULL

    def _say(self, key: str, **values: object) -> str:
        return self.presenter.desk.words(f"settings.{key}", **values)

    def _evening(self, view: SettingsView) -> Sequence[QWidget]:
        if self.presenter.desk.plan is not None:
            words = self.presenter.desk.words
            if self.presenter.desk.clock_free(self.clock.now()):
                return [label(words("planning.night"), "text", "quiet"), *self._start_at_login()]
            self.plan = Card(words("planning.open"), words("planning.about"))
            self.plan.chosen.connect(lambda: self.go("planning"))
            return [self.plan, *self._start_at_login()]
        return [
            self._clock_row("bedtime", view.bedtime),
            self._clock_row("rise", view.rise),
        ]

    def _data(self) -> Sequence[QWidget]:
        words = self.presenter.desk.words
        told = label(self._say("folder", folder=self.folder), "text", "quiet")
        if self.login is None:
            return [told]
        data = Card(words("data.title"), words("data.about"))
        data.chosen.connect(lambda: self.go("data"))
        leave = Button(words("tray.quit"), "plain")
        leave.clicked.connect(QCoreApplication.quit)
        return [told, data, leave]

    def _start_at_login(self) -> Sequence[QWidget]:
        """The switch, and in words how it really stands."""
        if self.login is None:
            return []
        login = self.login
        on, told = login.told()
        shown = label(told, "small", "quiet")
        made = Switch(self._say("start_at_login"))
        made.setChecked(on)
        made.toggled.connect(lambda on: shown.setText(login.turn(on)))
        return [made, shown]

    def _voice(self, view: SettingsView) -> Sequence[QWidget]:
        self.voices = self._choice("voice", view.voices, view.voice, self.presenter.choose_voice)
        rate = self._slide("rate", *RATE, view.rate, str, lambda n: self._change(rate=n))
        pitch = self._slide("pitch", *PITCH, view.pitch, str, lambda n: self._change(pitch=n))
        self.hear = Button(self._say("hear"), "plain", "play")
        self.hear.clicked.connect(self._hear)
        self.heard = label("", "text", "quiet")
        spoken = self._switch("voice_on", view.voice_on)
        file = [self._voice_file()] if self.voice.reads_files() else []
        return [spoken, self.voices, *file, rate, pitch, self.hear, self.heard]

    def _voice_file(self) -> Button:
        """The way to a voice file of the person's own, where there is what speaks with it."""
        self.file = Button(self._say("voice_choose"), "plain")
        self.file.clicked.connect(self._choose_voice_file)
        return self.file

    def _choose_voice_file(self) -> None:
        kinds = f"{self._say('voice_files')} (*.onnx)"
        file, _ = QFileDialog.getOpenFileName(self, self._say("voice_choose"), "", kinds)
        self.presenter.choose_voice_file(file)
        view = self.presenter.view(self.voice.choices())
        self.voices.show_choices(view.voices, view.voice)

    def _sound(self, view: SettingsView) -> Sequence[QWidget]:
        volumes = (
            ("voice", view.volume_voice),
            ("tones", view.volume_tones),
            ("background", view.volume_background),
        )
        rows: list[QWidget] = [
            self._slide(
                f"volume_{bus}", 0, 100, percent, lambda n: f"{n} %",
                partial(self.presenter.set_volume, bus),
            )
            for bus, percent in volumes
        ]  # fmt: skip
        background = self._choice(
            "background", view.backgrounds, view.background,
            lambda name: self._change(background=name),
        )  # fmt: skip
        self.mix = Button(self.presenter.desk.words("mix.open"), "plain")
        self.mix.clicked.connect(lambda: self.go("mix"))
        ceiling = self._slide(
            "ceiling", 1, 10, view.ceiling, lambda n: f"{n * 10} %",
            lambda n: self._change(ceiling=n / 10),
        )  # fmt: skip
        return [*rows, ceiling, background, self.mix]

    def _my_body(self) -> Sequence[QWidget]:
        words = self.presenter.desk.words
        card = Card(words("body.title"), words("body.about"))
        card.chosen.connect(lambda: self.go("body"))
        return [card]

    def _looks(self, view: SettingsView) -> Sequence[QWidget]:
        self.score = label("", "small", "quiet")
        return [
            self._choice("face", view.faces, view.face, lambda f: self._change(face=f), True),
            self._choice(
                "language", view.languages, view.language,
                self._speak, True,
            ),
            self._switch("reduce_motion", view.reduce_motion),
            self._switch("system_font", view.system_font),
            self._switch("streak", view.streak),
            self.score,
        ]  # fmt: skip

    def _speak(self, language: str) -> None:
        """Another language: this page goes, so what it still has to write is written."""
        self._write()
        self.hearing.end()
        self._change(language=language)

    def _change(self, **changes: object) -> None:
        told = self.presenter.change(**changes)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        QTimer.singleShot(MEASURE_MS, self, self._measure)

    def _switch(self, key: str, on: bool) -> Switch:
        made = Switch(self._say(key))
        made.setChecked(on)
        made.toggled.connect(lambda on: self._change(**{key: on}))
        return made

    def _choice(
        self,
        key: str,
        options: Sequence[tuple[str, str]],
        current: str,
        choose: Callable[[str], None],
        side_by_side: bool = False,
    ) -> ChoiceRow:
        made = ChoiceRow(self._say(key), side_by_side)
        made.show_choices(options, current)
        made.chosen.connect(choose)
        return made

    def _slide(
        self,
        key: str,
        low: int,
        high: int,
        value: int,
        told: Callable[[int], str],
        change: Callable[[int], None],
    ) -> SlideRow:
        made = SlideRow(self._say(key))
        made.show_value(high - low, value - low, told(value))

        def moved(step: int) -> None:
            made.tell(told(low + step))
            self._soon(key, lambda: change(low + step))

        made.moved.connect(moved)
        return made

    def _clock_row(self, key: str, at: time) -> QWidget:
        field = QTimeEdit(QTime(at.hour, at.minute))
        field.setDisplayFormat("HH:mm")
        field.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        field.setWrapping(True)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setAccessibleName(self._say(key))
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance("00:00") + 48)
        field.timeChanged.connect(
            lambda t: self._soon(key, lambda: self._change(**{key: time(t.hour(), t.minute())}))
        )
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self._say(key)), 1)
        row.addWidget(field)
        return holder

    def _soon(self, key: str, change: Callable[[], None]) -> None:
        self._later[key] = change
        self._rest.start()

    def _write(self) -> None:
        changes, self._later = list(self._later.values()), {}
        for change in changes:
            change()

    def _hear(self) -> None:
        self._write()
        self.hearing.begin(self.clock.now())

    def _follow(self) -> None:
        busy = self.hearing.look(self.clock.now())
        if not busy and self._known != len(self.voice.choices()):
            self._build()
        said = self.hearing.told()
        if self.heard.text() != said:
            self.heard.setText(said)

    def _measure(self) -> None:
        """The score of the page as it is seen."""
        if self.isVisible() and _alive(self.score):
            score = screen_score(self.window().grab().toImage())
            self.score.setText(self._say("score", score=f"{score:.3f}"))


def _alive(shown: QLabel) -> bool:
    """Whether a label that a timer waits for still exists."""
    from shiboken6 import isValid

    return bool(isValid(shown))
