"""Every screen in every face, size and letter: dim, whole, and usable without eyes or mouse."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTimeEdit,
    QWidget,
)

from tests.ui.stage import EVENING, some_sessions
from windown.core.ask import Noun
from windown.core.body import MyBody
from windown.core.history import SessionRecord
from windown.core.options import Options
from windown.ui.light import screen_score
from windown.ui.widgets.heading import BREAK
from windown.ui.widgets.pieces import Card

#: A moment of each face, for a bedtime of 23:00 in Berlin, and one between lights-out and rise.
MOMENTS = {
    "morning": datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    "evening": EVENING,
    "night": datetime(2026, 11, 22, 21, 40, tzinfo=UTC),
    "lights_out": datetime(2026, 11, 23, 1, 0, tzinfo=UTC),
}
#: The most light of a screen (looks.md); the morning has no limit.
LIMITS = {"morning": 1.0, "evening": 0.05, "night": 0.03, "lights_out": 0.03}
SESSION_LIMIT = 0.02
WIDE, NARROW = (960, 640), (420, 700)
TOLD = ("The journal was damaged. It is kept as windown.db.damaged-1, and a new one was begun.",)
#: Where texts are longest and room is least, and the usual window.
USUAL = [(WIDE, 1.0, "en"), (NARROW, 2.0, "de")]
ALL = [
    (size, scale, language)
    for size in (WIDE, NARROW, (420, 600), (1920, 1080))
    for scale in (1.0, 1.5, 2.0)
    for language in ("en", "de")
]
#: Where words stand does not hang on the face, but how bright they are does.
FACED = [
    *((face, *USUAL[0]) for face in MOMENTS),
    ("night", *USUAL[1]),
    *(pytest.param(face, *case, marks=pytest.mark.thorough) for face in MOMENTS for case in ALL),
]
#: In the lowest window with the largest letters a body session has no room for two lines of both
#: title and caption; everything else is whole there, too.
SESSION_CASES = [
    *USUAL,
    *(
        pytest.param(*case, marks=pytest.mark.thorough)
        for case in ALL
        if case[:2] != ((420, 600), 2.0)
    ),
]


def nights(count, now):
    """A session in each of so many nights."""
    return [
        SessionRecord(
            str(uuid.uuid4()), "pmr_16", (now - timedelta(days=n)).date(),
            now - timedelta(days=n, minutes=30), "Europe/Berlin", 900.0, 450.0, n % 2 == 0,
        )
        for n in range(count)
    ]  # fmt: skip


def tonight(staged):
    staged.window.go("tonight")


def practices(staged):
    staged.window.go("practices")


def practices_below(staged):
    staged.window.go("practices")
    at_the_end(staged.window.practices)


def holding(staged):
    staged.window.open_practice("weil_478")


def tensing(staged):
    staged.window.open_practice("pmr_16")
    at_the_end(staged.window.opened)


def journal(staged):
    staged.window.go("journal")


def settings(staged):
    staged.window.go("settings")


def settings_below(staged):
    staged.window.go("settings")
    at_the_end(staged.window.settings)


def at_the_end(page):
    QApplication.processEvents()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())


def refused(staged):
    staged.window.open_practice("box_4")


def body(staged):
    staged.window.go("body")


def body_below(staged):
    staged.window.go("body")
    at_the_end(staged.window.body)


def mixing(staged):
    staged.window.open_practice("extended_4_6")
    staged.window._wished("mix", "extended_4_6")
    at_the_end(staged.window.mix)


def a_pattern(staged):
    staged.window._make("pattern")


def a_pattern_below(staged):
    staged.window._make("pattern")
    at_the_end(staged.window.pattern)


def a_chain(staged):
    staged.window._make("chain")
    staged.window.chain.presenter.add("pmr_16")
    staged.window.go("chain")
    at_the_end(staged.window.chain)


def writing(staged):
    staged.window._begin_as("constructive_worry", "write")


def hidden_list(staged):
    staged.window._begin_as("todo_list", "write")
    page = staged.window.writing
    page.lines[0].what.setText("Milch")
    page.lines[0].keep()
    page.shut.click()


def measuring(staged):
    staged.window._begin_as("slowdown", "measure")
    for _ in range(7):
        staged.clock.pass_(2.0)
        staged.window.measuring._tap()


#: What else can be chosen, made and written, for somebody to whom something applies.
MADE = [refused, body, body_below, mixing, a_pattern, a_pattern_below, a_chain, writing,
        hidden_list, measuring]  # fmt: skip
MINE = MyBody(frozenset({"pregnant", "panic_or_trauma"}), frozenset({"forehead"}),
              gentler=frozenset({"extended_4_6"}), cramped=frozenset({"other_foot"}))  # fmt: skip


def care(staged):
    staged.window.go("care")


def see_someone(staged):
    staged.window.go("see_someone")


def see_someone_below(staged):
    staged.window.go("see_someone")
    at_the_end(staged.window.see_someone)


def help_lines(staged):
    staged.desk.change(country="GB", contact_name="Ada", contact_number="0151 123456")
    staged.window.go("help_lines")


def help_lines_below(staged):
    help_lines(staged)
    at_the_end(staged.window.help_lines)


def known(staged):
    staged.window.open_card("getting_up")


def plan_begins(staged):
    staged.desk.aftercare.erase()
    staged.window.open_aftercare()
    staged.window.aftercare.presenter.choose(mode="clinic", unsure=True)
    staged.window.aftercare.refresh()


def plan(staged, hours=3):
    now = staged.clock.now().utc
    staged.desk.aftercare.erase()
    for days in (3, 2):
        before = now - timedelta(days=days, hours=hours)
        staged.desk.aftercare.begin(before, before, "other", True, None)
        staged.desk.aftercare.check_in({}, before)
    staged.desk.aftercare.begin(now - timedelta(hours=hours), now, "clinic", True, None)
    staged.window.aftercare.presenter.open()
    staged.window.open_aftercare()


def plan_below(staged):
    plan(staged, 5)
    at_the_end(staged.window.aftercare)


def help_now(staged):
    plan(staged)
    staged.window.aftercare.over("help")


def check_in(staged):
    plan(staged, 49)
    at_the_end(staged.window.aftercare)


def not_alone(staged):
    staged.desk.change(country="GB", contact_name="Ada", contact_number="0151 123456")
    check_in(staged)
    staged.window.aftercare.thoughts.click()


def looked_back(staged):
    check_in(staged)
    screen = staged.window.aftercare.presenter
    screen.answer("mood", "very_low")
    screen.finish(staged.clock.now())
    screen.wish_dreams(True)
    staged.window.aftercare.refresh()


CARE = [care, see_someone, see_someone_below, help_lines, help_lines_below, known,
        plan_begins, plan, plan_below, help_now, check_in, not_alone, looked_back]  # fmt: skip
HOME = [
    *(tonight, practices, practices_below, holding, tensing, journal, settings, settings_below),
    *CARE,
]


def full_disc(staged):
    staged.window.begin("extended_4_6")
    passes(staged, 2.0, 3.9)


def small_disc(staged):
    staged.window.begin("extended_4_6")
    passes(staged, 2.0, 9.9)


def held_disc(staged):
    staged.window.begin("box_4")
    passes(staged, 2.0, 17.0)


def tensed_figure(staged):
    staged.window.begin("pmr_4")
    looked_at(staged, "tense")


def far_along_figure(staged):
    staged.window.begin("pmr_16")
    staged.clock.pass_(2.0)
    staged.window.session_page.look()
    for _ in range(12):
        staged.window.session_page.act("next")
    looked_at(staged, "tense")


def paused(staged):
    full_disc(staged)
    staged.window.session_page.act("pause")


def after(staged):
    full_disc(staged)
    staged.journal.failing = "store.full"
    staged.window.session_page.act("end")


def a_word(staged):
    staged.desk.nouns_of = lambda language: NOUNS
    staged.window.begin("cognitive_shuffle")
    looked_at(staged, "word")
    passes(staged, 4.0)


def still_light(staged):
    staged.window.begin("natural")
    passes(staged, 2.0, 20.0)


def held_stretch(staged):
    staged.window.begin("stretch")
    passes(staged, 2.0)
    while not staged.session.view(staged.clock.now()).word:
        passes(staged, 2.0)


def slowing_disc(staged):
    staged.window.begin("slowdown")
    passes(staged, 2.0, 30.0)


def one_nostril(staged):
    staged.window.begin("alternate_nostril")
    passes(staged, 2.0, 3.5)


def too_much(staged):
    full_disc(staged)
    staged.window.session_page.act("too_much")
    passes(staged, 1.0)


def cramped(staged):
    tensed_figure(staged)
    staged.window.session_page.act("cramp")
    passes(staged, 1.0)


def rest_after_closed_eyes(staged):
    staged.desk.change(options={"extended_4_6": Options(eyes_closed=True)})
    too_much(staged)
    staged.window.session_page.act("end")


SESSION = [full_disc, small_disc, held_disc, tensed_figure, far_along_figure, paused, after,
           a_word, still_light, held_stretch, slowing_disc, one_nostril, too_much, cramped,
           rest_after_closed_eyes]  # fmt: skip

#: Long words, as they are in German.
NOUNS = tuple(
    Noun(word, f"kind {n}")
    for n, word in enumerate(("Streichholzschachtel", "Gartenlaube", "Wäscheklammer", "Birke"))
)


def passes(staged, *seconds):
    """Let seconds pass with a look after each."""
    for each in seconds:
        staged.clock.pass_(each)
        staged.window.session_page.look()


def looked_at(staged, phase):
    """Go on until a phase is at its height."""
    run = staged.session.run
    passes(staged, 2.0)
    timeline = run.session.timeline
    span = next(s for s in timeline.spans if s.phase == phase and s.at >= run.session.position)
    while run.session.position < span.end - 0.5:
        passes(staged, min(5.0, span.end - 0.5 - run.session.position))


def settled(staged):
    """Let what moves come to rest."""
    window = staged.window
    QApplication.processEvents()
    for fader in (window.fader, window.page_fader):
        fader._ended()
    QApplication.processEvents()


# What is seen


def texts(window):
    """Every widget that shows words of its own and is to be seen."""
    return [each for each in seen(window, QLabel | QAbstractButton | QLineEdit) if each.text()]


def seen(window, kinds):
    """Every widget of some kinds that is to be seen."""
    every = window.findChildren(QWidget)
    return [each for each in every if isinstance(each, kinds) and each.isVisible()]


def room_wanted(shown):
    """Width and height in pixels below which words of a widget would be cut off."""
    if isinstance(shown, QLabel) and shown.wordWrap():
        longest = max(
            re.split(rf"[\s{BREAK}]+", QLabel.text(shown)), key=lambda word: advance(shown, word)
        )
        return advance(shown, longest), shown.heightForWidth(shown.width())
    if isinstance(shown, QLineEdit):
        return advance(shown, shown.text()), QFontMetrics(shown.font()).height()
    if isinstance(shown, Card) or shown.hasHeightForWidth():
        return shown.minimumSizeHint().width(), shown.heightForWidth(shown.width())
    return shown.sizeHint().width(), shown.sizeHint().height()


def advance(shown, text):
    return QFontMetrics(shown.font()).horizontalAdvance(text)


def cut_off(window):
    """What has less room than its words need."""
    found = []
    for shown in texts(window):
        wide, high = room_wanted(shown)
        if shown.width() < wide or shown.height() < high:
            found.append((shown.text(), (shown.width(), shown.height()), (wide, high)))
    return found


def outside(window):
    """What lies beyond the edges of the window, where no scrolling leads."""
    found = []
    for shown in texts(window):
        box = QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())
        inside = window.rect()
        if scrolled(shown, window):
            box.setTop(0)
            box.setBottom(0)
        if not inside.contains(box):
            found.append((shown.text(), box, inside))
    return found


def scrolled(shown, window):
    """Whether a widget lies in a page that scrolls."""
    parent = shown.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def overlapping(window):
    """Pairs of words and controls of which what is to be seen lies over each other."""
    solid = [*texts(window), *without_bars(seen(window, QAbstractSlider | QComboBox))]
    boxes = [
        (each, each.visibleRegion().boundingRect().translated(each.mapTo(window, QPoint(0, 0))))
        for each in solid
    ]
    return [
        (name(one), name(other))
        for at, (one, box) in enumerate(boxes)
        for other, its in boxes[at + 1 :]
        if box.intersects(its) and not (one.isAncestorOf(other) or other.isAncestorOf(one))
    ]


def without_bars(widgets):
    """Widgets but for the bars that scroll: those are no controls of ours."""
    return [each for each in widgets if not isinstance(each, QScrollBar)]


def name(widget):
    return getattr(widget, "text", lambda: "")() or widget.accessibleName()


def sideways(window):
    """Pages that are wider than the window shows of them."""
    pages = seen(window, QScrollArea)
    return [
        page
        for page in pages
        if page.horizontalScrollBar().maximum() > 0
        or page.widget().width() > page.viewport().width()
        or page.widget().minimumSizeHint().width() > page.viewport().width()
    ]


def faults(staged):
    """Everything wrong with what is to be seen."""
    window = staged.window
    return {
        "cut off": cut_off(window),
        "outside": outside(window),
        "overlapping": overlapping(window),
        "sideways": sideways(window),
    }


NOTHING = {"cut off": [], "outside": [], "overlapping": [], "sideways": []}


@pytest.mark.parametrize(("face", "size", "scale", "language"), FACED)
def test_every_screen_is_dim_and_shows_all_its_words(stage, face, size, scale, language):
    at = MOMENTS[face]
    staged = stage(at=at, sessions=some_sessions(5, at), told=TOLD, scale=scale,
                   language=language).show(*size)  # fmt: skip
    for screen in HOME:
        screen(staged)
        settled(staged)
        assert screen_score(staged.window.grab().toImage()) <= LIMITS[face], screen
        assert faults(staged) == NOTHING, screen


@pytest.mark.parametrize(("face", "size", "scale", "language"), FACED)
def test_every_page_to_choose_make_or_write_on_is_dim_and_whole(stage, face, size, scale, language):
    staged = stage(at=MOMENTS[face], scale=scale, language=language, body=MINE,
                   banned=frozenset({"Eule"})).show(*size)  # fmt: skip
    for screen in MADE:
        screen(staged)
        settled(staged)
        assert screen_score(staged.window.grab().toImage()) <= LIMITS[face], screen
        assert faults(staged) == NOTHING, screen


@pytest.mark.parametrize("screen", SESSION)
@pytest.mark.parametrize(("size", "scale", "language"), SESSION_CASES)
def test_every_moment_of_a_session_is_darker_still_and_whole(stage, screen, size, scale, language):
    staged = stage(at=MOMENTS["morning"], scale=scale, language=language).show(*size)
    screen(staged)
    settled(staged)
    assert screen_score(staged.window.grab().toImage()) <= SESSION_LIMIT
    assert faults(staged) == NOTHING


@pytest.mark.parametrize("calm", [False, True])
@pytest.mark.parametrize("size", [WIDE, pytest.param((3840, 2160), marks=pytest.mark.thorough)])
def test_the_fullest_breath_keeps_its_limit_at_any_size(stage, size, calm):
    staged = stage(reduce_motion=calm).show(*size)
    full_disc(staged)
    settled(staged)
    assert 0.0 < screen_score(staged.window.grab().toImage()) <= SESSION_LIMIT


def test_a_black_screen_gives_no_light_at_all(stage):
    staged = stage(at=MOMENTS["morning"]).show()
    full_disc(staged)
    staged.window.session_page.act("black")
    settled(staged)
    assert screen_score(staged.window.grab().toImage()) == 0.0
    staged.window.session_page.act("end")
    settled(staged)
    assert screen_score(staged.window.grab().toImage()) == 0.0


@pytest.mark.parametrize("count", [0, 1, 5, 84])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_journal_is_whole_with_any_number_of_nights(stage, count, size):
    staged = stage(sessions=nights(count, EVENING)).show(*size)
    journal(staged)
    settled(staged)
    assert screen_score(staged.window.grab().toImage()) <= LIMITS["evening"]
    assert faults(staged) == NOTHING
    at_the_end(staged.window.journal)
    assert faults(staged) == NOTHING
    shown = staged.window.journal.calendar.view.evenings
    assert sum(each.practised for each in shown) == min(count, len(shown))


# Without eyes, without a mouse


def reached_by_tab(window):
    """Every widget that Tab comes by; a field of a clock time is left only after its minutes."""
    reached = set()
    for _ in range(3 * len(controls(window))):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    return reached


def controls(window):
    """Every control that can be used at the moment."""
    kinds = QAbstractButton | QAbstractSlider | QComboBox | QTimeEdit | QTabBar
    return [each for each in without_bars(seen(window, kinds)) if each.isEnabled()]


def group_of(control):
    """The buttons of a choice of one, among which arrows move."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group.buttons() if group else [control]


