"""The effective number of choices, as it is written."""

from explorer.analysis.surprisal import entropy
from explorer.decoding.stage import Stage
from explorer.figures.numbers import count


def effective(stage: Stage) -> float:
    """How many equally likely tokens would be as uncertain: e to the entropy in nats."""
    return 2 ** float(entropy(stage.logits))


def written(n: float) -> str:
    """
    >>> written(4.23), written(1023.4)
    ('4.2', '1,023')
    """
    return f"{n:.1f}" if n < 100 else count(round(n))


def choices(stage: Stage) -> str:
    """The number of a stage in words."""
    return written(effective(stage))
