"""The two who read: a model that fills gaps and sees both sides, and one that goes on with what stands before."""

from dataclasses import dataclass

from explorer.engine.runs import Run
from explorer.findings.gaps import fills_gaps, mask_of
from explorer.models.model import Model
from explorer.trace.edits import Edit, everywhere

ENCODER, DECODER = "explorer-bert", "explorer-gpt"
"""They stand in where the run's own model is the other kind."""


@dataclass(frozen=True)
class Reader:
    """A model, with the edits that hold wherever it reads; the other reader of a run has none."""

    model: Model
    edits: tuple[Edit, ...] = ()

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def key(self) -> tuple[str, tuple[Edit, ...]]:
        """What its answers are kept by."""
        return self.model.fingerprint, self.edits


@dataclass(frozen=True)
class Readers:
    encoder: Reader
    decoder: Reader

    def __post_init__(self) -> None:
        if not fills_gaps(self.encoder.model) or not self.decoder.model.causal:
            raise ValueError(
                f"{self.encoder.name} has to fill gaps, and {self.decoder.name} to read from left to right"
            )

    @property
    def key(self) -> tuple[object, ...]:
        return self.encoder.key, self.decoder.key

    @property
    def mask(self) -> int:
        """The encoder's id of a gap."""
        mask = mask_of(self.encoder.model)
        assert mask is not None
        return mask


def needed(run: Run) -> tuple[str, str]:
    """Names of the encoder and of the decoder: the run's own model is one of them wherever it can be."""
    name = run.question.model
    return name if fills_gaps(run.model) else ENCODER, name if run.model.causal else DECODER


def readers_of(run: Run, encoder: Model, decoder: Model) -> Readers:
    edits = everywhere(run.question.edits)
    first, second = needed(run)
    own = run.question.model
    return Readers(Reader(encoder, edits if first == own else ()), Reader(decoder, edits if second == own else ()))
