"""The voices windown speaks with unless a person chooses: ids, pace and pitch by language."""

# Part of every cached prompt's name: raise it whenever `sound/voice_chain.py` sounds different.
CHAIN = 1

# Ids of espeak-ng. Elsewhere nobody is called so, and the language's own voice speaks instead.
# F2 of all calm variants keeps its consonants best through our filters, and is not harsh.
DEFAULT_VOICE = {"en": "gmw/en-us+f2", "de": "gmw/de+f2"}
# The engine's figure; measured on calm sentences: 125 to 131 words a minute in English, 106 to
# 111 in German, whose words are longer.
DEFAULT_RATE = {"en": 92, "de": 95}
DEFAULT_PITCH = {"en": 38, "de": 38}

#: A single word often has one second only, beside the next number: so much quicker it fits.
#: Measured with both default voices: "seven" 1.08 s at 92, at most 0.92 s at 120.
SINGLE_WORD_PACE = 1.3


#: Before the path of a Piper voice file (.onnx) of the person's own, in the place of a voice's id.
PIPER = "piper:"

#: espeak takes no notice of a rate below this (measured; findings on its figures).
SLOWEST_RATE = 80


def parted(voiced: str) -> tuple[str, float]:
    """The words and their pace of a prompt as `Prompt.voiced` writes it."""
    text, tab, pace = voiced.rpartition("\t")
    try:
        return (text, float(pace)) if tab else (voiced, 1.0)
    except ValueError:
        return voiced, 1.0


def rate_of(text: str, pace: float, rate: int) -> int:
    """The engine's rate for words at a pace, where `rate` is the one chosen for sentences."""
    quick = 1.0 if " " in text.strip() else SINGLE_WORD_PACE
    return max(min(SLOWEST_RATE, rate), round(rate * quick * pace))
