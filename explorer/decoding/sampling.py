"""How the next token is to be picked: the settings, under the names transformers' GenerationConfig gives them."""

from dataclasses import dataclass

from explorer.decoding.stages import NEUTRAL, ORDER
from explorer.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """Settings of the pipeline. The defaults switch every stage off: the model's own probabilities, as they are."""

    temperature: float = 1.0
    """Logits are divided by it; 0 is greedy, the likeliest token always."""
    top_k: int = 0
    """Keep the k likeliest tokens; 0 is off."""
    top_p: float = 1.0
    """Keep the likeliest tokens until their probabilities add up to it; 1 is off."""
    min_p: float = 0.0
    """Keep tokens at least this fraction as likely as the likeliest; 0 is off."""
    typical_p: float = 1.0
    """Keep this much probability of the tokens whose surprisal is nearest to the expected one; 1 is off."""
    repetition_penalty: float = 1.0
    """Makes tokens that the context already holds less likely (above 1) or likelier (below 1); 1 is off."""
    frequency_penalty: float = 0.0
    """Taken from a token's logit for every time that the context holds it; 0 is off."""
    presence_penalty: float = 0.0
    """Taken once from the logit of every token that the context holds; 0 is off."""
    order: tuple[str, ...] = ORDER
    """The stages, first to last."""
    off: tuple[str, ...] = ()
    """Stages that are switched off and keep their setting."""
    seed: int = 0
    """Which random numbers are drawn."""

    @property
    def greedy(self) -> bool:
        return self.effective("temperature") == 0

    def effective(self, stage: str) -> float:
        """The stage's setting, or the one that does nothing where the stage is switched off."""
        return NEUTRAL[stage] if stage in self.off else getattr(self, stage)

    def works(self, stage: str) -> bool:
        """Whether the stage is set to do anything."""
        return self.effective(stage) != NEUTRAL[stage]

    def __post_init__(self) -> None:
        self._check_scales()
        self._check_additive()
        self._check_filters()
        self._check_stages()
        if not isinstance(self.seed, int) or not 0 <= self.seed < 2**32:
            raise Refused("seed is {seed}: choose a whole number from 0 to 4294967295", seed=self.seed)

    def _check_scales(self) -> None:
        # Nearer to 0 a division would overflow float32; 0 itself asks for the limit.
        if not (self.temperature == 0 or 0.01 <= self.temperature <= 100):
            raise Refused(
                "temperature is {temperature}: choose 0 for the likeliest token always, or a number from 0.01 to 100",
                temperature=self.temperature,
            )
        if not 0.1 <= self.repetition_penalty <= 10:
            raise Refused(
                "repetition_penalty is {repetition_penalty}: choose 1 for none, or a number from 0.1 to 10",
                repetition_penalty=self.repetition_penalty,
            )

    def _check_additive(self) -> None:
        # OpenAI's own bounds; within them no context makes a logit leave float32.
        for name in ("frequency_penalty", "presence_penalty"):
            if not -2 <= getattr(self, name) <= 2:
                raise Refused(
                    "{name} is {value}: choose 0 for none, or a number from -2 to 2",
                    name=name,
                    value=getattr(self, name),
                )

    def _check_stages(self) -> None:
        if sorted(self.order) != sorted(ORDER):
            raise Refused("order is {order}: name each stage once: {stages}", order=self.order, stages=ORDER)
        if len(set(self.off)) != len(self.off) or not set(self.off) <= set(ORDER):
            raise Refused("off is {off}: name some of the stages, each once: {stages}", off=self.off, stages=ORDER)

    def _check_filters(self) -> None:
        if not isinstance(self.top_k, int) or self.top_k < 0:
            raise Refused("top_k is {top_k}: choose 0 to keep every token, or a whole number above 0", top_k=self.top_k)
        if not 0 <= self.top_p <= 1:
            raise Refused("top_p is {top_p}: choose 1 to keep every token, or a number from 0 to 1", top_p=self.top_p)
        if not 0 <= self.min_p <= 1:
            raise Refused("min_p is {min_p}: choose 0 to keep every token, or a number from 0 to 1", min_p=self.min_p)
        if not 0 < self.typical_p <= 1:
            raise Refused(
                "typical_p is {typical_p}: choose 1 to keep every token, or a number above 0 and below 1",
                typical_p=self.typical_p,
            )
