"""The voice: prompts asked for ahead of need, spoken by a worker process, found in the cache."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

from windown.adapters.voice_cache import Identity, VoiceCache, key
from windown.adapters.voice_mouth import Mouth, Patience
from windown.adapters.voice_process import Gone, Message
from windown.core.problems import Trouble
from windown.core.voices import PIPER, parted, rate_of
from windown.service.ports import VoiceChoice, VoiceStyle

# What is wrong with the surroundings, not with one text: the rest would fail as well.
_TROUBLES = {"folder": "voice.folder", "disk": "voice.disk", "language": "voice.language"}
_WRONG_TEXT = ("empty", "long", "silent")  # said again it would fail again
_PRUNE_EVERY = 64

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Prompt:
    text: str
    style: VoiceStyle


def _prompt(voiced: str, style: VoiceStyle) -> _Prompt:
    """The words with the rate that suits their pace and their length."""
    text, pace = parted(voiced)
    return _Prompt(text, replace(style, rate=rate_of(text, pace, style.rate)))


class SpokenVoice:
    """Implements `windown.service.ports.Voice` with one thread and one worker at a time.

    `command` starts the worker; prompts are kept in `folder`, which alone answers `clip`, so that
    nothing is started for prompts that are all there. What threads share changes under `_changed`.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, patience: Patience | None = None
    ) -> None:
        self._patience = patience or Patience()
        self._cache = VoiceCache(folder)
        self._mouth = Mouth(command, self._patience, self._meet)
        self._changed = Condition()
        self._thread: Thread | None = None
        self._identity: Identity | None = None
        self._wanted: list[_Prompt] = []
        self._queue: list[_Prompt] = []
        self._current: _Prompt | None = None
        self._failed: set[_Prompt] = set()
        self._deaths: Counter[_Prompt] = Counter()
        self._deaths_in_a_row = 0
        self._made = 0
        self._asking = False
        self._choices: tuple[VoiceChoice, ...] = ()
        self._trouble = ""
        self._note = ""
        self._resting_until = 0.0
        self._closed = False

    def want(self, texts: Sequence[str], style: VoiceStyle) -> None:
        """Ask for prompts, the most urgent first. What was wanted before and not begun is let go.

        While there is trouble nothing is begun for half a minute; a wish after that tries again.
        """
        wanted = [_prompt(text, style) for text in dict.fromkeys(texts)]
        missing = [prompt for prompt in wanted if self._found(prompt) is None]
        with self._changed:
            self._wanted = wanted
            self._queue = [prompt for prompt in missing if self._is_open(prompt)]
            self._wake()

    def clip(self, text: str, style: VoiceStyle) -> Path | None:
        """The finished file (48 kHz mono 16-bit WAV) from the cache, or None if not ready."""
        return self._found(_prompt(text, style))

    def pending(self) -> int:
        """How many wanted prompts are still to come; those that failed do not count."""
        with self._changed:
            current = () if self._current is None else (self._current,)
            return len({*self._queue, *current})

    def ask_choices(self) -> None:
        """Have the engine list its voices, unless it has already."""
        with self._changed:
            self._asking = not self._choices and not self._at_rest()
            self._wake()

    def choices(self) -> Sequence[VoiceChoice]:
        """The voices known so far; empty until the engine has answered."""
        return self._choices

    def reads_files(self) -> bool:
        """Whether the extra part that speaks with a Piper voice file is installed."""
        from windown.adapters.voice_piper import installed

        return bool(installed())

    def trouble(self) -> str:
        """The id of the sentence that says why nothing can be spoken, or ""."""
        return self._trouble

    def note(self) -> str:
        """ "voice.replaced" if the last prompt was spoken by another voice than asked, or ""."""
        return self._note

    def render_all(
        self,
        texts: Sequence[str],
        style: VoiceStyle,
        deadline_s: float,
        progress: Callable[[int, int], None] | None = None,
    ) -> dict[str, Path]:
        """Wait for prompts, at most `deadline_s` seconds; those that failed are missing.

        `progress` is told how many are done, and of how many. For files, never for the window.
        """
        self.want(texts, style)
        total, deadline, left = len(set(texts)), monotonic() + deadline_s, -1
        while left and monotonic() < deadline:
            left = self._other_than(left, deadline)
            if progress:
                progress(total - left, total)
        found = {text: self.clip(text, style) for text in texts}
        return {text: path for text, path in found.items() if path is not None}

    def close(self) -> None:
        """Let the engine go: the worker is killed, unfinished prompts are dropped."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify_all()
        self._mouth.close()
        if self._thread is not None:
            self._thread.join(1.0)  # a matter of milliseconds once the worker is dead

    def _other_than(self, count: int, deadline: float) -> int:
        """How many are pending as soon as that is another number, or the deadline has come."""
        with self._changed:
            left = max(0.0, deadline - monotonic())
            self._changed.wait_for(lambda: self.pending() != count, left)
            return self.pending()

    def _found(self, prompt: _Prompt) -> Path | None:
        identity = self._known()
        if identity is None:
            return None
        return self._cache.find(key(identity, prompt.style, prompt.text))

    def _known(self) -> Identity | None:
        """Who speaks: as the worker said, else as it was the last time."""
        if self._identity is None:
            last = self._cache.identity()
            with self._changed:
                self._identity = self._identity or last
        return self._identity

    def _is_open(self, prompt: _Prompt) -> bool:
        """Whether it can be put on the list."""
        tried = prompt in self._failed or prompt == self._current
        return not (tried or self._at_rest())

    def _at_rest(self) -> bool:
        return self._closed or monotonic() < self._resting_until

    def _wake(self) -> None:
        if self._thread is None and (self._queue or self._asking):
            self._thread = Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _work(self) -> None:
        while self._next():
            try:
                self._speak(self._current) if self._current else self._list()
            except Trouble as trouble:
                self._give_up(trouble.key)
            except Exception:
                log.exception("the voice failed")
                self._give_up("voice.fails")
            with self._changed:
                self._current = None
                self._changed.notify_all()
        self._mouth.drop()

    def _next(self) -> bool:
        """Wait for something to do and take it: the list of voices, or else the first prompt."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._asking or bool(self._queue))
            if not self._asking and self._queue:
                self._current = self._queue.pop(0)
            return not self._closed

    def _list(self) -> None:
        with self._changed:
            self._asking = False
        self._make_folder()
        try:
            answer = self._mouth.ask({"do": "voices"}, self._patience.start)
        except Gone as gone:
            raise Trouble("voice.fails") from gone
        voices = answer.get("voices", ())
        self._choices = tuple(VoiceChoice(v["id"], v["name"], v["language"]) for v in voices)

    def _speak(self, prompt: _Prompt) -> None:
        self._make_folder()
        self._mouth.open()
        identity = self._known()
        if identity is None or self._found(prompt) is not None:
            return
        path = self._cache.path(key(identity, prompt.style, prompt.text)).absolute()
        question = {"do": "render", "text": prompt.text, "path": str(path)} | asdict(prompt.style)
        patience = self._patience.of(prompt.text, prompt.style.voice.startswith(PIPER))
        try:
            answer = self._mouth.ask(question, patience)
        except Gone as gone:
            self._died(prompt, str(gone))
        else:
            self._answered(prompt, answer)

    def _answered(self, prompt: _Prompt, answer: Message) -> None:
        error = "" if answer.get("ok") else str(answer.get("error"))
        if not error and self._found(prompt) is None:
            error = "no file"
        if error in _TROUBLES:
            raise Trouble(_TROUBLES[error])
        if error in _WRONG_TEXT:
            self._failed.add(prompt)
        elif error:
            self._mouth.drop()
            self._died(prompt, error)
        else:
            self._spoken(str(answer.get("note", "")))

    def _spoken(self, note: str) -> None:
        self._deaths_in_a_row = 0
        self._trouble, self._note = "", note
        self._made += 1
        if self._made % _PRUNE_EVERY == 1:
            self._cache.prune()

    def _died(self, prompt: _Prompt, reason: str) -> None:
        """The worker ended over this prompt. If it does so twice the prompt is left out."""
        if self._closed:
            return
        log.warning("voice worker: %s, at a prompt of %d characters", reason, len(prompt.text))
        self._deaths[prompt] += 1
        self._deaths_in_a_row += 1
        if self._deaths[prompt] >= self._patience.deaths_of_prompt:
            self._failed.add(prompt)
        if self._deaths_in_a_row >= self._patience.deaths_in_a_row:
            raise Trouble("voice.fails")
        self._mouth.rest(self._patience.pause(self._deaths_in_a_row))
        with self._changed:
            if prompt in self._wanted and prompt not in self._failed:
                self._queue.insert(0, prompt)

    def _give_up(self, trouble: str) -> None:
        """Text only, until a wish after the rest is tried again."""
        rest = 0.0 if trouble == "voice.language" else self._patience.rest
        with self._changed:
            log.warning("nothing can be spoken: %s", trouble)
            self._trouble = trouble
            self._queue.clear()
            self._deaths_in_a_row = 0
            self._resting_until = monotonic() + rest

    def _make_folder(self) -> None:
        try:
            self._cache.make()
        except OSError as problem:
            raise Trouble("voice.folder") from problem

    def _meet(self, identity: Identity) -> None:
        """Another engine than last time sounds different: all that is wanted is to be spoken."""
        with suppress(OSError):
            self._cache.remember(identity)
        with self._changed:
            known, self._identity = self._identity, identity
            wanted = list(self._wanted)
        if known in (None, identity):
            return
        missing = [prompt for prompt in wanted if self._found(prompt) is None]
        with self._changed:
            if wanted == self._wanted:
                self._queue = [prompt for prompt in missing if self._is_open(prompt)]
