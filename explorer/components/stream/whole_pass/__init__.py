"""One pass of the run through the whole model, to be played, stepped, and zoomed down to one multiplication."""

from dataclasses import dataclass
from typing import Any, Literal

from explorer.components.payload import Floats32, Payload, event
from explorer.components.sent import row, whole
from explorer.words.sentences import Part

Kind = Literal[
    "characters", "tokens", "ids", "vectors", "attention", "mlp", "logits", "probabilities", "choice", "end"
]  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """One still of the pass."""

    kind: Kind
    said: tuple[Part, ...]
    """What happens here."""
    layer: int | None = None


@dataclass(frozen=True)
class Shown:
    """A token on screen."""

    text: str
    id: int


@dataclass(frozen=True)
class Lengths:
    """Of the vectors at the last token, as they are written."""

    before: str
    attention: str
    mlp: str
    after: str


@dataclass(frozen=True, eq=False)
class Layer:
    """What one block does. n: the tokens on screen; cells: neighbouring numbers of a vector, averaged."""

    after: Floats32
    """(n, cells) the stream after it"""
    attention: Floats32
    """(cells,) what its attention adds at the last token"""
    mlp: Floats32
    """(cells,) what its MLP adds there"""
    looks: Floats32
    """(H, n) shares of the last token's attention"""
    rest: Floats32
    """(H,) its share of the tokens that are not on screen"""
    most: tuple[tuple[str, float], ...]
    """(H,) the token that gets its largest share, on screen or not, and the share"""
    sizes: Lengths


@dataclass(frozen=True, eq=False)
class Head:
    """The selected head at the last token, before which stand the n tokens on screen."""

    layer: int
    head: int
    scale: float
    q: Floats32
    """(d_head,)"""
    k: Floats32
    """(n, d_head)"""
    dots: Floats32
    """(n,) q · k"""
    scores: Floats32
    """(n,) what the softmax takes"""
    shares: Floats32
    """(n,)"""


@dataclass(frozen=True, eq=False)
class Guess:
    """A token that may come next."""

    text: str
    logit: str
    share: float
    percent: str
    chosen: bool
    row: Floats32 | None = None
    """(D,) its row of the unembedding, where the logit is the last vector times it."""
    bias: float = 0.0
    """What the logit has besides."""


@dataclass(frozen=True)
class Labels:
    """Words with places that the script fills are marked so: {…}."""

    whole: str
    layer: str
    """{layer}"""
    head: str
    """{head}"""
    score: str
    """{token}"""
    product: str
    """{i}"""
    logit: str
    """{token}"""
    play: str
    pause: str
    back: str
    step: str
    again: str
    scrub: str
    picture: str
    tokens: str
    ids: str
    vectors: str
    next: str
    hidden: str
    """{n}"""
    cells: str
    zoom: str
    comes: str
    attention: str
    mlp: str
    goes: str
    length: str
    """{n}"""
    heads: str
    dot: str
    scaled: str
    share: str
    scores: str
    products: str
    sum: str
    chain: str
    """{sum}, {score}, {share}, {token}"""
    one: str
    """{i}"""
    guess: str
    logits: str
    rest: str
    """{n}"""
    bias: str
    ends: str
    """{logit}, {token}, {share}"""
    last: str
    """{i}"""


@dataclass(frozen=True, kw_only=True)
class WholePass(Payload):
    stages: tuple[Stage, ...]
    text: str
    """What the tokens on screen were before they were cut."""
    tokens: tuple[Shown, ...]
    vectors: Floats32
    """(n, cells) of the stream before the first block."""
    cells: int
    layers: tuple[Layer, ...]
    head: Head
    guesses: tuple[Guess, ...]
    last: Floats32 | None
    """(D,) the last vector after the final norm; None where the head is more than a norm and a matrix."""
    hidden: int
    """How many tokens stand before those on screen."""
    labels: Labels

    @event
    def zoom(self, sent: Any) -> tuple[int, int]:
        """(layer, head) that somebody wants to see closer."""
        layer, head = row(sent, 2)
        return whole(layer, below=len(self.layers)), whole(head, below=len(self.layers[0].most))
