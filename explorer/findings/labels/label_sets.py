"""The older way: somebody reads the sentence and writes down one of a few labels."""

from dataclasses import dataclass
from math import log2

from explorer.errors import Refused
from explorer.words import N_, _, translated

SETS = {
    "feeling": (N_("Feeling"), (N_("good"), N_("bad"))),
    "degree": (N_("Feeling, by degrees"), (N_("very bad"), N_("bad"), N_("neither"), N_("good"), N_("very good"))),
    "topic": (N_("Topic"), (N_("everyday life"), N_("nature"), N_("people"), N_("work"), N_("play"), N_("news"))),
}
OWN = "own"
MOST_TYPED, MOST_LABELS, LONGEST = 400, 64, 40
"""Characters that are typed, labels that they make, and characters of one."""


@dataclass(frozen=True)
class Label:
    """What somebody wrote down, and of which choices."""

    chosen: str
    offered: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.chosen not in self.offered:
            raise ValueError(f"{self.chosen!r} is none of {self.offered}")

    @property
    def bits(self) -> float:
        """The most that it can tell on average, and what it costs a head that knows nothing yet."""
        return log2(len(self.offered))


def sets() -> dict[str, str]:
    """By slug, what each is called."""
    return {slug: translated(name) for slug, (name, _labels) in SETS.items()} | {OWN: _("Labels of my own")}


def offered(slug: str, typed: str = "") -> tuple[str, ...]:
    """The labels of a set. Refused where a visitor's own are fewer than two."""
    if slug != OWN:
        return tuple(map(translated, SETS[slug][1]))
    found = dict.fromkeys(one.strip()[:LONGEST] for one in typed[:MOST_TYPED].replace("、", ",").split(","))
    labels = tuple(one for one in found if one)[:MOST_LABELS]
    if len(labels) < 2:
        raise Refused("one label tells nothing: write at least two, with commas between them")
    return labels
