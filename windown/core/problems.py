"""What can be wrong and is told to a person in words, never as a traceback."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from windown.core.wording import Words


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where (file, key) and why (an id of a sentence, its values)."""

    file: str
    key: str
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, words: Words) -> str:
        """The reason as a sentence."""
        return words(self.reason, **self.values)


class Trouble(Exception):
    """A known failure of the surroundings. `key` is the id of the sentence that says what to do."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def told(self, words: Words) -> str:
        """The failure as one sentence for a person."""
        return words(self.key, **self.values)
