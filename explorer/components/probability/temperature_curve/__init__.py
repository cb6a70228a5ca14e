"""One choice at every temperature: bars that change as it is played, and two curves over the temperature."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import number
from explorer.words.sentences import Part


@dataclass(frozen=True, kw_only=True)
class Labels:
    bars: str
    rest: str
    """All other tokens."""
    play: str
    pause: str
    scrub: str
    use: str
    share: str
    """The curve of probabilities."""
    choices: str
    """The curve of the effective number of choices."""
    left: str
    now: str


@dataclass(frozen=True, kw_only=True)
class TemperatureCurve(Payload):
    temperatures: tuple[float, ...]
    """n of them, rising evenly."""
    tokens: tuple[str, ...]
    """k of them, the likeliest first."""
    shares: tuple[tuple[float, ...], ...]
    """n x k probabilities."""
    choices: tuple[float, ...]
    """n: the effective number of choices."""
    said: tuple[tuple[Part, ...], ...]
    """n: each temperature in a sentence."""
    now: float
    """The visitor's own temperature."""
    left: tuple[int | None, ...]
    """n: how many tokens all settings together leave, None where it was not counted; empty if none cuts."""
    labels: Labels

    def __post_init__(self) -> None:
        n = len(self.temperatures)
        if not n == len(self.shares) == len(self.choices) == len(self.said) or len(self.left) not in (0, n):
            raise ValueError(f"{n} temperatures, but {len(self.shares)} shares and {len(self.said)} sentences")

    @event
    def use(self, sent: Any) -> float:
        """The temperature that somebody wants for the settings."""
        return number(sent, low=self.temperatures[0], high=self.temperatures[-1])