def unreached(staged, screen):
    """Controls of a screen that Tab does not come by."""
    screen(staged)
    settled(staged)
    reached = reached_by_tab(staged.window)
    return [name(c) for c in controls(staged.window) if not reached.intersection(group_of(c))]


def test_every_control_is_reached_by_tab(stage, qtbot):
    staged = stage(sessions=some_sessions()).show()
    staged.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for screen in (tonight, practices, holding, tensing, journal, settings, *MADE, paused, after):
        assert unreached(staged, screen) == [], screen


def test_every_control_says_what_it_is(stage):
    staged = stage(sessions=some_sessions(), body=MINE).show()
    for screen in (tonight, practices, holding, tensing, journal, settings, *MADE, paused, after):
        screen(staged)
        settled(staged)
        assert controls(staged.window)
        for control in controls(staged.window):
            told = QAccessible.queryAccessibleInterface(control)
            named = told.text(QAccessible.Text.Name).strip()
            assert named or isinstance(control, QTabBar), control
            assert told.role() in ROLES, (name(control), told.role())


ROLES = {
    QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton,
    QAccessible.Role.Slider, QAccessible.Role.ComboBox, QAccessible.Role.SpinBox,
    QAccessible.Role.PageTabList,
}  # fmt: skip


def test_the_screens_of_the_row_have_names_for_the_ear_where_only_drawings_are_seen(stage):
    staged = stage(scale=2.0).show(*NARROW)
    told = QAccessible.queryAccessibleInterface(staged.window.nav.tabs)
    names = [told.child(n).text(QAccessible.Text.Name) for n in range(5)]
    assert names == ["Tonight", "Practices", "Journal", "Care", "Settings"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_keyboard_begins_what_the_mouse_would(stage, key):
    staged = stage().show()
    QTest.keyClick(staged.window.tonight.wind_down, key)
    assert staged.session.run.session.timeline.practice == "extended_4_6"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_opens_a_card(stage, key):
    staged = stage().show()
    practices(staged)
    card = next(c for c in staged.window.findChildren(Card) if c.text().startswith("Box"))
    QTest.keyClick(card, key)
    settled(staged)
    begin = [b for b in staged.window.opened.findChildren(QPushButton) if b.text() == "Begin"]
    QTest.keyClick(begin[0], key)
    assert staged.session.run.session.timeline.practice == "box_4"


# The night has no clock


CLOCK = re.compile(r"\d\d?[:.]\d\d")


def all_said(window):
    """Every word on the screen, in tips, and for the ear."""
    said = [window.windowTitle()]
    for each in seen(window, QWidget):
        said += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
        said += [each.text()] if isinstance(each, QLabel | QAbstractButton) else []
    return "\n".join(said)


@pytest.mark.parametrize("language", ["en", "de"])
def test_between_lights_out_and_rise_no_screen_shows_a_clock(stage, language):
    at = MOMENTS["lights_out"]
    staged = stage(at=at, sessions=some_sessions(5, at), language=language).show()
    for screen in (tonight, practices, holding, *MADE[1:], journal, paused, after):
        screen(staged)
        settled(staged)
        assert not CLOCK.search(all_said(staged.window)), screen


def test_in_the_evening_the_clock_is_there(stage):
    held = some_sessions()
    staged = stage(sessions=held).show()

    def night(staged):
        staged.window.open_evening(held[0].night)

    for screen in (tonight, night):
        screen(staged)
        settled(staged)
        assert CLOCK.search(all_said(staged.window)), screen
