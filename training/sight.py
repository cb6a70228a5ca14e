"""Measure explorer-vision on held-out pictures: whole captions, and questions by kind, beside a twin that cannot see.

    python -m training.sight explorer/assets/models/explorer-vision --blind FOLDER

A held-out picture's caption was in no training row. An answer counts if every token of it, and its end, is the
likeliest there: it is what the model writes at temperature 0, letter for letter.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.models.seeing import seen
from explorer.pictures.drawing import pixels
from explorer.pictures.questions import LANGUAGES, QUESTIONS, Asked, asked, described
from explorer.trace.edits import Show
from explorer.trace.run import logits
from training.evaluate import head, row
from training.pictures import drawn
from training.vision import GREY

PICTURES = 500
"""Held-out pictures, each with a caption in both languages and one question of each kind in each."""

IN_WORDS = {"en": "English", "ja": "Japanese"}


def items(n: int) -> Iterator[tuple[NDArray[np.uint8], list[Asked]]]:
    """Pixels of each picture, and what is asked about it: one question of a kind, where it has any."""
    for number in range(n):
        picture, rng = drawn(0, number, held_out=True)
        found = [described(picture, language) for language in LANGUAGES]
        for language in LANGUAGES:
            for kind in QUESTIONS:
                some = asked(picture, language, kind)
                found += [some[rng.integers(len(some))]] if some else []
        yield pixels(picture), found


def answers(model: Model, shown: NDArray[np.uint8], one: Asked) -> bool:
    """Whether it gives this answer and nothing more."""
    prompt = model.prompt(one.question, picture=True)
    answer = (*model.tokenizer.encode(one.answer), model.tokenizer.eot or 0)
    ids = (*prompt.ids, *answer)
    show = Show.of(prompt.picture.start, seen(model, shown).vectors)
    said = logits(model, ids, (show,))[len(prompt.ids) - 1 : -1].argmax(-1)
    return bool((said == np.array(answer)).all())


def measured(model: Model, n: int, *, blind: bool = False) -> Mapping[tuple[str, str], list[bool]]:
    """By kind and language. blind: every picture is the grey one that such a model was trained on."""
    found: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for shown, asked_of_it in items(n):
        for one in asked_of_it:
            found[one.kind, one.language].append(answers(model, GREY if blind else shown, one))
    return found


def report(seeing: Model, blind: Model | None, n: int = PICTURES) -> Iterator[str]:
    """The lines of a section of RESULTS.md."""
    yield f"\n## {seeing.name}: {n} held-out pictures\n"
    yield "`python -m training.sight explorer/assets/models/explorer-vision --blind RUNS/models/explorer-blind`\n"
    yield "Right: every token of the answer, and its end, is the likeliest. No training row has such a caption.\n"
    own, twin = measured(seeing, n), measured(blind, n, blind=True) if blind else None
    yield head("asked for", "language", "items", seeing.name, "its blind twin")
    for (kind, language), right in sorted(
        own.items(), key=lambda item: (["caption", *QUESTIONS].index(item[0][0]), item[0][1])
    ):
        guessed = f"{np.mean(twin[kind, language]):.1%}" if twin else "–"
        yield row(kind, IN_WORDS[language], len(right), f"**{np.mean(right):.1%}**", guessed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="the folder of explorer-vision")
    parser.add_argument("--blind", type=Path, help="the folder of its twin, which RUNS/explorer-blind was exported to")
    parser.add_argument("--pictures", type=int, default=PICTURES)
    options = parser.parse_args()
    folders = [folder for folder in (options.model, options.blind) if folder]
    models = [load(Entry(folder.name, "embedded", str(folder))) for folder in folders]
    for line in report(models[0], models[1] if options.blind else None, options.pictures):
        print(line, flush=True)


if __name__ == "__main__":
    main()
