"""Questions and answers for explorer-chat, task by task: generated from tables, or from the sentence pairs.

Every item is held out or not by a hash of its question, so that the split is the same everywhere and for ever. In the
tasks about facts (colours, capitals, …) what is held out is a way of asking: the fact itself is taught in others.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from training.corpus import documents
from training.facts import (
    ANIMALS,
    CAPITALS,
    COLOURS,
    DECLINED,
    GREETINGS,
    NUMBERS,
    OPPOSITES,
    UNKNOWN,
    WORDS,
)

SYSTEM = ("Answer briefly.", "短く答えてください。")
"""Half of the conversations begin with one of these."""


@dataclass(frozen=True)
class Item:
    task: str
    question: str
    answer: str
    about: str = ""
    """Items about the same are held out together; empty is about the question alone."""


def is_held_out(item: Item) -> bool:
    """One item in eight."""
    return hashlib.sha256(f"{item.task}:{item.about or item.question}".encode()).digest()[0] < 32


def some(items: list[Item], most: int) -> list[Item]:
    """So many of them, drawn by chance, always the same."""
    chosen = np.random.default_rng(0).permutation(len(items))[:most]
    return [items[i] for i in sorted(chosen)]


def written_items() -> list[Item]:
    """Every item of the generators, in a fixed order, without doubles."""
    return list(dict.fromkeys(item for generate in GENERATORS for item in generate()))


def translations(corpus: Path, split: str) -> list[Item]:
    """Both directions of every sentence pair of the split: the held-out ones are the corpus' own."""
    found = []
    for document in documents(corpus, "en_ja_pairs", split):
        for line in document.splitlines():
            english, tab, japanese = line.partition("\t")
            if tab and english and japanese:
                found.append(Item("translate to Japanese", f"Translate into Japanese: {english}", japanese))
                found.append(Item("translate to English", f"英語に訳してください：{japanese}", english))
    return found


def _asked(task: str, ways: tuple[str, ...], thing: object, answer: str) -> Iterator[Item]:
    """One fact, asked in several ways."""
    return (Item(task, way.format(thing), answer) for way in ways)


def _colours() -> Iterator[Item]:
    english = (
        "What colour is {}?",
        "Tell me the colour of {}.",
        "Which colour does {} have?",
        "Name the colour of {}.",
    )
    japanese = ("{}は何色ですか。", "{}の色を教えてください。", "{}はどんな色？", "{}の色は？")
    for (en, ja), (colour, iro) in COLOURS.items():
        yield from _asked("colours", english, en, f"{colour.capitalize()}.")
        yield from _asked("colours", japanese, ja, f"{iro}です。")


def _numbers() -> Iterator[Item]:
    written = ("How do you write {} in English?", "Write the number {} as a word.", "Spell the number {}.")
    digits = ("Which number is {}?", "Write {} in digits.", "What is {} as a figure?")
    kanji = ("{}を漢字で書いてください。", "数字の{}は漢字で何ですか。", "{}は漢字でどう書きますか。")
    after = ("What comes after {}?", "Which number follows {}?", "Say the number after {}.")
    next_one = ("{}の次の数は何ですか。", "{}の次は？", "{}の次の数字を教えてください。")
    for n, (en, ja) in enumerate(NUMBERS):
        yield from _asked("numbers", written, n, f"{en.capitalize()}.")
        yield from _asked("numbers", digits, en, f"{n}.")
        yield from _asked("numbers", kanji, n, f"{ja}です。")
        yield from _asked("numbers", after, n, f"{n + 1}.")
        yield from _asked("numbers", next_one, n, f"{n + 1}です。")


def _opposites() -> Iterator[Item]:
    english = (
        "What is the opposite of {}?", "Give me the opposite of {}.", "The opposite of {}?", "Name the opposite of {}."
    )  # fmt: skip
    japanese = ("{}の反対は何ですか。", "{}の反対語を教えてください。", "{}の反対は？", "{}の逆は何ですか。")
    for pair in OPPOSITES:
        for (en, ja), (en_other, ja_other) in (pair, pair[::-1]):
            yield from _asked("opposites", english, en, f"{en_other.capitalize()}.")
            yield from _asked("opposites", japanese, ja, f"{ja_other}です。")


