"""A session in a terminal: a live line and a bar, or a JSON object for each thing that happens."""

import json
import math
import os
import sys
from collections.abc import Callable
from typing import Any

from tqdm import tqdm

from windown.core.timeline import Cue, Timeline
from windown.core.wording import Words
from windown.presenters.session import SessionScreen, SessionView
from windown.service.ports import Clock
from windown.text.keys import Keys, keys

#: How often the terminal is redrawn (seconds).
LOOK_S = 0.05


def cue_object(cue: Cue) -> dict[str, object]:
    """A cue as the object of `--json-lines`; what does not concern its kind is left out."""
    if cue.kind == "end":
        return {"at": cue.at, "kind": "end"}
    named = {"phase": "phase", "say": "text", "tone": "tone"}[cue.kind]
    told: dict[str, object] = {"at": cue.at, "kind": cue.kind, named: cue.text}
    if cue.kind == "phase":
        told["seconds"] = cue.seconds
    extra = {"area": cue.area, "detail": cue.detail}
    return told | {key: value for key, value in extra.items() if value}


def print_timeline(timeline: Timeline) -> None:
    """The whole timeline at once, one object a line."""
    for cue in timeline.cues():
        print(json.dumps(cue_object(cue), ensure_ascii=False))


def play(screen: SessionScreen, clock: Clock, json_lines: bool) -> None:
    """Follow the session that was begun to its end; Ctrl-C ends it like Esc."""
    show = _cue_printer(screen) if json_lines else _Bar(screen)
    with keys() as pressed:
        if pressed.interactive and isinstance(show, _Bar):
            show.tells_keys = True
            print()
        try:
            _follow(screen, clock, pressed, show)
        except KeyboardInterrupt:
            screen.act("end", clock.now())
        finally:
            show(screen.view(clock.now()))
            if isinstance(show, _Bar):
                show.close()


def _follow(
    screen: SessionScreen, clock: Clock, pressed: Keys, show: Callable[[SessionView], None]
) -> None:
    view = screen.view(clock.now())
    while not view.ended:
        show(view)
        action = pressed.wait(LOOK_S)
        now = clock.now()
        view = screen.act(action, now) if action else screen.view(now)  # type: ignore[arg-type]


def _cue_printer(screen: SessionScreen) -> Callable[[SessionView], None]:
    said_until = -1.0
    followed: Timeline | None = None

    def show(view: SessionView) -> None:
        nonlocal said_until, followed
        session = screen.run.session
        if session is None:
            return
        if session.position < said_until:
            said_until = -1.0  # another session has begun
        elif session.timeline is not followed and session.position == said_until:
            # What was skipped to while it stood still begins at a second that is told already.
            said_until = math.nextafter(said_until, -math.inf)
        for cue in session.timeline.cues(said_until, session.position):
            print(json.dumps(cue_object(cue), ensure_ascii=False), flush=True)
        said_until, followed = session.position, session.timeline

    return show


#: The live line; tqdm fills in the bar.
LINE = "  {{bar:16}}  {said}"
#: What fits beside the bar in a terminal of 80 columns.
ROOM = 58


def key_line(view: SessionView, words: Words) -> str:
    """The keys that mean something now."""
    keys = (words.find(f"text.key_{action}") for action in view.keys)
    return " · ".join(key for key in keys if key)


def _said(view: SessionView) -> str:
    """The phase and what is said, or only that where there is no room for both."""
    caption = view.caption or view.note
    both = f"{view.label:<18} {caption}".rstrip()
    # Braces would be placeholders to tqdm.
    return (both if len(both) <= ROOM else caption).translate({123: "(", 125: ")"})


class _Bar:
    """The live line: phase, bar of the whole session, what is being said.

    With eyes closed it goes out, and all that follows is sound. `tells_keys` is whether the keys
    that mean something are printed above it, each time that others do.
    """

    def __init__(self, screen: SessionScreen) -> None:
        self.screen = screen
        self.live = sys.stderr.isatty()
        self.bar: Any = tqdm(
            total=1.0,
            bar_format=LINE.format(said=""),
            colour=None if os.environ.get("NO_COLOR") else "#BC6434",
            disable=not self.live,
            leave=False,
            mininterval=0,
            dynamic_ncols=True,
        )
        self.tells_keys = False
        self._last = self._keys = ""

    def __call__(self, view: SessionView) -> None:
        if view.black and not view.ended:
            self.bar.clear()
            return
        if self.tells_keys:
            self._tell_keys(key_line(view, self.screen.desk.words))
        if self.live:
            self.bar.n = min(1.0, view.done)
            self.bar.bar_format = LINE.format(said=_said(view))
            self.bar.refresh()
        else:
            self._print(view)

    def _tell_keys(self, line: str) -> None:
        if line != self._keys:
            self._keys = line
            self.bar.write(f"  {line}\n", file=sys.stderr)

    def _print(self, view: SessionView) -> None:
        line = f"{view.label}: {view.caption}" if view.caption else view.label
        if line != self._last and not view.ended:
            print(line, flush=True)
            self._last = line

    def close(self) -> None:
        """Leave the line to what comes next."""
        self.bar.close()
