"""Everything wrong with content files: practices, and the words of all languages."""

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

from windown.content.practices import read_practice
from windown.content.words import flat
from windown.core.breathing import TOO_SHORT_FOR_WORDS
from windown.core.chain import unfit
from windown.core.pattern import notices
from windown.core.practice import Breathing, Chain, Guided, Practice, Relaxation, Shuffle, Writing
from windown.core.problems import Problem
from windown.core.wording import LANGUAGES

_Texts = dict[str, str]


def check_practices(paths: list[Path]) -> list[Problem]:
    """The problems of practice files, an id that stands twice among them."""
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for path in paths:
        practice, found = read_practice(path)
        problems += found
        if practice and seen.setdefault(practice.id, path) != path:
            problems.append(Problem(str(path), "id", "content.id_twice", {"id": practice.id}))
    return problems


def noticed(paths: list[Path]) -> list[Problem]:
    """What is worth a gentle word about the breathing patterns of files; none of it is wrong."""
    read = ((path, read_practice(path)[0]) for path in paths)
    return [
        Problem(str(path), "cycle", notice)
        for path, practice in read
        if practice and isinstance(practice.body, Breathing)
        for notice in notices(practice.body)
    ]


def check_links(paths: list[Path], known: list[Practice]) -> list[Problem]:
    """The parts of chains that are not among the known practices, or cannot be part of one."""
    read = [(path, read_practice(path)[0]) for path in paths]
    others = {p.id: p for p in [*known, *(practice for _, practice in read if practice)]}
    return [
        Problem(str(path), f"link[{n}].practice", reason, {"id": link.practice})
        for path, practice in read
        if practice and isinstance(practice.body, Chain)
        for n, link in enumerate(practice.body.links)
        if (reason := _wrong_part(others.get(link.practice)))
    ]


def _wrong_part(practice: Practice | None) -> str:
    return unfit(practice.body) if practice else "chain.unknown"


def check_words(folder: Path, practices: list[Practice]) -> list[Problem]:
    """What is missing, superfluous or differently filled in the word files of the languages."""
    texts: dict[str, _Texts] = {}
    for language in LANGUAGES:
        file = folder / f"{language}.toml"
        try:
            texts[language] = dict(flat(tomllib.loads(file.read_text(encoding="utf-8"))))
        except (OSError, ValueError) as error:
            return [Problem(str(file), "", "content.not_toml", {"why": str(error)})]
    return [*_compared(folder, texts), *_unsaid(folder, texts["en"], practices)]


def _compared(folder: Path, texts: dict[str, _Texts]) -> Iterator[Problem]:
    english = texts["en"]
    for language, own in texts.items():
        file = str(folder / f"{language}.toml")
        for key in sorted(english.keys() | own.keys()):
            if key not in own:
                yield Problem(file, key, "content.word_missing")
            elif key not in english:
                yield Problem(file, key, "content.word_unknown")
            elif not own[key].strip():
                yield Problem(file, key, "content.word_empty")
            elif _fields(own[key]) != _fields(english[key]):
                yield Problem(file, key, "content.word_fields")


def _fields(text: str) -> set[str]:
    """The names of the placeholders of a text; braces that do not match count as one, too."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


def _unsaid(folder: Path, english: _Texts, practices: list[Practice]) -> Iterator[Problem]:
    """What shipped practices say or show and the words do not have."""
    file = str(folder / "en.toml")
    for practice in practices:
        for key in needed_words(practice):
            if key not in english:
                yield Problem(file, key, "content.word_missing")


def _needed_for_details(body: Breathing) -> list[str]:
    """How the detail of a phase is shown and said, where it is long enough to be said."""
    detailed = [phase for phase in body.cycle if phase.detail]
    spoken = [phase for phase in detailed if phase.seconds > TOO_SHORT_FOR_WORDS]
    keys = [f"detail.{phase.detail}" for phase in detailed]
    return list(dict.fromkeys(keys + [f"say.{p.phase}_{p.detail}" for p in spoken]))


def _needed_for_lines(practice_id: str, body: Guided) -> list[str]:
    """The first of each kind of lines, and what a theme is called."""
    said = f"say.{body.manner}"
    kinds = body.parts or body.themes or ("line",)
    themes = [f"theme.{practice_id}.{theme}" for theme in body.themes]
    return [*(f"{said}.{kind}_1" for kind in ("settle", *kinds, "close")), *themes]


def needed_words(practice: Practice) -> list[str]:
    """The ids a shipped practice cannot do without."""
    keys = [f"practice.{practice.id}.name", f"practice.{practice.id}.about"]
    if isinstance(practice.body, Breathing):
        keys += _needed_for_details(practice.body)
    if isinstance(practice.body, Guided):
        keys += _needed_for_lines(practice.id, practice.body)
    if isinstance(practice.body, Shuffle):
        keys.append("say.shuffle.settle_1")
    if isinstance(practice.body, Writing):
        keys += [f"say.{practice.body.kind}.{line}" for line in ("begin", "end")]
    if isinstance(practice.body, Relaxation):
        kinds = ("name", "tense", "release") if practice.tenses else ("name", practice.body.manner)
        areas = (*practice.body.areas, *practice.body.brief_areas)
        keys += [f"area.{area}.{kind}" for area in areas for kind in kinds]
    return keys
