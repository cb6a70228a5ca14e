"""explorer-vision: a small CLIP-style tower, a projector and a decoder, in LLaVA's architecture (Liu et al. 2023).

A row is a picture and what is asked about it: <|endoftext|>, a token for each patch, then questions with their answers
until the row is full. Each question sees the picture and itself, not the others, so that every one is answered as if it
were alone though the picture is encoded once. The loss is on the answers.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tiktoken
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from transformers import LlamaConfig, LlavaConfig, LlavaForConditionalGeneration, PreTrainedModel

from explorer.pictures.drawing import pixels
from explorer.pictures.picture import BOARD
from explorer.pictures.questions import Asked
from explorer.text.embedded import embedded_encoding
from training.loop import Recipe, Task
from training.pictures import drawn, some
from training.tower import CONFIG, PATCH, SIDE, normed

NAMES = ("explorer-vision", "explorer-blind")
"""The model, and its twin that is shown the same empty picture every time and can only guess from words."""

TOWER = "explorer-vision-tower"
"""Beside whose run folder theirs lie."""

ADDED = ("<image>",)
"""It follows <|endoftext|>, and stands for one patch."""

PATCHES = SIDE**2

MEAN = STD = (0.5, 0.5, 0.5)
"""Pixels of 0 to 1 become numbers of -1 to 1."""

GREY = np.full((BOARD, BOARD, 3), 127, np.uint8)
"""What the twin that cannot see is shown, whatever the picture."""

ORDERED = 650
"""Steps in which every caption is in reading order; after them most are in any order. By then captions are learned, and
questions, which ask for one shape of several, are not."""

PADDING = -1
"""The segment of what fills up a row."""


@dataclass(frozen=True)
class Rows:
    """Pictures with questions, in rows of `n_ctx` tokens."""

    encoding: tiktoken.Encoding
    n_ctx: int
    seed: int
    blind: bool = False
    """Every picture is an empty grey one."""

    def batch(self, step: int, rows: int) -> tuple[NDArray, ...]:
        """Pictures (rows, 64, 64, 3), ids, and the segment of each id: 0 is the picture, all (rows, n_ctx).

        Last, which ids are of an answer.
        """
        made = [self._row(number, step >= ORDERED) for number in range(step * rows, (step + 1) * rows)]
        return tuple(np.stack(column) for column in zip(*made, strict=True))

    def _row(self, number: int, any_order: bool) -> tuple[NDArray[np.uint8], NDArray, NDArray, NDArray[np.bool_]]:
        picture, rng = drawn(self.seed, number, held_out=False)
        shown = GREY if self.blind else pixels(picture)
        ids = before(self.encoding)
        segments, said = [0] * len(ids), [False] * len(ids)
        for segment, asked in enumerate(some(picture, rng, any_order=any_order), 1):
            question, answer = spelled(asked, self.encoding)
            if len(ids) + len(question) + len(answer) > self.n_ctx:
                break
            ids += question + answer
            segments += [segment] * len(question + answer)
            said += [False] * len(question) + [True] * len(answer)
        left = self.n_ctx - len(ids)
        ids, segments = ids + [self.encoding.eot_token] * left, segments + [PADDING] * left
        return shown, np.array(ids), np.array(segments), np.array(said + [False] * left)


def before(encoding: tiktoken.Encoding) -> list[int]:
    """What stands before a question: the beginning, and a placeholder a patch."""
    return [encoding.eot_token] + [placeholder(encoding)] * PATCHES


def placeholder(encoding: tiktoken.Encoding) -> int:
    """The id in whose places a picture's vectors are put."""
    return encoding.encode_single_token(ADDED[0])


def spelled(asked: Asked, encoding: tiktoken.Encoding) -> tuple[list[int], list[int]]:
    """The ids of the question, and of the answer with its end."""
    answer = encoding.encode_ordinary(asked.answer)
    return encoding.encode_ordinary(asked.question), [*answer, encoding.eot_token]


