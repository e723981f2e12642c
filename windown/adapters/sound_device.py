"""The sound device: 48 kHz, two columns, asked for by miniaudio's own thread."""

import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

#: Gives the next samples (frames, 2) as float32.
Pull = Callable[[int], Any]

#: Milliseconds of one period: enough that a busy machine leaves no gap, and a pause is soon heard.
PERIOD_MS = 300

#: What a device takes beyond its buffer, in seconds; measured on PulseAudio 16.
BEYOND = 0.010

#: Tried in this order. The null backend is never among them: it would play into nothing.
BACKENDS = {
    "linux": ("PULSEAUDIO", "ALSA", "JACK"),
    "win32": ("WASAPI", "DSOUND", "WINMM"),
    "darwin": ("COREAUDIO",),
}


class NoDevice(Exception):
    """No sound device can be opened."""


class SoundDevice:
    """One device, open and silent until `start`. Close it from any thread but its own.

    `delay` is the time in seconds from the moment samples are asked for until the first of
    them is heard: half a period on PulseAudio, which shares the rest with the server
    (measured at periods of 100 to 500 ms: 60, 120, 160, 210, 270 ms), else the periods that
    are still queued when one has become free.
    """

    def __init__(self, device: Any, backend: str, gone: Callable[[], None]) -> None:
        self._device = device
        self._gone = gone
        self._closing = False
        self.backend = backend
        self.delay = _delay(device, backend)

    def start(self, pull: Pull) -> None:
        """Sound: `pull` is called in the device's thread. Raises `NoDevice`."""
        import miniaudio

        asked = _asked(pull)
        next(asked)
        self._device.stop_callback = self._stopped
        try:
            self._device.start(asked)
        except miniaudio.MiniaudioError as failure:
            raise NoDevice(str(failure)) from failure

    def close(self) -> None:
        """Let the device go, with its connection to the sound server."""
        import miniaudio

        self._closing = True
        context = self._device._context
        with suppress(miniaudio.MiniaudioError):
            self._device.close()
        # The library leaves this to the end of the process; each device opened would keep one.
        miniaudio.lib.ma_context_uninit(context)

    def _stopped(self) -> None:
        if not self._closing:
            self._gone()


def open_device(gone: Callable[[], None]) -> SoundDevice:
    """Open the first device there is. Raises `NoDevice`.

    `gone` is called, in the device's thread, where the system reports that the device went away.
    """
    import miniaudio

    for name in BACKENDS.get(sys.platform, BACKENDS["linux"]):
        with suppress(miniaudio.MiniaudioError):
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=48_000,
                buffersize_msec=PERIOD_MS,
                callback_periods=0 if name == "PULSEAUDIO" else 2,
                backends=[miniaudio.Backend[name]],
                app_name="Windown",
            )
            return SoundDevice(device, name, gone)
    raise NoDevice("no sound device")


def _asked(pull: Pull) -> Generator[Any, int, None]:
    """What miniaudio asks for samples. A fault in here would end the sound for good."""
    frames = yield b""
    while True:
        try:
            samples = pull(frames)
        except Exception:
            samples = bytes(frames * 8)
        frames = yield samples


def _delay(device: Any, backend: str) -> float:
    if backend == "PULSEAUDIO":
        return PERIOD_MS / 2000 + BEYOND
    playback = device._device.playback
    queued = playback.internalPeriodSizeInFrames * max(1, playback.internalPeriods - 1)
    return float(queued / (playback.internalSampleRate or 48_000)) + BEYOND
