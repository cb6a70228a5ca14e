"""A workshop as a value: a walk through scenes, where each is first looked at and only then asked about."""

from dataclasses import dataclass, field

from explorer.talks.talk import Talk, Words


@dataclass(frozen=True)
class Question:
    """What is asked about a scene once it was seen."""

    ask: Words
    hint: Words = field(default_factory=Words)
    """Where to look, for whoever wants to know."""


@dataclass(frozen=True)
class Workshop:
    walk: Talk
    """Its title, for whom it is, its minutes and scenes; what is to be done in a scene is what it says plainly."""
    questions: tuple[Question, ...]
    """One a scene."""

    def __post_init__(self) -> None:
        if len(self.questions) != len(self.walk.scenes) or not self.questions:
            raise ValueError(f"{len(self.questions)} questions about {len(self.walk.scenes)} scenes")

    @property
    def slug(self) -> str:
        """In the link."""
        return self.walk.slug
