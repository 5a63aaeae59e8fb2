"""Which exhibit goes into which file: pure arithmetic on sizes, so that it can be tried again after each recompression.

Files are kept apart wherever the platform's numbers allow, since an original of its own goes out byte for byte. They are merged
as the pack says (by order, code or type), then as far as the file count demands; what is larger than one file may be is divided,
between exhibits if that is enough, else between pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

PAGE_COST = 450
"""Bytes that a page adds in a merged file beyond its own: its place in the tree, its label, its bookmark."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an exhibit, as the arithmetic sees it.

    `own`: bytes of each file if it goes alone (empty: it cannot); `pages`: bytes of each page in a merged PDF (empty: it cannot be
    merged) and `fixed` what they share. `group`: pieces of one group go into one file. `family` and `order` say what fits together
    beyond that. `alone`: it is merged only if nothing else helps. `extra`: bytes of its exhibit sheet in a merged file.
    """

    index: int
    exhibit: int
    group: str
    family: str
    order: str
    own: tuple[int, ...]
    pages: tuple[int, ...] = ()
    fixed: int = 0
    alone: bool = False
    extra: int = 0

    @property
    def paged(self) -> int:
        """Bytes as pages of a merged file."""
        return self.fixed + sum(self.pages)


@dataclass(frozen=True, slots=True)
class Cut:
    """Pages `first` to `last` (from 0, `last` excluded) of a piece."""

    piece: Piece
    first: int
    last: int

    @property
    def bytes(self) -> int:
        whole = len(self.piece.pages)
        inner = sum(self.piece.pages[self.first : self.last]) + (self.last - self.first) * PAGE_COST
        # what pages share (fonts) may be needed by each part
        return inner + self.piece.fixed + (self.piece.extra if self.first == 0 else 0) if whole else 0


@dataclass(frozen=True, slots=True)
class Bin:
    """One file to be: a piece on its own (`own`, file `part` of it), or cuts of pieces merged into a PDF."""

    cuts: tuple[Cut, ...]
    own: bool
    size: int
    part: int = 0

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(dict.fromkeys(c.piece for c in self.cuts))


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits in bytes and number. `apart`: how many files may be beside the bins (a file of exhibit sheets).
    `each`: bytes of a merged file before its first page; `must_merge`: a merged PDF even for a single piece (PDF/A)."""

    file: int
    total: int | None
    files: int | None
    each: int = 3_000
    must_merge: bool = False
    zip_cost: int = 0
    """Bytes that the ZIP adds for each file."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The files, and what is wrong with them: pieces that must shrink (empty: all limits are kept) or `least`."""

    bins: tuple[Bin, ...]
    heavy: tuple[int, ...] = ()
    over: int = 0
    least: int = 0
    """Where the file count cannot be kept whatever shrinks: the fewest files there can be."""
    images: tuple[int, ...] = ()
    """Pieces marked `alone` that had to be merged after all."""

    @property
    def fits(self) -> bool:
        return not self.heavy and not self.least

    @property
    def size(self) -> int:
        return sum(b.size for b in self.bins)


@dataclass(slots=True)
class _Group:
    pieces: list[Piece]
    bins: list[Bin] = field(default_factory=list)


def arrange(pieces: Sequence[Piece], rules: Rules) -> Arrangement:
    """The files for these pieces. Never raises for what does not fit: the result says which pieces are too heavy."""
    loners = [p for p in pieces if p.alone or not p.pages]
    groups = _groups([p for p in pieces if p not in loners], rules)
    images: list[Piece] = []
    while True:
        own = [b for p in loners for b in _alone(p)]
        _merge(groups, rules, len(own))
        bins = _in_order([*own, *(b for g in groups for b in g.bins)])
        if rules.files is None or len(bins) <= rules.files:
            break
        # nothing else to merge: what would rather be alone joins, the smallest first
        willing = sorted((p for p in loners if p.pages), key=lambda p: (p.paged, p.index))
        if willing:
            loners.remove(willing[0])
            images.append(willing[0])
            groups.append(_Group([willing[0]], _fill([willing[0]], rules)))
            continue
        squeezed = _squeeze(groups, rules, len(own))
        if squeezed is None:
            mergeable = any(p.pages for g in groups for p in g.pieces)
            unmergeable = len(own) + sum(len(g.bins) for g in groups if not all(p.pages for p in g.pieces))
            return Arrangement(tuple(bins), least=unmergeable + mergeable, images=tuple(p.index for p in images))
        bins = _in_order([*own, *squeezed])
        break
    return _judged(bins, rules, tuple(p.index for p in images))


def _judged(bins: list[Bin], rules: Rules, images: tuple[int, ...]) -> Arrangement:
    heavy: dict[int, None] = {}
    over = 0
    for b in bins:
        if b.size > rules.file:
            heavy |= dict.fromkeys(p.index for p in b.pieces)
            over = max(over, b.size - rules.file)
    total = sum(b.size + rules.zip_cost for b in bins)
    if not heavy and rules.total is not None and total > rules.total:
        heavy |= dict.fromkeys(p.index for b in bins for p in b.pieces)
        over = total - rules.total
    return Arrangement(tuple(bins), tuple(heavy), over, images=images)


def _groups(pieces: Iterable[Piece], rules: Rules) -> list[_Group]:
    found: dict[str, _Group] = {}
    for piece in pieces:
        found.setdefault(piece.group, _Group([])).pieces.append(piece)
    for group in found.values():
        group.bins = _fill(group.pieces, rules)
    return list(found.values())


def _alone(piece: Piece) -> list[Bin]:
    cut = Cut(piece, 0, len(piece.pages))
    return [Bin((cut,), True, size, part) for part, size in enumerate(piece.own)]