def task(tokenizer: Path, tower: Path, recipe: Recipe, name: str = "explorer-vision") -> Task:
    """tower: the run folder of `training.tower`, whose last checkpoint this begins with. name: of NAMES."""
    encoding = embedded_encoding(tokenizer)
    rows = Rows(encoding, recipe.n_ctx, recipe.seed, blind=name == "explorer-blind")

    return Task(
        name,
        recipe,
        new_model=lambda: from_tower(tower, recipe, encoding),
        batch=lambda step: rows.batch(step, recipe.rows),
        losses=losses,
        attention="eager",
    )


def from_tower(tower: Path, recipe: Recipe, encoding: tiktoken.Encoding) -> LlavaForConditionalGeneration:
    """With the tower's weights, which stay as they are (Liu et al. 2023); projector and decoder begin at random."""
    weights = torch.load(tower / "checkpoint.pt", map_location="cpu", weights_only=True)["model"]
    model = new_model(recipe, encoding)
    model.model.vision_tower.load_state_dict(
        {name: weight for name, weight in weights.items() if not name.startswith("answers.")}
    )
    model.model.vision_tower.requires_grad_(False)
    return model


def new_model(recipe: Recipe, encoding: tiktoken.Encoding) -> LlavaForConditionalGeneration:
    text = LlamaConfig(
        vocab_size=encoding.n_vocab,
        hidden_size=recipe.d_model,
        intermediate_size=recipe.d_model * 8 // 3,
        num_hidden_layers=recipe.n_layers,
        num_attention_heads=recipe.n_heads,
        max_position_embeddings=256,
        bos_token_id=encoding.eot_token,
        eos_token_id=encoding.eot_token,
    )
    config = LlavaConfig(
        text_config=text,
        vision_config=CONFIG.to_dict(),
        image_token_index=placeholder(encoding),
        image_seq_length=PATCHES,
        vision_feature_layer=-1,
        tie_word_embeddings=False,
    )
    return LlavaForConditionalGeneration(config)


def losses(model: PreTrainedModel, shown: Tensor, ids: Tensor, segments: Tensor, said: Tensor) -> Tensor:
    """(n,) cross-entropy, in nats, of each token of an answer."""
    seen, positions = mask_and_positions(segments)
    hidden = model.model(  # pyright: ignore[reportCallIssue]
        input_ids=ids,
        pixel_values=normed(shown),
        # Added to the scores: transformers' own attention would add True and False as 1 and 0.
        attention_mask=torch.zeros(seen.shape, device=seen.device).masked_fill(~seen, -torch.inf)[:, None],
        position_ids=positions,
        use_cache=False,
    ).last_hidden_state
    # Only an answer's logits are needed: a third of the row's.
    predicts = said[:, 1:]
    unembed = model.get_output_embeddings()
    assert unembed is not None
    logits = unembed(hidden[:, :-1][predicts]).float()
    return functional.cross_entropy(logits, ids[:, 1:][predicts], reduction="none")


def mask_and_positions(segments: Tensor) -> tuple[Tensor, Tensor]:
    """Of (rows, n_ctx) segments: which position sees which (rows, n_ctx, n_ctx), and where each thinks it stands."""
    n = segments.shape[1]
    there = torch.arange(n, device=segments.device)
    same = segments[:, :, None] == segments[:, None, :]
    seen = (same | (segments == 0)[:, None, :]) & (there[:, None] >= there)
    return seen, seen.sum(-1) - 1


def save_processor(folder: Path) -> None:
    """How transformers makes the tower's input of a picture, and places of the question's <image>."""
    image = {
        "do_center_crop": False,
        "do_convert_rgb": True,
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
    }
    image |= {"image_mean": MEAN, "image_std": STD, "image_processor_type": "CLIPImageProcessor", "resample": 3}
    image |= {"rescale_factor": 1 / 255, "size": {"height": BOARD, "width": BOARD}}
    processor = {"processor_class": "LlavaProcessor", "patch_size": PATCH, "image_token": ADDED[0]}
    processor |= {"vision_feature_select_strategy": "default", "num_additional_image_tokens": 1}
    for name, written in (("preprocessor_config", image), ("processor_config", processor)):
        (folder / f"{name}.json").write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
