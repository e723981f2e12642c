"""A list written in the terminal: line by line, closed by an empty one."""

from collections.abc import Callable

from windown.presenters.writing import WritingScreen
from windown.service.ports import Clock

#: Asks for one line; raises EOFError where there are no more.
Ask = Callable[[str], str]


def write_list(screen: WritingScreen, practice_id: str, clock: Clock, ask: Ask = input) -> None:
    """Write tonight's list of a practice; what stands in it is shown first.

    Every line is kept before the next is asked for. An empty line, or the end of the input,
    closes the list.
    """
    if not screen.open(practice_id, clock.now()):
        raise LookupError(practice_id)
    view, words = screen.view(clock.now()), screen.desk.words
    print(f"{view.title}\n{view.how or view.about}\n")
    if view.hidden:
        print(view.hidden)
        screen.another()
    for row in view.rows:
        print(f"  {row.what}" + (f" – {row.next}" if row.next else ""))
    while True:
        what = _asked(ask, words("writing.typed_what", what=view.what) + ": ")
        if not what:
            break
        next_ = _asked(ask, words("writing.typed_next", next=view.next) + ": ")
        if not screen.write("", what, next_, clock.now()):
            print(screen.view(clock.now()).told)
    _close(screen, clock)


def _asked(ask: Ask, question: str) -> str:
    try:
        return ask(question).strip()
    except EOFError:
        print()
        return ""


def _close(screen: WritingScreen, clock: Clock) -> None:
    screen.close(clock.now())
    view = screen.view(clock.now())
    print(view.told or view.hidden or screen.desk.words("writing.empty"))
