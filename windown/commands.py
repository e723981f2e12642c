"""What each command does once the command line is understood; sees all packages, like `app`."""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING

from windown.core.problems import Problem, Trouble

# Each command imports what it alone needs: the window is there sooner without the others'.
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from windown.adapters.voice import SpokenVoice
    from windown.app import House
    from windown.core.practice import Practice
    from windown.core.timeline import Timeline
    from windown.presenters.session import SessionScreen
    from windown.service.ports import Speaker

DONE, FAILED = 0, 1
#: How long a second start waits for the first one to listen (seconds).
PATIENCE_S = 5.0


def list_(options: argparse.Namespace, house: House) -> int:
    """All practices."""
    from windown.text.listing import list_practices

    _tell(house)
    list_practices(house.desk, options.json)
    return DONE


def check(options: argparse.Namespace, house: House) -> int:
    """Every problem of content files."""
    from windown.text.listing import check as check_content

    _tell(house)
    return check_content(options.files, house.assets, house.places.practices, house.desk.words)


def doctor(options: argparse.Namespace, house: House) -> int:
    """What works on this computer."""
    from windown.adapters.autostart import autostart
    from windown.adapters.desktop_trials import try_autostart, try_notifications, try_tray
    from windown.adapters.doctor import Surroundings, examine
    from windown.adapters.trials import PATIENCE_S, try_sound, try_voice
    from windown.text.listing import tell_findings

    desk, voice = house.desk, house.voice()
    style = desk.style()
    around = Surroundings(
        house.places,
        try_voice=lambda: try_voice(
            desk.words, style, lambda text: bool(voice.render_all([text], style, PATIENCE_S))
        ),
        try_sound=lambda: try_sound(desk.words, house.speaker()),
        try_tray=lambda: try_tray(desk.words),
        try_notifications=lambda: try_notifications(desk.words),
        try_autostart=lambda: try_autostart(desk.words, autostart()),
        try_journal=lambda: [told for told in house.told if isinstance(told, Trouble)],
        read_settings=lambda: [told for told in house.told if isinstance(told, Problem)],
    )
    try:
        return tell_findings(examine(desk.words, around), options.json)
    finally:
        voice.close()


def open_(options: argparse.Namespace, house: House) -> int:
    """The window, or with `--tray` only its icon; or the text front end.

    That is where it is asked for, or where a terminal has no display.
    """
    if options.text_menu:
        return _text_front_end(house)
    from windown.adapters.display import display_trouble

    trouble = display_trouble()
    if trouble is None:
        return _window(house, tray=options.tray)
    typed = sys.stdin.isatty() and sys.stdout.isatty() and not options.tray
    if trouble.key == "display.none" and typed:
        return _text_front_end(house)
    raise trouble


def play(options: argparse.Namespace, house: House) -> int:
    """A session: in the window, or in the terminal."""
    from windown.text.asking import options_from

    practice = _find(house, options.id)
    house.desk.given[practice.id] = options_from(options)
    timeline = _timeline(house, practice, options.minutes)
    if options.json_lines and options.speed == 0:
        from windown.text.playing import print_timeline

        print_timeline(timeline)
        return DONE
    if options.speed == 0:
        raise Trouble("cli.speed_zero")
    if not (options.text or options.json_lines):
        from windown.adapters.display import display_trouble

        trouble = display_trouble()
        if trouble is not None:
            raise trouble
        return _window(house, practice.id, options.minutes, options.silent, options.speed)
    return _play_here(options, house, practice)


def _play_here(options: argparse.Namespace, house: House, practice: Practice) -> int:
    if _is_written(practice) and not (options.json_lines or options.speed != 1.0):
        return _write_here(house, practice.id)
    from windown.presenters.session import SessionScreen

    voice = house.voice()
    quiet = options.silent or options.speed != 1.0
    speaker: Speaker = house.silence() if quiet else house.speaker()
    try:
        screen = SessionScreen(house.desk, house.run(speaker, voice, options.speed), quiet)
        _in_terminal(house, screen, practice.id, options.minutes, options.json_lines)
    finally:
        speaker.close()
        voice.close()
    return DONE


def _is_written(practice: Practice) -> bool:
    from windown.core.practice import Writing

    return isinstance(practice.body, Writing)


