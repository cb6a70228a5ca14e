"""A checkpoint as an ordinary Hugging Face folder. Without torch."""

from pathlib import Path
from string import Template

from safetensors import safe_open
from safetensors.numpy import save

from explorer.errors import Refused
from explorer.models.training import folder as files
from explorer.models.training.order import Order

WEIGHTS, CARD = "model.safetensors", "README.md"

FILES = (files.CONFIG, WEIGHTS, files.TOKENIZER, files.TOKENIZER_CONFIG)
"""What a model is opened from."""


def model_files(folder: Path, *, card: bool = False) -> dict[str, bytes]:
    """The files of a model by their names, of the last whole checkpoint in a training's folder."""
    step, checkpoint = files.checkpoint_in(folder)
    try:
        if checkpoint is None:
            raise FileNotFoundError
        small = (files.CONFIG, files.TOKENIZER, files.TOKENIZER_CONFIG)
        made = {WEIGHTS: _weights(checkpoint)} | {name: (folder / name).read_bytes() for name in small}
    except OSError as error:
        # The next checkpoint took its place meanwhile, or the training was thrown away.
        raise Refused("the training went on just now: try again") from error
    return made | ({CARD: _card(folder, step).encode()} if card else {})


def _weights(checkpoint: Path) -> bytes:
    with safe_open(checkpoint, "np") as opened:
        names = [name for name in opened.keys() if name.startswith("model.")]  # noqa: SIM118 (it is no dict)
        weights = {name.removeprefix("model."): opened.get_tensor(name) for name in names}
    return save(weights, {"format": "pt"})


def _card(folder: Path, step: int) -> str:
    order, known = files.order_in(folder), files.progress_in(folder).until(step)
    losses = files.losses_in(folder)[:step]
    return _TEMPLATE.substitute(
        step=f"{step:,}",
        tokens=f"{step * order.tokens_a_step:,}",
        parameters=f"{known.n_parameters:,}",
        n_vocab=f"{known.n_vocab:,}",
        text=_text(order),
        cut="one for each character" if order.cut == "characters" else "byte-level BPE, made of the same text",
        n_layers=order.n_layers,
        n_heads=order.n_heads,
        d_model=order.d_model,
        n_ctx=order.n_ctx,
        rate=order.rate,
        batch=order.batch,
        seed=order.seed,
        loss=f"{losses[-1]:.3f}" if len(losses) else "?",
        held_out=f"{known.held_out[-1][1]:.3f}" if known.held_out else "?",
    )


_SOURCES = {
    "english": "Lewis Carroll, *Alice's Adventures in Wonderland* (1865; public domain)",
    "japanese": "宮沢賢治『銀河鉄道の夜』 (public domain in Japan), from Aozora Bunko",
    "arithmetic": "all sums of two numbers below 100, a line each",
    "grammar": "sentences of a toy grammar, made by a program",
}


def _text(order: Order) -> str:
    named = _SOURCES.get(order.text, "a text that its maker pasted")
    return f"{named}; {len(order.used):,} characters, of which the last tenth was held out"


_TEMPLATE = Template("""---
pipeline_tag: text-generation
library_name: transformers
---

# A model trained with LLM Explorer

A small decoder of GPT-2's architecture, trained from nothing.

```python
from transformers import AutoModelForCausalLM, AutoTokenizer

model, tokenizer = AutoModelForCausalLM.from_pretrained("."), AutoTokenizer.from_pretrained(".")
```

| | |
|---|---|
| text | $text |
| tokens | $n_vocab: $cut |
| model | $parameters parameters: $n_layers layers, $n_heads heads, width $d_model, context $n_ctx |
| training | $step steps of $batch × $n_ctx tokens, $tokens in all; AdamW, learning rate up to $rate, seed $seed |
| loss | $loss nats a token on what it last learnt from, $held_out on the held-out text |
""")
