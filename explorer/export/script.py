"""The run as a Python script that needs no explorer: plain transformers, the same ids, the same logits."""

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.engine.taught import is_own
from explorer.errors import Refused
from explorer.models.catalogue import Entry, find

if TYPE_CHECKING:
    from explorer.engine.runs import Run

ROOT = Path(__file__).parents[2]

_SCRIPT = '''\
"""A run of LLM Explorer with plain transformers: pip install torch transformers"""

import torch
from transformers import {auto}, AutoTokenizer

MODEL = {model}{where}
PROMPT = {prompt}
PROMPT_IDS = {prompt_ids}
GENERATED_IDS = {generated_ids}

tokenizer = AutoTokenizer.from_pretrained(MODEL)
model = {auto}.from_pretrained(MODEL, dtype=torch.{dtype}, attn_implementation="eager").eval()
ids = torch.tensor([PROMPT_IDS + GENERATED_IDS])

with torch.inference_mode():
    out = model(ids, output_attentions=True, output_hidden_states=True)

logits = out.logits[0]  # (T, V)
patterns = torch.stack(out.attentions)[:, 0]  # (L, H, T, T): layer, head, query position, key position
residual = torch.stack(out.hidden_states)[:, 0]  # (L + 1, T, D); in most models the last is already normed

print(tokenizer.decode(ids[0]))
for place in {places}:
    print("{said}", place)
    probs, best = logits[place].float().softmax(-1).topk(5)
    for p, id in zip(probs, best):
        print(f"  {{p:7.2%}}  {{tokenizer.decode(id)!r}}")
'''


def script(run: "Run") -> str:
    """Python source. Refused where transformers alone cannot redo the run."""
    entry = _plain(run)
    model, where = _named(entry)
    n = len(run.generation.prompt_ids)
    causal = run.model.causal
    gaps = [place for place, token in enumerate(run.tokens) if token.special and 0 < place < len(run.tokens) - 1]
    return _SCRIPT.format(
        auto="AutoModelForCausalLM" if causal else "AutoModelForMaskedLM",
        model=repr(model),
        where=where,
        prompt=repr(run.question.prompt),  # what somebody typed is a literal, never code
        prompt_ids=list(run.generation.ids[:n]),
        generated_ids=list(run.generation.ids[n:]),
        dtype=entry.precision,
        places=[len(run.tokens) - 1] if causal else gaps or [run.position],
        said="after token" if causal else "at token",
    )


def _plain(run: "Run") -> Entry:
    name = run.model.name
    if run.edits:
        raise Refused(
            "what is changed inside the model, or shown to it as a picture, plain transformers cannot redo: take it "
            "away, or take the notebook"
        )
    refuse_own(run)
    entry = find(name)
    if entry.kind == "gguf" or entry.step is not None:
        raise Refused(
            "the weights of {model} are kept in a form that plain transformers does not open: take the notebook",
            model=name,
        )
    return entry


def refuse_own(run: "Run") -> None:
    """Refused where the model is a visitor's own: nobody else has it, under whatever name."""
    if is_own(run.model.name):
        raise Refused("{model} is yours alone: download it on the page where you taught it", model=run.model.name)


def _named(entry: Entry) -> tuple[str, str]:
    """What the script calls the model, and a comment behind it. A folder of the server's is nobody else's business."""
    if entry.kind == "embedded":
        return Path(entry.location).relative_to(ROOT).as_posix(), "  # from the folder of LLM Explorer"
    if entry.kind == "hub":
        return entry.location, ""
    return entry.name.removeprefix("folder:").split("@")[0], "  # say here where the model's folder lies"