def _write_here(house: House, practice_id: str) -> int:
    from windown.presenters.writing import WritingScreen
    from windown.text.writing import write_list

    _tell(house)
    write_list(WritingScreen(house.desk), practice_id, house.desk.clock)
    return DONE


def _in_terminal(
    house: House, screen: SessionScreen, practice_id: str, minutes: float | None, lines: bool
) -> None:
    from windown.adapters.inhibit import kept_awake
    from windown.text.menu import ask_afterwards
    from windown.text.playing import play as follow

    practice = house.desk.shelf.find(practice_id)
    if practice and _is_written(practice) and not lines:
        _write_here(house, practice_id)
        return
    _tell(house)
    with kept_awake(house.desk.words("session.awake")):
        screen.begin(practice_id, house.desk.clock.now(), minutes)
        follow(screen, house.desk.clock, lines)
    if lines:
        for told in screen.after().told:
            print(told, file=sys.stderr)
    else:
        ask_afterwards(screen)


def _tell(house: House) -> None:
    for text in house.told_texts():
        print(text, file=sys.stderr)
    house.told.clear()


def _walk(house: House, begin: Callable[[str, float | None], bool]) -> bool:
    """Tonight's routine, where one is chosen."""
    from windown.presenters.routine import RoutineScreen
    from windown.text.walking import walk

    desk = house.desk
    if desk.book is None:
        return False
    return walk(RoutineScreen(desk, desk.book), desk.clock, begin)


def _text_front_end(house: House) -> int:
    from windown.presenters.session import SessionScreen
    from windown.text.menu import menu

    voice, speaker = house.voice(), house.speaker()
    _tell(house)
    try:
        screen = SessionScreen(house.desk, house.run(speaker, voice))

        def begin(practice_id: str, minutes: float | None = None) -> bool:
            _in_terminal(house, screen, practice_id, minutes, False)
            session = screen.run.session
            return session is not None and session.complete

        return menu(house.desk, begin, lambda: _walk(house, begin))
    finally:
        speaker.close()
        voice.close()


def _window(
    house: House,
    practice_id: str | None = None,
    minutes: float | None = None,
    silent: bool = False,
    speed: float = 1.0,
    tray: bool = False,
) -> int:
    # Qt asks the desktop for a theme that would cost start-up and colours; ours is our own.
    os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")
    # PySide6 reads the source of every module that is imported after it; so as much as can before.
    import_module("windown.presenters.tonight")
    from windown.adapters.instance import Instance
    from windown.ui.start import open_window

    instance = Instance(house.places.data)
    if not instance.take():
        if silent or speed != 1.0 or minutes is not None or house.desk.has_given(practice_id):
            raise Trouble("instance.options")
        return _second_start(house, practice_id, tray)
    try:
        return open_window(
            house, instance, practice_id, minutes, silent or speed != 1.0, speed, tray
        )
    finally:
        instance.close()


def _second_start(house: House, practice_id: str | None, tray: bool) -> int:
    """Bring the one that runs already forward, and pass on what was wished of this one."""
    from windown.adapters.instance import Wish, send

    wish = Wish("begin", practice_id) if practice_id else Wish("look" if tray else "show")
    until = time.monotonic() + PATIENCE_S
    while not send(house.places.data, wish):
        if time.monotonic() > until:
            raise Trouble("instance.running")
        time.sleep(0.1)
    return DONE


def _find(house: House, practice_id: str) -> Practice:
    practice = house.desk.shelf.find(practice_id)
    if practice is not None:
        return practice
    problem = house.desk.shelf.unavailable.get(practice_id)
    if problem is not None:
        from windown.text.listing import problem_text

        raise Trouble("practices.unavailable", why=problem_text(problem, house.desk.words))
    raise Trouble("practices.unknown", id=practice_id)


def _timeline(house: House, practice: Practice, given: float | None) -> Timeline:
    """The session as it would be begun now."""
    from windown.core.catalogue import timeline_of

    desk = house.desk
    minutes = desk.minutes(practice.id) if given is None else given
    return timeline_of(practice, desk.words, minutes, desk.ask(practice.id, desk.clock.now()))