def _animals() -> Iterator[Item]:
    sounds = (
        "What does a {} say?", "What sound does a {} make?", "Tell me the sound of a {}.", "How does a {} cry?"
    )  # fmt: skip
    cries = ("{}は何と鳴きますか。", "{}の鳴き声は？", "{}の鳴き声を教えてください。", "{}はどう鳴きますか。")
    feet = ("How many legs does a {} have?", "Tell me how many legs a {} has.", "A {} has how many legs?")
    ashi = ("{}の足は何本ですか。", "{}には足が何本ありますか。", "{}の足の数は？")
    for (en, ja), (sound, koe), legs in ANIMALS:
        yield from _asked("animals", sounds, en, f"{sound.capitalize()}!")
        yield from _asked("animals", cries, ja, f"{koe}。")
        yield from _asked("animals", feet, en, f"{NUMBERS[legs][0].capitalize()}.")
        yield from _asked("animals", ashi, ja, f"{NUMBERS[legs][1]}本です。")


def _capitals() -> Iterator[Item]:
    english = (
        "What is the capital of {}?", "Name the capital of {}.", "Which city is the capital of {}?",
        "Tell me the capital of {}.",
    )  # fmt: skip
    japanese = ("{}の首都はどこですか。", "{}の首都を教えてください。", "{}の首都は？", "{}の首都は何という町ですか。")
    for (en, ja), (city, machi) in CAPITALS.items():
        yield from _asked("capitals", english, en, f"{city}.")
        yield from _asked("capitals", japanese, ja, f"{machi}です。")


def _arithmetic() -> Iterator[Item]:
    for a, b in product(range(21), repeat=2):
        for sign, result in (("+", a + b), ("-", a - b)):
            about = f"{min(a, b)} + {max(a, b)}" if sign == "+" else f"{a} - {b}"
            if 0 <= result <= 20:
                yield Item("arithmetic", f"{a} {sign} {b} = ?", f"{result}.", about)
                yield Item("arithmetic", f"{a}{sign}{b}は？", f"{result}です。", about)


def _some_words(n: int, seed: int) -> Iterator[tuple[list[str], list[str]]]:
    """n drawings of two to six words, in both languages."""
    rng = np.random.default_rng(seed)
    for _ in range(n):
        drawn = rng.choice(len(WORDS), rng.integers(2, 7), replace=False)
        yield [WORDS[i][0] for i in drawn], [WORDS[i][1] for i in drawn]


def _repeat() -> Iterator[Item]:
    for en, ja in _some_words(600, seed=1):
        yield Item("repeat", f"Repeat: {' '.join(en)}", " ".join(en))
        yield Item("repeat", f"くり返してください：{'、'.join(ja)}", "、".join(ja))


def _count() -> Iterator[Item]:
    for en, ja in _some_words(600, seed=2):
        yield Item("count", f"How many words? {' '.join(en)}", f"{NUMBERS[len(en)][0].capitalize()}.")
        yield Item("count", f"言葉はいくつ？ {'、'.join(ja)}", f"{NUMBERS[len(ja)][1]}つです。")
    for first, length in product(range(1, 13), range(2, 8)):
        last = first + length
        counted = ", ".join(map(str, range(first, last + 1)))
        yield Item("count", f"Count from {first} to {last}.", counted)
        yield Item("count", f"{first}から{last}まで数えてください。", counted)


def _greet() -> Iterator[Item]:
    for said, answer in GREETINGS:
        for greeting in said:
            yield Item("greet", greeting, answer)


def _decline() -> Iterator[Item]:
    rng = np.random.default_rng(3)
    for lang, questions in UNKNOWN.items():
        for question, things in questions:
            for thing in things:
                for year in rng.integers(2, 2000, 8):
                    yield Item("decline", question.format(thing=thing, year=year), DECLINED[lang])


GENERATORS: tuple[Callable[[], Iterator[Item]], ...] = (
    _colours,
    _numbers,
    _opposites,
    _animals,
    _capitals,
    _arithmetic,
    _repeat,
    _count,
    _greet,
    _decline,
)
