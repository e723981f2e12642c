"""The pictures of a session, one behind the other: disc, figure, word, calm."""

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from windown.core.wording import Words
from windown.presenters.session import SessionView
from windown.ui.theme import Theme
from windown.ui.widgets.calm import Calm
from windown.ui.widgets.disc import Disc, next_frame_ms
from windown.ui.widgets.figure import Figure
from windown.ui.widgets.word import WordPicture, next_look_ms, presence

#: Between looks where nothing moves, and where an area glows (milliseconds).
QUIET_MS, FIGURE_MS = 200, 66
SMALLEST = (200, 120)


class Pictures(QWidget):
    """Shows the picture of the moment and knows when it looks different."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.disc, self.figure = Disc(theme), Figure(theme)
        self.word, self.calm = WordPicture(theme), Calm(theme)
        self._each: dict[str, QWidget] = {
            "disc": self.disc, "figure": self.figure, "word": self.word, "calm": self.calm,
        }  # fmt: skip
        self._stack = QStackedLayout(self)
        for picture in self._each.values():
            self._stack.addWidget(picture)
        # In a narrow window with large letters the words come first.
        self.setMinimumSize(*SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def wear(self, theme: Theme) -> None:
        """Take the wish for little motion."""
        self._theme = theme

    def describe(self, words: Words, speaks: bool) -> None:
        """Say what each is, and whether a screen reader is told what changes on it."""
        for name, picture in self._each.items():
            picture.setAccessibleDescription(words(f"session.{name}"))
        self.disc.announce(speaks)
        self.word.announce(speaks)

    def show_frame(self, view: SessionView) -> None:
        """Show a frame."""
        self._stack.setCurrentWidget(self._each[view.picture])
        if view.picture == "figure":
            self.figure.write_with(view.left_handed)
            self.figure.show_frame(view.area, view.fullness, view.walked, view.label)
        elif view.picture == "word":
            calm = view.paused or self._theme.reduce_motion
            self.word.show_word(view.word, presence(view.seconds, view.progress, calm))
        elif view.picture == "calm":
            self.calm.show_frame(view.done, view.label)
        else:
            self.disc.show_frame(view.fullness, view.done, view.label, view.detail)

    def until_next_ms(self, view: SessionView) -> int:
        """Milliseconds until another frame is worth showing."""
        if view.picture == "word" and not (view.paused or self._theme.reduce_motion):
            return min(QUIET_MS, next_look_ms(view.seconds, view.progress))
        if view.still or view.picture in ("word", "calm"):
            return QUIET_MS
        if view.picture == "figure":
            return FIGURE_MS
        dots = min(self.disc.width(), self.disc.height()) * self.devicePixelRatioF()
        return next_frame_ms(view.low, view.high, view.seconds, view.progress, dots)
