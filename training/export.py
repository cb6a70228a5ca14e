"""Turn a run's last checkpoint into a Hugging Face folder: float16 safetensors, tokenizer, model card."""

import json
import os
import shutil
from pathlib import Path
from string import Template

import torch
from transformers import PreTrainedModel

from explorer.text.embedded import embedded_encoding, read_ranks
from training import bert, chat, gpt, translator, vision
from training.loop import Recipe
from training.tokenizer import save, save_for_bert, save_for_chat, save_for_translator, save_for_vision

CARDS = Path(__file__).with_name("cards")


def export(name: str, run: Path, tokenizer: Path, folder: Path) -> None:
    """Write the model folder, whole or not at all; the card's numbers are the checkpoint's own.

    run: where `training.loop` left checkpoint.pt. tokenizer: explorer-gpt's own, or explorer-vision's.
    """
    state = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    recipe = Recipe(**state["recipe"])
    model = _empty(name, recipe, tokenizer)
    model.load_state_dict(state["model"])
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    model.half().save_pretrained(partial, safe_serialization=True)
    if not model.config.is_encoder_decoder:
        # What belongs to decoding is the visitor's choice in the app; of two stacks it says how writing begins.
        (partial / "generation_config.json").unlink(missing_ok=True)
    save_tokenizer(name, tokenizer, partial)
    card = Template((CARDS / f"{name}.md").read_text(encoding="utf-8"))
    numbers = _numbers(state, recipe, sum(p.numel() for p in model.parameters()))
    numbers |= _of_tower(run.with_name(vision.TOWER)) if name in vision.NAMES else {}
    (partial / "README.md").write_text(card.substitute(numbers), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(partial, folder)


def _empty(name: str, recipe: Recipe, tokenizer: Path) -> PreTrainedModel:
    encoding = embedded_encoding(tokenizer)
    if name == "explorer-bert":
        return bert.new_model(recipe, encoding.n_vocab)
    if name in vision.NAMES:
        return vision.new_model(recipe, encoding)
    if name == "explorer-translator":
        return translator.new_model(recipe, encoding.n_vocab)
    added = len(chat.ADDED) if name == "explorer-chat" else 0
    return gpt.new_model(recipe, encoding.n_vocab + added, encoding.eot_token)


def save_tokenizer(name: str, tokenizer: Path, folder: Path) -> None:
    """explorer-gpt's tokenizer, with what the model of this name adds to it."""
    ranks = list(read_ranks((tokenizer / "ranks.tiktoken").read_bytes()))
    if name == "explorer-bert":
        save_for_bert(ranks, folder, bert.ADDED)
    elif name == "explorer-chat":
        save_for_chat(ranks, folder, chat.ADDED, chat.TEMPLATE)
    elif name in vision.NAMES:
        save_for_vision(ranks, folder, vision.ADDED)
        vision.save_processor(folder)
    elif name == "explorer-translator":
        save_for_translator(ranks, folder, translator.ADDED)
    else:
        save(ranks, folder)


def _of_tower(run: Path) -> dict[str, str]:
    state = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    minutes, rows = f"{state['seconds'] / 60:.0f}", str(state["recipe"]["rows"])
    return {"tower_steps": f"{state['step']:,}", "tower_rows": rows, "tower_minutes": minutes}


def _numbers(state: dict, recipe: Recipe, parameters: int) -> dict[str, str]:
    """What a card says about the training."""
    tokens = state["step"] * recipe.rows * recipe.n_ctx
    return {
        "steps": f"{state['step']:,}",
        "planned": f"{recipe.steps:,}",
        "rows": str(recipe.rows),
        "n_ctx": str(recipe.n_ctx),
        "n_layers": str(recipe.n_layers),
        "n_heads": str(recipe.n_heads),
        "d_model": str(recipe.d_model),
        "tokens": f"{tokens:,}",
        "parameters": f"{parameters:,}",
        "minutes": f"{state['seconds'] / 60:.0f}",
        "machine": state["machine"],
        "dropout": f"{recipe.dropout:.0%}",
        "weight_decay": str(recipe.weight_decay),
        # 6 N D (Kaplan et al. 2020, section 2.1); the tied embedding counts, since it multiplies at the output.
        "compute": f"{6 * parameters * tokens:.2e}",
        "seed": str(recipe.seed),
        "muon_lr": str(recipe.muon_lr),
        "adam_lr": str(recipe.adam_lr),
        "warmup": f"{recipe.warmup:.0%}",
        "decay": f"{recipe.decay:.0%}",
        "loss": json.dumps(state["log"][-1]["loss"]) if state["log"] else "?",
    }
