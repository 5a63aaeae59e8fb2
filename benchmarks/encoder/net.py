"""The encoder: twelve layers of multilingual-e5-small and three heads, for train.py and export.py.

Reads (source, target) as `<s> source </s></s> target </s>` with a second kind of token for the target, or one sentence alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, WIDE, PLACES = 384, 12, 12, 1536, 512
DROPPED = 0.1
"""Share of values dropped in training."""
KINDS = ("lost", "added", "modality", "admission", "omission", "addition", "other", "anything", "polarity")
"""What the pair head tells: plant.py's bits in their order, any fault at all, a negation lost or added."""
TOPICS = ("emotional", "vague", "blaming", "template-talk")
"""What the sentence head tells."""
START, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Numbers of the special tokens (body.SPECIAL)."""
LONGEST, LONGEST_SIDE = 160, 120
"""Tokens of a pair and of one text that are read."""

Weights = Mapping[str, NDArray[np.uint8]]
"""e5.npz: raw bytes by the name of the tensor."""


def four_bits(data: NDArray[np.uint8], rows: int, columns: int) -> Tensor:
    """Weights of blocks of 32: a half float that scales them, then low halves of sixteen bytes, then high halves."""
    blocks = data.reshape(-1, 18)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    return torch.from_numpy((values * scales).reshape(rows, columns))


def floats(data: NDArray[np.uint8], *shape: int) -> Tensor:
    """Weights that stand as they are."""
    return torch.from_numpy(np.frombuffer(data.tobytes(), np.float32).copy()).view(*(shape or (-1,)))


class Layer(nn.Module):
    """Attention, then two dense layers; normalized after each (BERT)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.n1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.f1, self.f2 = nn.Linear(HIDDEN, WIDE), nn.Linear(WIDE, HIDDEN)
        self.n2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x`: texts, tokens, HIDDEN; `mask`: texts, 1, 1, tokens."""
        texts, tokens, _ = x.shape
        q, k, v = self.qkv(x).view(texts, tokens, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=DROPPED if self.training else 0.0)
        x = self.n1(x + self.drop(self.o(read.transpose(1, 2).reshape(texts, tokens, HIDDEN))))
        wide: Tensor = self.n2(x + self.drop(self.f2(functional.gelu(self.f1(x)))))
        return wide

    def load(self, weights: Weights, prefix: str) -> None:
        """What stands under l0., l1. ..."""

        def put(module: nn.Linear | nn.LayerNorm, weight: Tensor, *biases: str) -> None:
            module.weight.copy_(weight)
            module.bias.copy_(torch.cat([floats(weights[prefix + name]) for name in biases]))

        put(self.qkv, torch.cat([four_bits(weights[f"{prefix}{name}.w"], HIDDEN, HIDDEN) for name in "qkv"]), "q.b", "k.b", "v.b")
        put(self.o, four_bits(weights[prefix + "ao.w"], HIDDEN, HIDDEN), "ao.b")
        put(self.f1, four_bits(weights[prefix + "fi.w"], WIDE, HIDDEN), "fi.b")
        put(self.f2, four_bits(weights[prefix + "fo.w"], HIDDEN, WIDE), "fo.b")
        put(self.n1, floats(weights[prefix + "aln.w"]), "aln.b")
        put(self.n2, floats(weights[prefix + "oln.w"]), "oln.b")


class Net(nn.Module):
    """Body and heads: `pair` and `lang` read the first token and the mean of all, `tokh` tells each token's part in a fault."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.word, self.pos, self.typ = nn.Embedding(vocabulary, HIDDEN), nn.Embedding(PLACES, HIDDEN), nn.Embedding(2, HIDDEN)
        self.n0 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(DROPPED)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.pair, self.tokh, self.lang = nn.Linear(2 * HIDDEN, len(KINDS)), nn.Linear(HIDDEN, 1), nn.Linear(2 * HIDDEN, len(TOPICS))

    @torch.no_grad()
    def load(self, weights: Weights) -> None:
        """The body as it was published; heads stay as they are."""
        self.word.weight.copy_(four_bits(weights["emb.word.q4"], self.word.num_embeddings, HIDDEN))
        self.pos.weight.copy_(floats(weights["emb.pos"], PLACES, HIDDEN))
        # the body never saw a second kind of token: it begins as the first
        self.typ.weight.copy_(floats(weights["emb.type"], 2, HIDDEN)[:1].repeat(2, 1))
        self.n0.weight.copy_(floats(weights["emb.ln.w"]))
        self.n0.bias.copy_(floats(weights["emb.ln.b"]))
        for number, layer in enumerate(self.layers):
            layer.load(weights, f"l{number}.")  # type: ignore[operator]

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits: texts x KINDS, texts x tokens, texts x TOPICS. `mask` is true where there is a token."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.n0(self.word(ids) + self.pos(places) + self.typ(types)))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        there = mask[..., None].to(x.dtype)
        read = self.drop(torch.cat([x[:, 0], (x * there).sum(1) / there.sum(1)], 1))
        return self.pair(read), self.tokh(x).squeeze(-1), self.lang(read)


def opened(work: Path) -> Net:
    """The encoder before it was taught, from the folder that body.py wrote into."""
    with np.load(work / "e5.npz") as file:
        weights = {name: file[name] for name in file.files}
    net = Net(len(weights["emb.word.q4"]))
    net.load(weights)
    return net
