"""The commands that only tell: list, check, doctor."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from windown.adapters.doctor import Finding
from windown.content.aftercare import check_switches
from windown.content.care_check import check_care, unverified
from windown.content.check import check_links, check_practices, check_words, noticed
from windown.content.nouns import check_nouns
from windown.content.plan import read_defaults
from windown.content.practices import read_shelf
from windown.core.catalogue import name_of
from windown.core.practice import Practice
from windown.core.problems import Problem
from windown.core.wording import Words
from windown.presenters.practices import Practices
from windown.service.desk import Desk


def list_practices(desk: Desk, as_json: bool) -> None:
    """All practices: a line each, or the JSON list of the product's contract."""
    if as_json:
        print(json.dumps(practice_objects(desk), ensure_ascii=False, indent=1))
        return
    for group, cards in Practices(desk).view().groups:
        print(group)
        for card in cards:
            print(
                f"  {card.id:<16} {card.name}, {card.length}"
                if card.available
                else f"  {card.id:<16} {card.about}"
            )


def practice_objects(desk: Desk) -> list[dict[str, object]]:
    """Every practice, and every one that cannot be had with its reason."""
    words = desk.words
    held: list[dict[str, object]] = [
        {
            "id": practice.id,
            "name": name_of(practice, words),
            "group": practice.group,
            "minutes": {
                "default": practice.minutes.default,
                "min": practice.minutes.min,
                "max": practice.minutes.max,
            },
            "holds_breath": practice.holds_breath,
            "tenses": practice.tenses,
            "available": True,
            "reason": "",
        }
        for practice in desk.shelf.practices
    ]
    return held + [
        {
            "id": name,
            "name": name,
            "group": "",
            "minutes": None,
            "holds_breath": False,
            "tenses": False,
            "available": False,
            "reason": problem_text(problem, words),
        }
        for name, problem in desk.shelf.unavailable.items()
    ]


def problem_text(problem: Problem, words: Words) -> str:
    """File, key and reason in one line."""
    where = f"{problem.file}: {problem.key}" if problem.key else problem.file
    return f"{where}: {problem.told(words)}"


def check(files: Sequence[Path], assets: Path, own: Path, words: Words) -> int:
    """Say every problem of the files given, or of all content; the exit status."""
    if files:
        known = list(read_shelf([assets / "practices", own]).practices)
        problems = [*check_practices(list(files)), *check_links(list(files), known)]
    else:
        folders = (assets / "practices", own)
        paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
        shipped = list(read_shelf([assets / "practices"]).practices)
        problems = [
            *check_practices(paths),
            *check_links(paths, []),
            *check_words(assets / "words", shipped),
            *check_nouns(assets / "nouns"),
            *_check_switches(assets, shipped),
            *check_care(assets / "care"),
        ]
    notices = noticed(list(files)) if files else unverified(assets / "care")
    for problem in [*problems, *notices]:
        print(problem_text(problem, words))
    if not problems:
        print(words("check.fine"))
    return 1 if problems else 0


def _check_switches(assets: Path, shipped: Sequence[Practice]) -> list[Problem]:
    reminders = read_defaults(assets / "plan" / "defaults.toml").plan.reminders
    return check_switches(
        assets / "care" / "aftercare.toml", [p.id for p in shipped], [r.id for r in reminders]
    )


def tell_findings(findings: Iterable[Finding], as_json: bool) -> int:
    """What works on this computer; 1 where something does not."""
    held = list(findings)
    if as_json:
        objects = [
            {"what": f.what, "ok": f.ok, "detail": f.detail, "advice": f.advice} for f in held
        ]
        print(json.dumps(objects, ensure_ascii=False, indent=1))
    else:
        for finding in held:
            print(f"{'✓' if finding.ok else '–'} {finding.name}: {finding.detail}")
            if finding.advice:
                print(f"    {finding.advice}")
    return 0 if all(finding.ok for finding in held) else 1
