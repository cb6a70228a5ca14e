"""The text as one reads a text: what was typed, and what the model wrote, in running lines that can be copied."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Labels:
    text: str
    copy: str
    copied: str


@dataclass(frozen=True, kw_only=True)
class RunningText(Payload):
    typed: str
    written: str
    answer: bool
    """Whether what was written answers what was typed, and so begins a line of its own; else it goes on with it."""
    labels: Labels
