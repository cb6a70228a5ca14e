"""Both embedded readers, and sentences for them."""

from dataclasses import replace
from functools import cache

from explorer.engine import model_store
from explorer.findings.bert.readers import DECODER, ENCODER, Reader, Readers
from explorer.findings.bert.words import Sentence, sentence_of
from explorer.text.openai import openai_tokenizer

ENGLISH = "She took her umbrella because it was raining."
JAPANESE = "お腹がすいたので、ご飯を食べました。"
MIXED = "Tom can't go\nto 東京, he says."


@cache
def readers() -> Readers:
    return Readers(*(Reader(model_store.ask(name).result()) for name in (ENCODER, DECODER)))


@cache
def read(text: str) -> Sentence:
    return sentence_of(readers(), text)


def cut_otherwise() -> Readers:
    """The decoder with another tokenizer, for what asks it nothing."""
    decoder = readers().decoder.model
    other = replace(decoder, tokenizer=openai_tokenizer("r50k_base"), fingerprint="cut otherwise")
    return Readers(readers().encoder, Reader(other))
