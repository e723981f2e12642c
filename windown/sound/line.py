"""Which sample is being heard: estimated from the moments at which the device asks for samples."""

from collections import deque

from windown.sound.samples import RATE

#: Seconds of callbacks that are looked back on. A device that stumbled is believed after this.
WINDOW = 8.0

#: Callbacks after the first, from which on the estimate is trusted.
SETTLED = 2


class DeviceLine:
    """The line of samples against steady seconds, from callbacks that are late but never early.

    A callback asks for samples that are heard `delay` seconds later. The least late callback of
    the last seconds tells the line best (the lower envelope).
    """

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._began: float | None = None
        self._bases: deque[tuple[float, float]] = deque()

    def called(self, first: int, steady: float) -> None:
        """The device asked, at `steady` seconds, for the samples from `first` on."""
        if self._began is None:
            self._began = steady
        if first:
            self._bases.append((steady, steady - first / RATE))
        while self._bases and self._bases[0][0] < steady - WINDOW:
            self._bases.popleft()

    @property
    def running(self) -> bool:
        """Whether the device has asked for anything yet."""
        return self._began is not None

    @property
    def settled(self) -> bool:
        """Whether enough is known to place sound on a clock that runs already."""
        return len(self._bases) >= SETTLED

    def heard_at(self, sample: int) -> float:
        """The steady second at which a sample of the device is, or will be, heard."""
        if self._bases:
            return min(base for _, base in self._bases) + self.delay + sample / RATE
        # A device that just begins plays its first samples at once.
        return (self._began or 0.0) + sample / RATE
