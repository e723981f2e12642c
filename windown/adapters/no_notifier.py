"""A notifier for front ends that show no reminders, such as a command."""

from collections.abc import Sequence


class NoNotifier:
    """The `Notifier` port without a screen."""

    def show(
        self, key: str, title: str, body: str, answers: Sequence[tuple[str, str]], silent: bool
    ) -> bool:
        """Nothing is shown."""
        return False

    def withdraw(self, key: str) -> None:
        """Nothing is there."""

    def capabilities(self) -> frozenset[str]:
        """None."""
        return frozenset()
