"""Teaches the encoder to judge pairs and sentences: two stages on one GPU, some six minutes on an H100.

    python benchmarks/encoder/train.py --work FOLDER [--out FOLDER] [--name NAME] [--hold GROUP ...]

Needs torch and numpy alone and FOLDER with e5.npz (body.py), raw.npz.xz and groups.json (sets.py). Stage 1: the general pairs of
free software, by then it knows what a negation is in three languages; stage 2: pairs and sentences of appeals. Prints what was
found of the evaluation sets and of groups given to --hold, which are not learnt from; writes NAME.0, NAME.1 ... (15 MiB each, as
the machines let out) for export.py.
"""

from __future__ import annotations

import argparse
import difflib
import io
import json
import lzma
import math
import os
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from net import END, KINDS, LONGEST, PAD, START, TOPICS, UNKNOWN, Net, opened
from numpy.typing import NDArray
from torch import Tensor, nn

WORK = Path(tempfile.gettempdir()) / "appealdocs-encoder"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
WEIGHTS = (0.6, 0.6, 1.0, 1.0, 0.7, 0.7, 0.7, 1.0, 3.0)
"""What an error counts for by kind; polarity is what the encoder is for."""
TOKENS, MARKED = 0.5, 3.0
"""What the token head's error counts for beside the pair head's, and a token of a fault more than another."""
UNSURE = 0.15
"""What an error counts for of a topic that nobody looked for in a bad sentence of another topic."""
HIDDEN_WORDS = 0.03
"""Share of tokens made unknown in training: less trust in single words."""
WARM = 0.06
"""Share of the steps in which the rate of learning rises; then it falls to nothing."""
HEADS_FASTER = 4
"""The heads begin with nothing and learn faster than the body."""
AVERAGED = 0.3
"""Share of the steps after which the moving average of the weights begins."""
SORTED = 50
"""Batches that are sorted by length together, so that little of them is padding."""
PART = 15 * 2**20
EVALUATED, FIRST, SECOND = 9, 1, 2
"""Stages of items and sentences, as sets.py writes them."""
ALARMS = {"emotional": 0.006, "vague": 0.011, "blaming": 0.0045, "template-talk": 0.01}
"""Share of plain sentences that a topic may flag where the report looks (benchmarks/train_language.py)."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Item:
    """`bits`: faults of a pair or topics of a sentence; `known`: topics that somebody looked for; `part`: pair of languages, or language."""

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    marked: Floats
    bits: int
    known: int
    group: str
    part: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage: passes over the items, items a step, rate of learning, how slowly the average of the weights moves (0: none)."""

    epochs: int
    batch: int
    rate: float
    average: float = 0.0


class Data:
    """What sets.py wrote: sentences as tokens, items and sentences by their numbers."""

    def __init__(self, work: Path) -> None:
        with lzma.open(work / "raw.npz.xz") as packed, np.load(io.BytesIO(packed.read())) as file:
            self.tokens, self.starts, self.items, self.sentences = (file[name] for name in ("flat", "off", "items", "lang"))
        numbers: dict[str, int] = json.loads((work / "groups.json").read_text(encoding="utf-8"))
        self.groups = {number: name for name, number in numbers.items()}

    def pairs(self, wanted: Callable[[int, str], bool]) -> list[Item]:
        """Items whose stage and group are wanted."""
        return [self._pair(*map(int, row)) for row in self.items if wanted(int(row[5]), self.groups[int(row[6])])]

    def texts(self, wanted: Callable[[int, str], bool]) -> list[Item]:
        """Sentences of the language rules whose stage and group are wanted."""
        return [self._text(*map(int, row)) for row in self.sentences if wanted(int(row[5]), self.groups[int(row[3])])]

    def _said(self, number: int) -> NDArray[np.uint16]:
        return self.tokens[self.starts[number] : self.starts[number + 1]]

    def _pair(self, source: int, target: int, source_right: int, target_right: int, bits: int, stage: int, group: int, part: int) -> Item:
        ours, theirs = self._said(source), self._said(target)
        ids = np.concatenate([[START], ours, [END, END], theirs, [END]])[:LONGEST].astype(np.int64)
        types = np.repeat([0, 1], [len(ours) + 2, len(theirs) + 2])[:LONGEST]
        marks = [[0], marked(ours, self._said(source_right)), [0, 0], marked(theirs, self._said(target_right)), [0]]
        return Item(ids, types, np.concatenate(marks)[:LONGEST].astype(np.float32), bits, 0, self.groups[group], part)

    def _text(self, sentence: int, bits: int, known: int, group: int, part: int, stage: int) -> Item:
        ids = np.concatenate([[START], self._said(sentence), [END]])[:LONGEST].astype(np.int64)
        return Item(ids, np.zeros_like(ids), np.zeros(len(ids), np.float32), bits, known, self.groups[group], part)


