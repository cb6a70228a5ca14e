"""The embedded model twice, from the same weights: as transformers runs it, and as the explorer traces it."""

import argparse
import copy
from pathlib import Path
from time import perf_counter, process_time

import torch
from transformers import GPT2Config, GPT2LMHeadModel

from bench.pairs import Clock
from explorer.models.catalogue import DEFAULT, find
from explorer.models.loader import assemble
from explorer.models.model import Model
from explorer.text.embedded import embedded_tokenizer
from explorer.text.openai import openai_tokenizer

RANDOM = GPT2Config(vocab_size=8192, n_positions=512, n_embd=256, n_layer=6, n_head=8, bos_token_id=0, eos_token_id=0)
"""The embedded model's shape."""


def options(description: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--random", action="store_true", help="random weights of the embedded model's shape")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--cpu", action="store_true", help="one thread and its processor time: for a busy machine")
    return parser.parse_args()


def clock(cpu: bool) -> Clock:
    if cpu:
        torch.set_num_threads(1)
    return process_time if cpu else perf_counter


def plain_and_traced(random: bool) -> tuple[GPT2LMHeadModel, Model]:
    """transformers' own SDPA without a hook, and the explorer's model."""
    torch.manual_seed(0)
    if random:
        plain = GPT2LMHeadModel._from_config(RANDOM, attn_implementation="sdpa").eval()
        return plain, assemble("random", copy.deepcopy(plain), openai_tokenizer("r50k_base"))
    folder = Path(find(DEFAULT).location)
    plain = GPT2LMHeadModel.from_pretrained(folder, attn_implementation="sdpa", dtype=torch.float32).eval()
    return plain, assemble(DEFAULT, copy.deepcopy(plain), embedded_tokenizer(folder))


def prompt(n: int, n_vocab: int) -> list[int]:
    """n ids, drawn once and for all."""
    return torch.randint(1, n_vocab, (n,), generator=torch.Generator().manual_seed(n)).tolist()
