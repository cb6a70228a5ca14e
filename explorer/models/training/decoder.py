"""GPT-2's architecture in plain torch, its weights named and turned as transformers has them.

transformers itself takes twice as long to import as a small training takes to show its first losses.
"""

from math import sqrt

import torch
from torch import Tensor, nn
from torch.nn import functional

from explorer.models.training.order import Order

SPREAD = 0.02
"""Standard deviation of the first weights (Radford et al. 2018, section 4.1); of what a block adds, over √(2 L)."""


class Projection(nn.Module):
    """x W + b, with W as (in, out): GPT-2 keeps its matrices so."""

    def __init__(self, n_in: int, n_out: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x: Tensor) -> Tensor:
        """(rows, n_in) → (rows, n_out)"""
        return torch.addmm(self.bias, x, self.weight)


class Attention(nn.Module):
    def __init__(self, order: Order) -> None:
        super().__init__()
        self.n_heads = order.n_heads
        self.c_attn = Projection(order.d_model, 3 * order.d_model)
        self.c_proj = Projection(order.d_model, order.d_model)

    def forward(self, x: Tensor, shape: tuple[int, int], mask: Tensor) -> tuple[Tensor, Tensor]:
        """x: (rows · n, d), shape: (rows, n), mask: (n, n). What is added, and the patterns, (rows · heads, n, n)."""
        rows, n = shape
        q, k, v = self.c_attn(x).view(rows, n, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4).flatten(1, 2).unbind()
        pattern = torch.baddbmm(mask, q, k.transpose(1, 2), alpha=q.shape[-1] ** -0.5).softmax(-1)
        mixed = torch.bmm(pattern, v).view(rows, self.n_heads, n, -1).transpose(1, 2)
        return self.c_proj(mixed.reshape(rows * n, -1)), pattern


class Mlp(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.c_fc, self.c_proj = Projection(width, 4 * width), Projection(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.c_proj(functional.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, order: Order) -> None:
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(order.d_model), nn.LayerNorm(order.d_model)
        self.attn, self.mlp = Attention(order), Mlp(order.d_model)

    def forward(self, x: Tensor, shape: tuple[int, int], mask: Tensor) -> tuple[Tensor, Tensor]:
        added, pattern = self.attn(self.ln_1(x), shape, mask)
        x = x + added
        return x + self.mlp(self.ln_2(x)), pattern


class Decoder(nn.Module):
    """ids to logits: one table reads tokens and writes them."""

    def __init__(self, order: Order, n_vocab: int) -> None:
        super().__init__()
        d = order.d_model
        parts = {
            "wte": nn.Embedding(n_vocab, d),
            "wpe": nn.Embedding(order.n_ctx, d),
            "h": nn.ModuleList(Block(order) for _ in range(order.n_layers)),
            "ln_f": nn.LayerNorm(d),
        }
        self.transformer = nn.ModuleDict(parts)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                small = sqrt(2 * order.n_layers) if name.endswith("c_proj.weight") else 1.0
                nn.init.normal_(weight, std=SPREAD / small)

    def forward(self, ids: Tensor) -> Tensor:
        """(rows, n) → (rows · n, V)"""
        return self.passed(ids)[0]

    def passed(self, ids: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Logits (rows · n, V), and of each layer the patterns (rows · heads, n, n)."""
        parts, shape = self.transformer, (ids.shape[0], ids.shape[1])
        mask = torch.full((shape[1], shape[1]), -torch.inf).triu(1)
        x = (parts["wte"](ids) + parts["wpe"](torch.arange(shape[1]))).flatten(0, 1)
        patterns = list[Tensor]()
        for block in parts.get_submodule("h").children():
            x, pattern = block(x, shape, mask)
            patterns.append(pattern)
        return functional.linear(parts["ln_f"](x), parts["wte"].get_parameter("weight")), patterns


def config_of(order: Order, n_vocab: int, end: int) -> dict[str, object]:
    """What transformers builds the same model from."""
    return {
        "architectures": ["GPT2LMHeadModel"],
        "model_type": "gpt2",
        "vocab_size": n_vocab,
        "n_positions": order.n_ctx,
        "n_embd": order.d_model,
        "n_layer": order.n_layers,
        "n_head": order.n_heads,
        "activation_function": "gelu_pytorch_tanh",
        "layer_norm_epsilon": 1e-5,
        "tie_word_embeddings": True,
        "resid_pdrop": 0.0,
        "embd_pdrop": 0.0,
        "attn_pdrop": 0.0,
        "bos_token_id": end,
        "eos_token_id": end,
        "dtype": "float32",
    }