def marked(said: NDArray[np.uint16], right: NDArray[np.uint16]) -> Floats:
    """1 for tokens that the right sentence has not; where it has more, for those beside the gap."""
    wrong, base = said.tolist(), right.tolist()
    found = np.zeros(len(wrong), np.float32)
    if wrong == base:
        return found
    first = next((n for n, (a, b) in enumerate(zip(wrong, base, strict=False)) if a != b), min(len(wrong), len(base)))
    same = 0
    while same < min(len(wrong), len(base)) - first and wrong[-1 - same] == base[-1 - same]:
        same += 1
    last = len(wrong) - same
    changes = [(first, last)]
    if last - first > 8:  # several changes, or a long one: worth the slower look
        steps = difflib.SequenceMatcher(None, base, wrong, autojunk=False).get_opcodes()
        changes = [(start, end) for kind, _, _, start, end in steps if kind != "equal"]
    for start, end in changes:
        if end > start:
            found[start:end] = 1
        else:
            found[max(0, start - 1) : start + 1] = 1
    return found


def batch(items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Tokens, types, mask and marks, padded to a multiple of eight."""
    shape = (len(items), -(-max(len(item.ids) for item in items) // 8) * 8)
    ids, types = np.full(shape, PAD, np.int64), np.zeros(shape, np.int64)
    mask, marks = np.zeros(shape, bool), np.zeros(shape, np.float32)
    for row, item in enumerate(items):
        length = len(item.ids)
        ids[row, :length], types[row, :length], mask[row, :length], marks[row, :length] = item.ids, item.types, True, item.marked
    ready = [torch.from_numpy(array).to(DEVICE, non_blocking=True) for array in (ids, types, mask, marks)]
    return ready[0], ready[1], ready[2], ready[3]


def flags(values: Iterable[int], count: int) -> Floats:
    """The bits of each value, a column a bit."""
    return ((np.array(list(values))[:, None] >> np.arange(count)) & 1).astype(np.float32)


def order(items: Sequence[Item], size: int, chance: np.random.Generator) -> list[list[int]]:
    """Batches in a new order, of items of about one length."""
    mixed, found = chance.permutation(len(items)).tolist(), []
    for start in range(0, len(mixed), size * SORTED):
        part = sorted(mixed[start : start + size * SORTED], key=lambda n: len(items[n].ids))
        found += [part[at : at + size] for at in range(0, len(part), size)]
    chance.shuffle(found)
    return found


def unknown(ids: Tensor, mask: Tensor) -> Tensor:
    """Some tokens made unknown."""
    hidden = (torch.rand(ids.shape, device=ids.device) < HIDDEN_WORDS) & mask & (ids > UNKNOWN)
    return torch.where(hidden, torch.full_like(ids, UNKNOWN), ids)


def half() -> torch.autocast:
    """Sixteen bits where that is quicker; a processor without them takes minutes a batch."""
    return torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda")


class Loss:
    """The errors of the heads on a batch."""

    def __init__(self) -> None:
        self.each = nn.BCEWithLogitsLoss(reduction="none")
        self.weights = torch.tensor(WEIGHTS, device=DEVICE)

    def pairs(self, net: nn.Module, items: Sequence[Item]) -> Tensor:
        """Of kinds and tokens."""
        ids, types, mask, marks = batch(items)
        with half():
            kinds, tokens, _ = net(unknown(ids, mask), types, mask)
        bits = np.array([item.bits for item in items])
        wanted = np.concatenate([flags(bits, len(KINDS) - 2), (bits > 0)[:, None], ((bits & 3) > 0)[:, None]], axis=1)
        found = (self.each(kinds.float(), torch.from_numpy(wanted.astype(np.float32)).to(DEVICE)) * self.weights).mean()
        weights = mask.float() * (1 + MARKED * marks)
        told: Tensor = found + TOKENS * (self.each(tokens.float(), marks) * weights).sum() / mask.sum()
        return told

    def texts(self, net: nn.Module, items: Sequence[Item]) -> Tensor:
        """Of topics."""
        ids, types, mask, _ = batch(items)
        with half():
            _, _, topics = net(unknown(ids, mask), types, mask)
        wanted = torch.from_numpy(flags((item.bits for item in items), len(TOPICS))).to(DEVICE)
        known = torch.from_numpy(np.maximum(flags((item.known for item in items), len(TOPICS)), UNSURE).astype(np.float32)).to(DEVICE)
        told: Tensor = (self.each(topics.float(), wanted) * known).mean()
        return told


def taught(net: Net, pairs: Sequence[Item], texts: Sequence[Item], plan: Plan, chance: np.random.Generator, tag: str) -> None:
    """One stage; the sentences, where there are some, are spread evenly over its steps."""
    optimizer = torch.optim.AdamW(list(_rates(net, plan.rate)), betas=(0.9, 0.98), fused=DEVICE == "cuda")
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, step, begin, loss = plan.epochs * math.ceil(len(pairs) / plan.batch), 0, time.time(), Loss()
    weights, average, seen = list(net.parameters()), list[Tensor](), deque[Tensor](maxlen=200)
    net.train()
    for epoch in range(plan.epochs):
        beside = order(texts, plan.batch * 2, chance) if texts else []
        batches = order(pairs, plan.batch, chance)
        for number, wanted in enumerate(batches):
            share = step / (WARM * steps + 1) if step < WARM * steps else (1 - step / steps) / (1 - WARM)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1.0, share)
            error = loss.pairs(net, [pairs[n] for n in wanted])
            for also in beside[number * len(beside) // len(batches) : (number + 1) * len(beside) // len(batches)]:
                error = error + loss.texts(net, [texts[n] for n in also])
            optimizer.zero_grad(set_to_none=True)
            error.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
            if plan.average and step > steps * AVERAGED:
                _averaged(average, weights, plan.average)
            seen.append(error.detach())
        print(tag, "epoch", epoch, "loss", round(torch.stack(list(seen)).mean().item(), 4), f"{time.time() - begin:.0f} s", flush=True)
    with torch.no_grad():
        for weight, mean in zip(weights, average, strict=False):
            weight.copy_(mean)


def _rates(net: Net, rate: float) -> Iterable[dict[str, object]]:
    """Weights with their rate and decay."""
    for name, weight in net.named_parameters():
        head = name.split(".")[0] in ("pair", "tokh", "lang")
        yield {"params": [weight], "lr": rate * (HEADS_FASTER if head else 1), "weight_decay": 0.01 if weight.dim() > 1 else 0.0}


def _averaged(average: list[Tensor], weights: Sequence[Tensor], slow: float) -> None:
    """The moving average, brought on by one step."""
    now = [weight.detach() for weight in weights]
    if not average:
        average += [weight.clone() for weight in now]
    else:
        torch._foreach_mul_(average, slow)
        torch._foreach_add_(average, now, alpha=1 - slow)


@torch.no_grad()
def scores(net: Net, items: Sequence[Item], head: int) -> Floats:
    """Logits of a head: 0 pairs, 2 sentences."""
    net.eval()
    found = np.zeros((len(items), len(TOPICS if head else KINDS)), np.float32)
    places = sorted(range(len(items)), key=lambda n: len(items[n].ids))
    for start in range(0, len(places), 512):
        ids, types, mask, _ = batch([items[n] for n in places[start : start + 512]])
        with half():
            read = net(ids, types, mask)[head]
        found[places[start : start + 512]] = read.float().cpu().numpy()
    return found


def report_pairs(net: Net, items: Sequence[Item]) -> None:
    """What is found of each group where two and four of a hundred clean pairs are flagged."""
    read, bits = scores(net, items, 0), np.array([item.bits for item in items])
    group, part = np.array([item.group for item in items]), np.array([item.part for item in items])
    for name in sorted(set(group.tolist())):
        for number, languages in enumerate(("zh-en", "zh-ru", "en-ru")):
            own = (group == name) & (part == number)
            clean = own & (bits == 0)
            if own.sum() < 20 or clean.sum() < 10:
                continue
            said = []
            for alarms in (0.02, 0.04):
                over = read[:, KINDS.index("polarity")] > np.quantile(read[clean, KINDS.index("polarity")], 1 - alarms)
                said.append(f"polarity@{alarms} " + _shares(over, own, bits, {"lost": 1, "added": 2}))
            over = read[:, KINDS.index("anything")] > np.quantile(read[clean, KINDS.index("anything")], 0.96)
            said.append("anything@0.04 " + _shares(over, own, bits, {KINDS[n]: 1 << n for n in range(2, 7)}))
            print(f"{name:<16}{languages}  " + " | ".join(said), flush=True)


def _shares(over: NDArray[np.bool_], own: NDArray[np.bool_], bits: NDArray[np.int64], kinds: Mapping[str, int]) -> str:
    """Share found by kind, of kinds with some faults."""
    chosen = {name: own & (bits == bit) for name, bit in kinds.items()}
    return " ".join(f"{name} {over[rows].mean():.3f}" for name, rows in chosen.items() if rows.sum() > 4)


def report_texts(net: Net, items: Sequence[Item], plain: str) -> None:
    """What is found of each group where ALARMS of plain sentences, the group `plain`, and three of a hundred good ones are flagged."""
    if not items:
        return
    read, bits = scores(net, items, 2), np.array([item.bits for item in items])
    group, part = np.array([item.group for item in items]), np.array([item.part for item in items])
    for name in sorted(set(group.tolist()) - {plain}):
        for number, lang in enumerate(("zh", "en", "ru")):
            own, seed, said = (group == name) & (part == number), (group == plain) & (part == number), []
            good = own & (bits == 0)
            for topic, (what, alarms) in enumerate(ALARMS.items()):
                bounds = [np.quantile(read[rows, topic], q) for rows, q in ((seed, 1 - alarms), (good, 0.97)) if rows.any()]
                bad = own & (bits == 1 << topic)
                if bounds and bad.any():
                    said.append(f"{what} {(read[bad, topic] > max(bounds)).mean():.2f}")
            print(f"{name:<16}{lang}  " + " ".join(said), flush=True)


def saved(net: Net, folder: Path, name: str) -> None:
    """Half floats, embeddings as bytes with a scale a row; in parts."""
    state = {key: value.detach().cpu().to(torch.float16) for key, value in net.state_dict().items()}
    words = state.pop("word.weight").float()
    scale = words.abs().amax(1, keepdim=True) / 127
    state |= {"word.q": torch.round(words / scale).to(torch.int8), "word.s": scale.half()}
    packed = io.BytesIO()
    torch.save(state, packed)
    folder.mkdir(parents=True, exist_ok=True)
    data = packed.getvalue()
    for number in range(-(-len(data) // PART)):
        (folder / f"{name}.{number}").write_bytes(data[number * PART : (number + 1) * PART])
    print("saved", name, len(data), "bytes")


def main() -> None:
    """Both stages, the report, the parts."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--work", type=Path, default=WORK)
    words.add_argument("--out", type=Path, help="default: $OUT, else WORK")
    words.add_argument("--name", default="encoder")
    words.add_argument("--hold", nargs="*", default=[], metavar="GROUP", help="groups of groups.json that are not learnt from")
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--first", nargs=3, type=float, default=[3, 320, 3e-4], metavar=("EPOCHS", "BATCH", "RATE"))
    words.add_argument("--second", nargs=3, type=float, default=[16, 144, 1.6e-4], metavar=("EPOCHS", "BATCH", "RATE"))
    words.add_argument("--average", type=float, default=0.998)
    given = words.parse_args()
    held = set(given.hold)
    first, second = (Plan(int(epochs), int(size), rate) for epochs, size, rate in (given.first, given.second))
    second = Plan(second.epochs, second.batch, second.rate, given.average)
    data, chance = Data(given.work), np.random.default_rng(given.seed)
    torch.manual_seed(given.seed)
    general = data.pairs(lambda stage, _: stage == FIRST)

    def kept_back(stage: int, group: str) -> bool:
        return stage == EVALUATED or group in held

    pairs, unseen = data.pairs(lambda stage, group: stage == SECOND and group not in held), data.pairs(kept_back)
    texts, unread = data.texts(lambda stage, group: not kept_back(stage, group)), data.texts(kept_back)
    print("general", len(general), "pairs", len(pairs), "evaluated", len(unseen), "sentences", len(texts), "evaluated", len(unread), flush=True)
    net = opened(given.work).to(DEVICE)
    if general:
        taught(net, general, (), first, chance, "stage 1")
    taught(net, pairs, texts, second, chance, "stage 2")
    report_pairs(net, unseen)
    report_texts(net, unread, "L-plain")
    saved(net, given.out or Path(os.environ.get("OUT", given.work)), given.name)


if __name__ == "__main__":
    main()
