"""Tonight's routine in the terminal: one step after the other, answered by numbers."""

from collections.abc import Callable

from windown.presenters.routine import RoutineScreen, WalkView
from windown.service.ports import Clock
from windown.text.writing import Ask

#: Runs a practice for so many minutes (None: as chosen last); whether it was whole.
Begin = Callable[[str, float | None], bool]


def walk(screen: RoutineScreen, clock: Clock, begin: Begin, ask: Ask = input) -> bool:
    """Walk tonight's routine; False where none is chosen. Enter gives the usual answer.

    Where the input ends the run stays open, and is taken up again.
    """
    if not screen.open(clock.now()):
        return False
    while not screen.over:
        view = screen.view(clock.now())
        _show(view)
        offered = _offered(view, screen)
        for number, (_, text) in enumerate(offered, 1):
            print(f"  {number}  {text}")
        try:
            typed = ask("> ").strip() or "1"
        except EOFError:
            print()
            return True
        if typed.isdecimal() and 1 <= int(typed) <= len(offered):
            _do(offered[int(typed) - 1][0], screen, clock, begin)
    view = screen.view(clock.now())
    print("\n".join(text for text in (view.told, view.over) if text))
    return True


def _show(view: WalkView) -> None:
    print(f"\n{view.title} · {view.place}\n{view.step}")
    for text in (view.about, view.length, view.told):
        if text:
            print(text)


def _offered(view: WalkView, screen: RoutineScreen) -> list[tuple[str, str]]:
    """What can be answered, the usual first."""
    words = screen.desk.words
    usual = [("tick", words("routine.tick"))]
    usual += [("run", view.run)] if view.run else []
    back = [("back", words("routine.back"))] if view.can_back else []
    first = sorted(usual, key=lambda each: each[0] != view.first)
    return [*first, ("skip", words("routine.skip")), *back, ("end", words("routine.end"))]


def _do(what: str, screen: RoutineScreen, clock: Clock, begin: Begin) -> None:
    practice = screen.practice()
    if what == "run" and practice is not None:
        complete = begin(*practice)
        screen.practice_ended(practice[0], complete, clock.now())
    elif what == "tick":
        screen.tick(clock.now())
    elif what == "skip":
        screen.skip(clock.now())
    elif what == "back":
        screen.back(clock.now())
    elif what == "end":
        screen.end(clock.now())
