"""What comes with explorer-nano beside its last weights: checkpoints in eight bits, what was measured of each moment,
and the unigrams and bigrams of what it read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from shutil import copy2, copytree, rmtree

import numpy as np
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from explorer.analysis.ngrams import Bigrams, counted
from explorer.engine import ngrams
from explorer.findings.growth.measured import by_table, held_out_ids, measured
from explorer.models.catalogue import Entry
from explorer.models.checkpoints import FOLDER, file_of, name_at
from explorer.models.eight_bits import packed
from explorer.models.history import FILE, History, Series
from explorer.models.loader import load
from explorer.text.embedded import embedded_encoding
from training import nano
from training.loop import Recipe, write
from training.mixture import Mixture, read_sources

KEPT = (0, 16, 49, 130, 262, 458, 697, 1060, 1612, 2802, 4402, 6002)
"""Of the steps in a run's folder, which come with the explorer, beside the last: those nearest to these."""

FEWEST = 4
"""Pairs of tokens that came less often are left out of the bigrams."""

COUNTED = 2_700
"""Steps whose text the tables count: ten million tokens."""

ROWS = 4_000
"""Counted at once."""


def publish(corpus: Path, run: Path, tokenizer: Path, folder: Path, recipe: Recipe) -> None:
    """Into the folder in which `training.export` has put the last weights."""
    if not (run / ngrams.FILE).exists():
        ngrams.write(bigrams(corpus, tokenizer, recipe), run)
    copy2(run / ngrams.FILE, folder)
    everything = run / "opened"
    rmtree(everything, ignore_errors=True)
    copytree(folder, everything)
    (everything / FOLDER).mkdir(exist_ok=True)
    history = _history(run, everything, ngrams.read(nano.NAME, folder), recipe)
    write(folder / FILE, history.written())
    (folder / FOLDER).mkdir(exist_ok=True)
    for step in kept(history.series.step):
        copy2(file_of(everything, step), file_of(folder, step))


def kept(steps: tuple[int, ...]) -> tuple[int, ...]:
    """Which of the steps, but for the last, come with the explorer."""
    return tuple(sorted({min(steps[:-1], key=lambda step: abs(step - wanted)) for wanted in KEPT}))


def bigrams(corpus: Path, tokenizer: Path, recipe: Recipe) -> Bigrams:
    """Of the rows of text that the first steps read; those of random tokens are no text."""
    encoding = embedded_encoding(tokenizer)
    source = Mixture(read_sources(corpus, encoding), nano.PERCENT, recipe.n_ctx, encoding.n_vocab, recipe.seed)
    pairs = np.zeros(encoding.n_vocab**2, np.int64)
    for rows in _texts(source, min(recipe.steps, COUNTED) * recipe.rows):
        pairs += np.bincount((rows[:, :-1] * encoding.n_vocab + rows[:, 1:]).ravel(), minlength=len(pairs))
    return counted(pairs.reshape(encoding.n_vocab, -1), encoding.n_vocab, fewest=FEWEST)


def _texts(source: Mixture, n: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, n, ROWS):
        numbers = (number for number in range(start, min(start + ROWS, n)) if source.turn(number)[0] != "copies")
        rows = [source.row(number) for number in numbers]
        if rows:
            yield np.stack(rows).astype(np.int64)


@dataclass(frozen=True)
class _Measured:
    """One moment, as a line of measured.jsonl has it."""

    step: int
    loss_en: float
    loss_ja: float
    in_context: float
    from_unigram: float
    from_bigram: float
    previous_token: list[list[float]]
    induction: list[list[float]]


def _history(run: Path, everything: Path, grams: Bigrams, recipe: Recipe) -> History:
    saved = sorted(int(path.stem) for path in (run / nano.STEPS).glob("*.safetensors"))
    moments = [_moment(run, everything, step, grams, recipe) for step in saved]
    columns = {field.name: [getattr(one, field.name) for one in moments] for field in fields(_Measured)}
    arrays = {name: np.asarray(values) for name, values in columns.items() if name != "step"}
    model = load(Entry(nano.NAME, "embedded", str(everything)))
    texts = [held_out_ids(model, lang) for lang in ("en", "ja")]
    return History(
        model=nano.NAME,
        tokens_a_step=recipe.tokens_a_step,
        decays_from=round(recipe.steps * (1 - recipe.decay)),
        unigram=float(np.mean([by_table(ids, grams, pairs=False) for ids in texts])),
        bigram=float(np.mean([by_table(ids, grams, pairs=True) for ids in texts])),
        series=Series(tuple(columns["step"]), **arrays),
        kept=(*kept(tuple(columns["step"])), columns["step"][-1]),
    )


def _moment(run: Path, everything: Path, step: int, grams: Bigrams, recipe: Recipe) -> _Measured:
    """As it opens: the last one in 16 bits, the others in 8."""
    file = run / "measured" / f"{step}.json"
    weights = load_file(run / nano.STEPS / f"{step}.safetensors")
    save_file(packed(weights), file_of(everything, step), {"format": "pt"})
    if file.exists():
        return _Measured(**json.loads(file.read_text()))
    last = step == recipe.steps
    entry = Entry(name_at(nano.NAME, step), "embedded", str(everything), step=None if last else step)
    moment = measured(load(entry), grams)
    line = _Measured(
        step=step,
        loss_en=moment.readings["en"].loss,
        loss_ja=moment.readings["ja"].loss,
        in_context=moment.mean("in_context"),
        from_unigram=moment.mean("from_unigram"),
        from_bigram=moment.mean("from_bigram"),
        previous_token=moment.heads.previous_token.tolist(),
        induction=moment.heads.induction.tolist(),
    )
    file.parent.mkdir(exist_ok=True)
    write(file, json.dumps(vars(line)))
    return line
