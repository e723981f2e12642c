"""Care in the terminal: the cards, when to see someone, help lines."""

import textwrap

from windown.presenters.care import CardShown, CareScreen, HelpView, LineShown
from windown.service.ports import Now

#: Width of what is printed, in letters.
WIDE = 76


def print_cards(screen: CareScreen) -> None:
    """All cards, a line each, and what else there is."""
    words = screen.desk.words
    print(words("care.known"))
    for card in screen.cards():
        print(f"  {card.id:<16} {card.title}")
    print(f"\n{words('care.typed_more')}")
    _told(screen)


def print_card(card: CardShown) -> None:
    """One card with its source."""
    print(card.title)
    for paragraph in card.paragraphs:
        print(f"\n{textwrap.fill(paragraph, WIDE)}")
    print(f"\n{textwrap.fill(card.source, WIDE)}")


def print_levels(screen: CareScreen) -> None:
    """When to see someone: what to do stands first."""
    for level in screen.levels():
        print(f"{level.action}\n{level.who}")
        for sign in level.signs:
            print(textwrap.fill(sign, WIDE, initial_indent="  - ", subsequent_indent="    "))
        if level.meanwhile:
            print(textwrap.fill(level.meanwhile, WIDE))
        print()


def print_help_lines(screen: CareScreen, now: Now, code: str) -> None:
    """The lines of a country, what works anywhere on top."""
    view = screen.help_lines(now, code)
    print(textwrap.fill(view.anywhere, WIDE))
    print(view.directory)
    name, number = view.contact
    if number:
        print(f"\n{screen.desk.words('care.contact')}: {name} {number}".replace("  ", " "))
    if view.banner:
        print(f"\n{textwrap.fill(view.banner, WIDE)}")
    print(f"\n{dict(view.countries)[view.country]}")
    _print_groups(view)
    _told(screen)


def _print_groups(view: HelpView) -> None:
    if view.nothing:
        print(textwrap.fill(view.nothing, WIDE))
    for name, about, lines in view.groups:
        print(f"\n{name}")
        if about:
            print(textwrap.fill(about, WIDE))
        for line in lines:
            print(f"  {line.number:<16} {_what(line)}".rstrip())
            print(f"    {line.standing}")


def _what(line: LineShown) -> str:
    return " · ".join(part for part in (line.what, line.detail) if part)


def _told(screen: CareScreen) -> None:
    told = screen.unreadable()
    if told:
        print(f"\n{told}")
