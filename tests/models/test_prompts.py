"""Texts reach models by one way: whoever cuts a text without what begins it says here why."""

import re
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "explorer"
CUT = re.compile(r"tokenizer\.encode\(|tokenizer\.framed\(|tokenizer\.begun\(")

PIECES = {
    "models/model.py": "Model.prompt itself",
    "findings/ids_of_word.py": "a word that stands inside a text",
    "findings/decoding/seeking.py": "a word that would come next",
    "findings/context/two_masks.py": "whether a vocabulary has a text, which no model reads",
    "findings/context/scored_text.py": "a text that may be said twice, before Model.around begins it",
    "findings/tokens/vocabulary.py": "whether a token is cut as itself",
    "findings/tokens/compare.py": "encodings side by side, of which most have no model",
    "findings/tokens/pairs.py": "what a language costs: a text begins once, however long it is",
    "findings/bert/next_sentence.py": "two texts, joined as BERT was given pairs of them",
    "findings/transformer/sentences.py": "whether a sentence is too long to be drawn",
    "models/tuning/lessons.py": "an answer, behind a prompt that begins as every prompt",
    "models/two_stacks/model.py": "Seq2Seq.source itself, and what its decoder has written",
    "findings/growth/measured.py": "held-out texts, before what begins them is put there",
    "models/training/tokens.py": "the text that a model is trained on",
    "findings/gpt4/haystack.py": "parts of a text that is put together of them, with what begins it",
    "findings/gpt4/long_context.py": "a text under encodings whose models are not here",
    "findings/tokens/typing.py": "what is typed, under any encoding, and no model is asked",
}


def test_nothing_else_cuts_a_text_without_what_begins_it() -> None:
    files = (path for path in SOURCES.rglob("*.py") if path.parent.name != "text" or path.parent.parent != SOURCES)
    found = {path.relative_to(SOURCES).as_posix() for path in files if CUT.search(path.read_text(encoding="utf-8"))}
    assert found == set(PIECES)
