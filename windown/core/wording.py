"""Words by id, with placeholders and one/other forms, in the person's language or else English."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "de")


@dataclass(frozen=True)
class Words:
    """Texts of one language. `texts` maps dotted ids to sentences, e.g. "tonight.wind_down".

    An id whose text depends on a count has the forms `<id>.one` and `<id>.other`, chosen by `n`.
    """

    language: str
    texts: Mapping[str, str]
    fallback: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of an id with its placeholders filled; an unknown id stands for itself."""
        text = self.find(key, values.get("n"))
        return key if text is None else text.format(**values) if values else text

    def find(self, key: str, n: object = None) -> str | None:
        """The bare text of an id, or None where no language has it."""
        for texts in (self.texts, self.fallback):
            for form in _forms(key, n):
                if form in texts:
                    return texts[form]
        return None

    def has(self, key: str) -> bool:
        """Whether there is a text for the id, in this language or the fallback."""
        return self.find(key) is not None


def _forms(key: str, n: object) -> tuple[str, ...]:
    if n is None:
        return (key,)
    return (f"{key}.{'one' if n == 1 else 'other'}", key)
