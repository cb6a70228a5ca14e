"""Two or more ways to do a thing, taken in turns: A, B, A, B, ... so that a busy machine slows them alike."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import torch
from transformers import GPT2Config, GPT2LMHeadModel

from explorer.models.catalogue import DEFAULT, EMBEDDED
from explorer.models.loader import assemble
from explorer.models.model import Model
from explorer.text.tokenizer import Tokenizer


def times(rounds: int, **ways: Callable[[], object]) -> dict[str, list[float]]:
    """Seconds of each way in each round, after one round of warming up."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            began = perf_counter()
            way()
            if turn:
                found[name].append(perf_counter() - began)
    return found


def ratio(found: dict[str, list[float]], name: str, base: str) -> float:
    """The median over the rounds of one way's time in the base's."""
    return median(mine / other for mine, other in zip(found[name], found[base], strict=True))