def _fill(pieces: Sequence[Piece], rules: Rules) -> list[Bin]:
    """Files for the pieces of one group, in order: one if it fits, else as many as it takes, exhibits whole where they can be."""
    if len(pieces) == 1 and pieces[0].own and not rules.must_merge:
        alone = _alone(pieces[0])
        if all(b.size <= rules.file for b in alone) or not pieces[0].pages:
            return alone
    if not all(p.pages for p in pieces):
        return [b for p in pieces for b in _alone(p)]
    bins: list[Bin] = []
    cuts: list[Cut] = []
    room = rules.file - rules.each
    for exhibit in _exhibits(pieces):
        whole = [Cut(p, 0, len(p.pages)) for p in exhibit]
        need = sum(c.bytes for c in whole)
        used = sum(c.bytes for c in cuts)
        if used + need <= room:
            cuts += whole
        elif need <= room:
            bins, cuts = [*bins, _bin(cuts, rules)], whole
        else:
            if cuts:
                bins, cuts = [*bins, _bin(cuts, rules)], []
            parts = _pages(whole, room, 0)
            bins += [_bin(part, rules) for part in parts[:-1]]
            cuts = parts[-1]
    return [*bins, _bin(cuts, rules)] if cuts else bins


def _exhibits(pieces: Sequence[Piece]) -> list[list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.exhibit, []).append(piece)
    return list(found.values())


def _pages(cuts: Sequence[Cut], room: int, used: int) -> list[list[Cut]]:
    """The cuts page by page into files of `room` bytes; the first file has `used` bytes in it already."""
    files: list[list[Cut]] = [[]]
    for cut in cuts:
        at = cut.first
        while at < cut.last:
            last = at
            while last < cut.last and Cut(cut.piece, at, last + 1).bytes + used <= room:
                last += 1
            if last == at and files[-1]:
                files.append([])
                used = 0
                continue
            last = max(last, at + 1)  # a page that is too large for any file is put there, and found too heavy
            part = Cut(cut.piece, at, last)
            files[-1].append(part)
            used += part.bytes
            at = last
            if at < cut.last:
                files.append([])
                used = 0
    return files


def _bin(cuts: Sequence[Cut], rules: Rules) -> Bin:
    return Bin(tuple(cuts), False, sum(c.bytes for c in cuts) + rules.each)


def _merge(groups: list[_Group], rules: Rules, taken: int) -> None:
    """Join groups, the most alike and smallest first, until the file count is kept or nothing is gained any more."""
    while rules.files is not None and taken + sum(len(g.bins) for g in groups) > rules.files:
        best: tuple[tuple[int, int, int, int], int, int, list[Bin]] | None = None
        for i, a in enumerate(groups):
            for j in range(i + 1, len(groups)):
                b = groups[j]
                if not all(p.pages for p in (*a.pieces, *b.pieces)):
                    continue
                rank = (_distance(a, b), sum(p.paged for p in (*a.pieces, *b.pieces)), i, j)
                if best is not None and rank >= best[0]:
                    continue
                joined = _fill(sorted([*a.pieces, *b.pieces], key=lambda p: (p.exhibit, p.index)), rules)
                if len(joined) < len(a.bins) + len(b.bins):
                    best = (rank, i, j, joined)
        if best is None:
            return
        _, i, j, joined = best
        both = sorted([*groups[i].pieces, *groups[j].pieces], key=lambda p: (p.exhibit, p.index))
        groups[i] = _Group(both, joined)
        del groups[j]


def _distance(a: _Group, b: _Group) -> int:
    """How far apart two groups are in what they are about."""
    orders = {p.order for p in a.pieces} == {p.order for p in b.pieces}
    families = {p.family for p in a.pieces} == {p.family for p in b.pieces}
    return (0 if orders else 2) + (0 if families else 1)


def _squeeze(groups: list[_Group], rules: Rules, taken: int) -> list[Bin] | None:
    """Everything that can be merged as one stream of pages, cut to the files that are left; None if no file is left."""
    left = (rules.files or 0) - taken
    solid = [b for g in groups if not all(p.pages for p in g.pieces) for b in g.bins]
    left -= len(solid)
    pieces = sorted((p for g in groups if all(p.pages for p in g.pieces) for p in g.pieces), key=lambda p: (p.exhibit, p.index))
    if left <= 0 and (pieces or left < 0):
        return None
    if not pieces:
        return solid
    stream = [Cut(p, 0, len(p.pages)) for p in pieces]
    room = rules.file - rules.each
    files = _pages(stream, room, 0)
    if len(files) > left:  # too heavy in all: shared out evenly, so that the search sees how much is too much
        even = sum(c.bytes for c in stream) // left + 1
        files = _pages(stream, max(even, room), 0)
        while len(files) > left:
            last = files.pop()
            files[-1] = _glued([*files[-1], *last])
    return [*solid, *(_bin(_glued(f), rules) for f in files)]


def _glued(cuts: Sequence[Cut]) -> list[Cut]:
    """Neighbouring cuts of one piece as one."""
    made: list[Cut] = []
    for cut in cuts:
        if made and made[-1].piece is cut.piece and made[-1].last == cut.first:
            made[-1] = replace(made[-1], last=cut.last)
        else:
            made.append(cut)
    return made


def _in_order(bins: Iterable[Bin]) -> list[Bin]:
    """By the first exhibit in each."""
    return sorted(bins, key=lambda b: (b.cuts[0].piece.exhibit, b.cuts[0].piece.index, b.cuts[0].first, b.part))
