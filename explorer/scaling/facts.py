"""A figure that was published, with its unit and where it stands."""

from dataclasses import dataclass

UNITS = (
    *("tokens", "words", "bytes", "pairs", "picture pairs", "pictures", "hours", "examples", "prompts"),
    *("parameters", "flop", "flop/s", "%", "BLEU", "people", "pages", ""),
)
"""Of figures; "" is a number that counts itself, such as beams, and a name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A paper, a model card, an announcement; or the model that is loaded here."""

    slug: str
    by: str
    title: str
    year: int | None = None
    link: str = ""
    """May have a place {at}."""

    def __post_init__(self) -> None:
        if not self.by or not self.title or (self.link and not self.link.startswith("https://")):
            raise ValueError(f"the source {self.slug!r} needs who wrote it, a title, and a link that begins with https")

    @property
    def named(self) -> str:
        """Who wrote it, and when: "Devlin et al. 2018"."""
        return f"{self.by} {self.year}" if self.year else self.by


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or name."""

    value: float | str
    unit: str
    source: Source
    at: str = ""
    """The place in the source: a section, a table, a repository."""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"a fact is in one of {UNITS}, not in {self.unit!r}")
        if isinstance(self.value, str) and self.unit:
            raise ValueError(f"{self.value!r} is a name and has no unit {self.unit!r}")
        if isinstance(self.value, float | int) and not self.value > 0:
            raise ValueError(f"a figure is positive, not {self.value}")

    @property
    def number(self) -> float:
        """The figure. ValueError of a name."""
        if isinstance(self.value, str):
            raise ValueError(f"{self.value!r} is a name, no figure")
        return float(self.value)

    @property
    def cited(self) -> str:
        """Who says it, and where: "Devlin et al. 2018, section 3.1"."""
        return f"{self.source.named}, {self.at}" if self.at else self.source.named

    @property
    def link(self) -> str:
        return self.source.link.format(at=self.at)


HERE = Source("here", "LLM Explorer", "counted in the loaded model")
CARD = Source("card", "LLM Explorer", "the model's card")
"""What our own figures come from."""
