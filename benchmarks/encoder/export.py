"""The taught encoder as one ONNX file, its weights as bytes: `python benchmarks/encoder/export.py --work FOLDER [--name NAME] [--out FILE]`.

Needs torch, onnx and onnxruntime; reads e5.npz and the parts that train.py wrote (NAME.0, NAME.1 ...). A weight is stored as a
byte with a scale a row and computed with as a float: a quarter of the size, and sums as exact as before.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from net import Net, opened
from torch import Tensor, nn

WORK = Path(tempfile.gettempdir()) / "appealdocs-encoder"
INPUTS, OUTPUTS = ("ids", "types", "mask"), ("pair", "tokens", "sentence")
OPSET = 17


class ByteLinear(nn.Module):
    """A dense layer with weights as bytes."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        scale = layer.weight.data.abs().amax(1, keepdim=True) / 127
        self.register_buffer("weight", torch.round(layer.weight.data / scale).to(torch.int8).t().contiguous())
        self.register_buffer("scale", scale.t().contiguous())
        self.register_buffer("bias", layer.bias.data)

    def forward(self, x: Tensor) -> Tensor:
        """As a linear layer's."""
        return x @ (self.weight.float() * self.scale) + self.bias


class ByteEmbedding(nn.Module):
    """An embedding with rows as bytes; they come as train.py saved them."""

    def __init__(self, rows: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("rows", rows)
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """As an embedding's."""
        return self.rows[ids].float() * self.scale[ids]


def taught(work: Path, name: str) -> Net:
    """The encoder with what train.py saved, ready to be exported."""
    parts = sorted((path for path in work.glob(f"{name}.*") if path.suffix[1:].isdigit()), key=lambda path: int(path.suffix[1:]))
    if not parts:
        raise FileNotFoundError(f"no {name}.0 in {work}: copy there what train.py wrote")
    state = torch.load(io.BytesIO(b"".join(path.read_bytes() for path in parts)))
    rows, scale = state.pop("word.q"), state.pop("word.s").float()
    state = {key: value.float() for key, value in state.items()} | {"word.weight": rows.float() * scale}
    net = opened(work)
    net.load_state_dict(state)
    net.eval()
    net.word = ByteEmbedding(rows, scale)
    for layer in net.layers:
        for part in ("qkv", "o", "f1", "f2"):
            setattr(layer, part, ByteLinear(getattr(layer, part)))
    return net


def exported(net: Net, path: Path) -> None:
    """Write the ONNX file. Texts and tokens may be of any number; constants are not folded, or the bytes would become floats."""
    ids, types, mask = example(2, 20)
    mask[1, 15:] = False
    free = {0: "texts", 1: "tokens"}
    axes = {**dict.fromkeys(INPUTS, free), "pair": {0: "texts"}, "tokens": free, "sentence": {0: "texts"}}
    torch.onnx.export(
        net, (ids, types, mask), str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=OPSET, dynamo=False, do_constant_folding=False,
    )  # fmt: skip


def example(texts: int, tokens: int) -> tuple[Tensor, Tensor, Tensor]:
    """Any tokens."""
    ids = torch.randint(4, 1000, (texts, tokens))
    return ids, torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool)


def checked(net: Net, path: Path) -> None:
    """Print how far the file's answers are from torch's, and how long it takes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 2, 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(given: tuple[Tensor, ...]) -> list[np.ndarray]:
        return list(session.run(list(OUTPUTS), {name: value.numpy() for name, value in zip(INPUTS, given, strict=True)}))

    given = example(2, 20)
    given[2][1, 15:] = False
    with torch.no_grad():
        wanted = net(*given)
    pairs = zip(wanted, run(given), strict=True)
    far = {name: float(np.abs(there.numpy() - here).max()) for name, (there, here) in zip(OUTPUTS, pairs, strict=True)}
    print(path, path.stat().st_size, "bytes; farthest from torch:", {name: f"{value:.6f}" for name, value in far.items()})
    for texts, tokens in ((1, 25), (1, 80), (8, 80)):
        given = example(texts, tokens)
        run(given)
        begin = time.perf_counter()
        for _ in range(5):
            run(given)
        print(f"{texts} texts of {tokens} tokens: {(time.perf_counter() - begin) / 5 / texts * 1000:.1f} ms a text")


def main() -> None:
    """Export and check."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--work", type=Path, default=WORK)
    words.add_argument("--name", default="encoder")
    words.add_argument("--out", type=Path, help="default: WORK/encoder.onnx")
    given = words.parse_args()
    path = given.out or given.work / "encoder.onnx"
    net = taught(given.work, given.name)
    exported(net, path)
    checked(net, path)


if __name__ == "__main__":
    main()