def tonight(options: argparse.Namespace, house: House) -> int:
    """Tonight's plan and what became of it; or what is planned, for another time or zone."""
    from windown.presenters.tonight import Tonight
    from windown.text.evening import asked_moment, of_tonight, planned, print_object, print_tonight

    _tell(house)
    desk = house.desk
    here = desk.clock.now()
    now = asked_moment(here, options.at, options.zone)
    elsewhere = options.at is not None or now.zone != here.zone
    rows = planned(desk, now) if elsewhere else of_tonight(house.evening.explained(now))
    if options.json:
        print_object(desk, rows, now)
    else:
        screen = Tonight(desk)
        print_tonight(desk, rows, now, screen.line(now) if elsewhere else screen.view(now).line)
    return DONE


def answer(options: argparse.Namespace, house: House) -> int:
    """An answer to a reminder, told to the windown that runs."""
    from windown.adapters.instance import Wish, send
    from windown.text.evening import Given, give

    given = Given(options.occurrence, options.answer, options.minutes, options.again)
    said = give(house.desk, house.evening, given, house.desk.clock.now())
    send(house.places.data, Wish("look"))  # nobody to hear it looks by itself within 30 s
    print(said)
    return DONE


def calendar(options: argparse.Namespace, house: House) -> int:
    """The plan as a file for a phone's calendar."""
    from windown.adapters.calendar import write_calendar
    from windown.text.evening import series_from, titles

    _tell(house)
    desk = house.desk
    now = desk.clock.now()
    found = series_from(desk, now)
    if not found:
        raise Trouble("calendar.nothing")
    write_calendar(options.output, found, titles(desk, options.names), now.utc)
    print(desk.words("calendar.written", file=options.output))
    print(desk.words("calendar.own_calendar"))
    return DONE


def care(options: argparse.Namespace, house: House) -> int:
    """What Care knows: all cards, one of them, when to see someone, or help lines."""
    from windown.adapters.clock import system_locale
    from windown.content.care import read_care
    from windown.presenters.care import CareScreen
    from windown.text.care import print_card, print_cards, print_help_lines, print_levels

    _tell(house)
    screen = CareScreen(house.desk, read_care(house.assets / "care"), system_locale())
    if options.see_someone:
        print_levels(screen)
    elif options.help_lines is not None:
        print_help_lines(screen, house.desk.clock.now(), options.help_lines)
    elif options.card:
        print_card(screen.card(options.card))
    else:
        print_cards(screen)
    return DONE


def render(options: argparse.Namespace, house: House) -> int:
    """A whole session as a sound file."""
    from windown.text.asking import options_from
    from windown.text.rendering import render_file

    _tell(house)
    practice = _find(house, options.id)
    house.desk.given[practice.id] = options_from(options)
    voice: SpokenVoice = house.voice()
    try:
        timeline = _timeline(house, practice, options.minutes)
        told = render_file(timeline, house, voice, options.output)
    finally:
        voice.close()
    for text in told:
        print(text, file=sys.stderr)
    return DONE


def export(options: argparse.Namespace, house: House) -> int:
    """All records to a file."""
    from windown.text.inout import export_all

    _tell(house)
    return export_all(house.desk, house.archive, options.output, options.melatonin)


def import_(options: argparse.Namespace, house: House) -> int:
    """A file of records taken in."""
    from windown.text.inout import import_file

    _tell(house)
    return import_file(house.desk, house.archive, options.file)


def report(options: argparse.Namespace, house: House) -> int:
    """The last nights as a PDF."""
    # It draws letters and shows nothing, so that no display is wanted.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from windown.presenters.data import DataScreen
    from windown.presenters.report import Sources
    from windown.text.inout import report_to
    from windown.ui.report import write_report

    _tell(house)
    desk = house.desk
    sources = Sources(desk.journal, desk.diary, desk.ledger)
    screen = DataScreen(desk, house.archive, sources, write_report)
    return report_to(screen, options.output, options.nights, options.melatonin, options.letter)


def erase(options: argparse.Namespace, house: House) -> int:
    """Records taken away for good."""
    from windown.text.inout import erase_records

    _tell(house)
    return erase_records(house.desk, house.archive, options.what, options.yes)
