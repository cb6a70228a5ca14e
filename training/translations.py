"""How good explorer-translator is on held-out pairs: rows for RESULTS.md, and the figures that the app shows.

python -m training.translations CORPUS explorer/assets/models explorer/assets/held_out/translations.json
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sacrebleu
import torch

from explorer.models.catalogue import Entry
from explorer.models.two_stacks.directions import Direction
from explorer.models.two_stacks.loader import load
from explorer.models.two_stacks.model import Seq2Seq
from training.conversations import some, translations
from training.loop import write
from training.pairs import sentence_pairs

NAME = "explorer-translator"
BEAMS = {"greedy": 1, "beam": 4}
TOKENIZED = {"en": "13a", "ja": "char"}
"""sacrebleu's way to cut each language for BLEU. Japanese goes character by character."""
TASKS = {
    "ja": ("translate to Japanese", "Translate into Japanese: "),
    "en": ("translate to English", "英語に訳してください："),
}
"""explorer-chat's, by target language, with what it is asked before the sentence."""
MOST_WRITTEN = 48
SHOWN = 12
"""Pairs that the app translates before the visitor's eyes, drawn by chance."""


@dataclass(frozen=True)
class Score:
    source: str
    target: str
    how: str
    bleu: float
    chrf: float
    """Both from 0 to 100, by sacrebleu; chrF2 (Popović 2015)."""


@torch.inference_mode()
def translated(model: Seq2Seq, texts: Sequence[str], direction: Direction, beams: int, rows: int = 64) -> list[str]:
    """By transformers' `generate`, which the app's own search equals, in batches of like length."""
    module: Any = model.module
    sources = [model.source(text, direction).ids for text in texts]
    order = np.argsort([len(ids) for ids in sources], kind="stable")
    said = [""] * len(texts)
    limits = {"max_new_tokens": MOST_WRITTEN, "num_beams": beams, "do_sample": False}
    marks = {"decoder_start_token_id": model.start, "pad_token_id": model.start, "eos_token_id": sorted(model.ends)}
    for start in range(0, len(order), rows):
        chosen = [int(place) for place in order[start : start + rows]]
        width = max(len(sources[place]) for place in chosen)
        ids = torch.full((len(chosen), width), model.start)
        for row, place in enumerate(chosen):
            ids[row, : len(sources[place])] = torch.tensor(sources[place])
        mask = torch.tensor([[int(n < len(sources[place])) for n in range(width)] for place in chosen])
        for place, found in zip(chosen, module.generate(ids, attention_mask=mask, **limits, **marks), strict=True):
            own = [int(id) for id in found if not model.tokenizer.is_special(int(id))]
            said[place] = model.tokenizer.decode(own).strip()
    return said


def scores(model: Seq2Seq, pairs: Sequence[tuple[str, str]]) -> Iterator[Score]:
    """pairs: (English, Japanese). Both directions, greedy and by beam search."""
    for direction in model.directions:
        turned = pairs if direction.target == "ja" else [(ja, en) for en, ja in pairs]
        wanted = [target for _, target in turned]
        for how, beams in BEAMS.items():
            said = translated(model, [source for source, _ in turned], direction, beams)
            bleu = sacrebleu.corpus_bleu(said, [wanted], tokenize=TOKENIZED[direction.target]).score
            chrf = sacrebleu.corpus_chrf(said, [wanted]).score
            yield Score(direction.source, direction.target, how, round(bleu, 1), round(chrf, 1))


def seen(corpus: Path, pairs: Sequence[tuple[str, str]]) -> float:
    """Share of the held-out pairs of which one sentence stands in the training text, there with another translation."""
    english, japanese = (set(texts) for texts in zip(*sentence_pairs(corpus, "train"), strict=True))
    return float(np.mean([en in english or ja in japanese for en, ja in pairs]))


def beside_chat(corpus: Path, model: Seq2Seq, most: int) -> dict[str, float]:
    """chrF by target language on the pairs that `training.evaluate` asks explorer-chat, greedy as there."""
    found = {}
    for direction in model.directions:
        task, asked = TASKS[direction.target]
        items = some([item for item in translations(corpus, "valid") if item.task == task], most)
        said = translated(model, [item.question.removeprefix(asked) for item in items], direction, 1)
        found[direction.target] = round(sacrebleu.corpus_chrf(said, [[item.answer for item in items]]).score, 1)
    return found


def measured(corpus: Path, folder: Path, most: int | None = None) -> dict[str, Any]:
    """What the app shows. most: pairs; None is all of them."""
    pairs = sentence_pairs(corpus, "valid")
    drawn = [pairs[i] for i in np.random.default_rng(0).permutation(len(pairs))[:most]]
    model = load(Entry(NAME, "embedded", str(folder)))
    found = [asdict(one) for one in scores(model, drawn)]
    return {
        "n": len(drawn),
        "beside_chat": beside_chat(corpus, model, min(60, len(drawn))),
        "beams": BEAMS["beam"],
        "seen": round(seen(corpus, drawn), 4),
        "scores": found,
        "pairs": drawn[:SHOWN],
    }


def report(figures: dict[str, Any]) -> Iterator[str]:
    """The lines of RESULTS.md."""
    yield "| direction | how | pairs | BLEU | chrF |"
    yield "|---|---|---|---|---|"
    for one in figures["scores"]:
        how = "greedy" if one["how"] == "greedy" else f"{figures['beams']} beams"
        yield f"| {one['source']} → {one['target']} | {how} | {figures['n']:,} | {one['bleu']} | {one['chrf']} |"
    beside = ", ".join(f"to {target} {chrf}" for target, chrf in figures["beside_chat"].items())
    yield f"\nOn the pairs that explorer-chat is asked above, greedy: chrF {beside}."
    yield f"Of {figures['seen']:.1%} of the pairs one sentence stands in the training text, with another translation."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("models", type=Path, help="the folder of explorer-translator")
    parser.add_argument("figures", type=Path, help="the file that the app shows")
    parser.add_argument("--most", type=int, help="only so many pairs, drawn by chance")
    options = parser.parse_args()
    figures = measured(options.corpus, options.models / NAME, options.most)
    write(options.figures, json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    print("\n".join(report(figures)))


if __name__ == "__main__":
    main()
