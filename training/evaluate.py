"""Measure the embedded models: the report that training/RESULTS.md keeps.

python -m training.evaluate CORPUS explorer/assets/models --before FOLDER > training/RESULTS.md
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.models.tuned_lens import FILE
from explorer.text.tokenizer import TiktokenTokenizer
from training import translations
from training.baselines import KneserNey, xz_bits_per_byte, zstd_bits_per_byte
from training.conversations import is_held_out, some, written_items
from training.conversations import translations as translation_items
from training.corpus import FILES, packed
from training.prompts import PROMPTS
from training.scores import Answers, HeldOut, answers, best_heads, bits_per_byte, continuation, gaps
from training.tuned_lens import report as lenses

LANGUAGES = {"English": ("en_classics",), "Japanese": ("ja_aozora",)}
"""Whose held-out text the gaps are cut into."""


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def head(*cells: str) -> str:
    return row(*cells) + "\n|" + "---|" * len(cells)


def opened(folder: Path) -> Model:
    return load(Entry(folder.name, "embedded", str(folder)))


def training_ids(corpus: Path, tokenizer: TiktokenTokenizer) -> np.ndarray:
    """All training text, each document once."""
    return np.concatenate([packed(corpus, source, tokenizer.encoding) for source in FILES]).astype(np.int64)


def bits(corpus: Path, model: Model, others: Mapping[str, Model], train: np.ndarray) -> Iterator[str]:
    """others: by what heads their column; each reads with its own tokenizer."""
    five = KneserNey.of(train, _embedded(model).n_vocab)
    yield head("held-out text", model.name, *others, "5-gram, Kneser–Ney", "xz -9e", "zstd -19 --long")
    for source in FILES:
        text = HeldOut.of(corpus, source, _embedded(model))
        if text is not None:
            theirs = ((other, HeldOut.of(corpus, source, _embedded(other))) for other in others.values())
            grams = five.bits(text.ids)[text.counted].sum() / len(text.data)
            yield row(
                f"{source}.valid",
                f"**{bits_per_byte(model, text):.3f}**",
                *(f"{bits_per_byte(other, read):.3f}" for other, read in theirs if read),
                f"{grams:.3f}",
                f"{xz_bits_per_byte(text.data):.3f}",
                f"{zstd_bits_per_byte(text.data):.3f}",
            )


def heads(models: list[Model]) -> Iterator[str]:
    yield head("model", "score", "best head", "value")
    for model in models:
        for name, layer, number, value in best_heads(model):
            yield row(model.name, name, f"layer {layer + 1}, head {number + 1}", f"{value:.2f}")


def filled(corpus: Path, encoder: Model, decoder: Model) -> Iterator[str]:
    tokenizer = _embedded(decoder)
    yield head("language", "who guesses", "first guess right", "among the first five")
    for language, sources in LANGUAGES.items():
        for source in sources:
            text = HeldOut.of(corpus, source, tokenizer)
            if text is None:
                continue
            counts = np.bincount(packed(corpus, source, tokenizer.encoding), minlength=tokenizer.n_vocab)
            counts[tokenizer.encoding.eot_token] = 0
            for who, found in gaps(encoder, decoder, text, counts.argsort()[::-1][:5]).items():
                yield row(language, who, f"{found.top1:.1%}", f"{found.top5:.1%}")


def answered(corpus: Path, chatting: Model, base: Model, most: int) -> Iterator[str]:
    items = [*translation_items(corpus, "valid"), *(item for item in written_items() if is_held_out(item))]
    yield head("task", "questions", chatting.name, base.name, f"chrF of {chatting.name}", f"chrF of {base.name}")
    for task in dict.fromkeys(item.task for item in items):
        asked = some([item for item in items if item.task == task], most)
        tuned, plain = answers(chatting, asked, templated=True), answers(base, asked, templated=False)
        yield _task_row(task, tuned, plain)


def _task_row(task: str, tuned: Answers, plain: Answers) -> str:
    shares = f"**{tuned.right:.0%}**", f"{plain.right:.0%}"
    return row(task, tuned.n, *shares, f"{tuned.chrf:.1f}", f"{plain.chrf:.1f}")


def continuations(model: Model) -> Iterator[str]:
    for prompts in PROMPTS.values():
        for prompt in prompts:
            yield f"- {prompt!r} → {continuation(model, prompt)!r}"


def _embedded(model: Model) -> TiktokenTokenizer:
    assert isinstance(model.tokenizer, TiktokenTokenizer)
    return model.tokenizer


def report(corpus: Path, models: Path, before: Path | None, most: int = 60) -> Iterator[str]:
    """The lines of RESULTS.md. most: questions a task."""
    gpt = opened(models / "explorer-gpt")
    others = {name: opened(models / name) for name in ("explorer-draft",) if (models / name).is_dir()}
    if before:
        others["its first version"] = opened(before)
    train = training_ids(corpus, _embedded(gpt))
    yield "# Measurements of the embedded models\n"
    yield "`python -m training.evaluate CORPUS explorer/assets/models --before FOLDER`\n"
    yield "## Bits per byte of held-out text\n"
    yield from bits(corpus, gpt, others, train)
    del train
    there = [gpt]
    if (models / "explorer-bert").is_dir():
        bert = opened(models / "explorer-bert")
        yield "\n## Gaps: 15 % of the tokens of 100 windows\n"
        yield from filled(corpus, bert, gpt)
    if (models / "explorer-chat").is_dir():
        chat = opened(models / "explorer-chat")
        there.append(chat)
        yield "\n## Held-out questions, greedy answers\n"
        yield "Right: it begins as it should, case and punctuation apart. A translation may be right and not count.\n"
        yield from answered(corpus, chat, gpt, most)
    if (models / translations.NAME).is_dir():
        yield "\n## Translations of held-out pairs\n"
        yield "BLEU and chrF by sacrebleu (BLEU of Japanese by the character, of English 13a).\n"
        yield from translations.report(translations.measured(corpus, models / translations.NAME))
    yield "\n## The best heads on repeated random tokens\n"
    yield from heads(there)
    if (models / "explorer-gpt" / FILE).is_file():
        yield "\n## How far explorer-gpt's lenses are from its output: KL in bits, held-out text\n"
        yield from lenses(corpus, models / "explorer-gpt")
    yield "\n## Continuations by explorer-gpt, temperature 0.7, seed 0, 60 tokens\n"
    yield from continuations(gpt)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("models", type=Path, help="the folder of explorer-gpt, explorer-bert and explorer-chat")
    parser.add_argument("--before", type=Path, help="an earlier explorer-gpt, to compare with")
    options = parser.parse_args()
    for line in report(options.corpus, options.models, options.before):
        print(line, flush=True)


if __name__ == "__main__":
    main()
