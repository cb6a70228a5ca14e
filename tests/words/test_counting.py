"""One token and two tokens: nothing that is counted is one in the plural, nor several in the singular."""

import re
import string

import pytest
from babel.messages.catalog import Message

from explorer.words import forms_of, ngettext
from scripts.messages import template

NOUNS = "tokens|heads|layers|places|parts|passes|characters|bytes|words|times|positions|branches|examples|neurons"
ONE_OF_MANY = re.compile(rf"\b1 (?:\w+ )?({NOUNS})\b")
MANY_OF_ONE = re.compile(rf"\b[02] ({'|'.join(noun.removesuffix('s') for noun in NOUNS.split('|'))})\b(?! of)")
MESSAGES = [message for message in template() if message.id and message.pluralizable]


def said(message: Message, n: int) -> str:
    one, many = forms_of(message.id)
    places = {name for form in (one, many) for _t, name, _s, _c in string.Formatter().parse(form) if name}
    return ngettext(one, many, n, **dict.fromkeys(places - {"n"}, "…"))


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_counted_noun_has_the_form_of_its_number(n: int) -> None:
    sentences = [said(message, n) for message in MESSAGES]
    assert [sentence for sentence in sentences if ONE_OF_MANY.search(sentence) or MANY_OF_ONE.search(sentence)] == []


def test_what_may_be_one_has_a_form_for_one() -> None:
    """{n} before a noun in the plural, in a message that has no other form, is of what is never one."""
    plural = re.compile(rf"(?<!of )\{{n\}} ({NOUNS})\b")
    found = {str(message.id) for message in template() if not message.pluralizable and plural.search(str(message.id))}
    assert {message for message in found if not any(message.startswith(known) for known in NEVER_ONE)} == set()


NEVER_ONE = (
    "With more than {n} characters a code",  # a constant
    "At every depth it is right",  # lengths from 64 on
    "At no depth is it right",
    "Each of the {n} heads has",  # a published model's
    "Every window from 1 to {n}",
    "Of {n} heads, {few} end",  # explorer-nano's sixteen
    "Of its {n} tokens OpenAI",  # 32,768
    "The {n} heads share",  # more than one share
    "With {n} tokens in it, the cache",  # a choice of lengths
    "Writing after {n} tokens",  # the lengths that are timed
    "the same, and the first {n} tokens",  # a constant
    "this has {n} characters, and at most",  # too many
    "{k} windows from 1 to {n}",
    "After {n} tokens the next one",  # the lengths that are timed
    "At temperature {temperature}",  # with a decimal: 1.0 tokens
    "Compute it for these {n} tokens",  # only of long texts
    "Depth and surprisal",  # only of enough tokens for a correlation
    "Each point is the median of {n} tokens",
    "Grow {ways} branches of {n} tokens",  # a choice of lengths
    "Guessing each of {n}",
    "Layer {layer}, head {head}: mean entropy",  # with a decimal
    "Each cell of these",  # so many by so many
    "Names: previous token",  # a constant
    "Reading {n} tokens in {windows} windows",  # more than one window's
    "The map of {n} tokens",  # a vocabulary
    "The nearest of all {n} tokens",
    "This model has no mask",
    "This prompt has {n} tokens; {model} reads",  # none, or too many
    "UMAP lays out {n} tokens",
    "With {n} tokens, only some",  # only of long texts
    "Writing {n} tokens",  # a choice of lengths
    "a word of {n} bytes is too long",
    "among the {n} likeliest",
    "prompt has {n} tokens, but",  # too many
    "the pattern has {n} characters",  # none, or too many
    "the prompt has {n}",  # too many
    "the sentence has {n} tokens",  # too many
    "the text has {n}",
    "there are {n} positions",
    "{n} examples",  # of a published figure
    "{n} tokens are more than a window",
    "{text} is {n} tokens",  # said only where it is more than one
    "{token} occurs {n} times",  # likewise
    "Share that stays",
    "This token has {n} bytes",  # too many to show
    "This word has {n} bytes",
    "This picture became {n} tokens",  # one a patch
    "{n} words",  # of what a model was trained on
    "{n} tokens",  # likewise
    "{n} bits",
    "{n} characters each",
)
