"""From an arrangement to files: names by the platform's pattern, where each exhibit's sheet lies, what each file is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from appealdocs.model.case import Evidence
from appealdocs.model.dossier import Dossier
from appealdocs.pack.about import orders_of
from appealdocs.pack.arrange import Bin, Piece, Rules
from appealdocs.pack.material import Material
from appealdocs.pack.names import Namer, extension, word_of

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "shipment": ("waybill", "outbound-record", "package-photo", "packing-video", "customs-declaration", "reshipment-proof"),
    "delivery": ("tracking-page", "delivery-receipt", "carrier-statement", "compensation-proof"),
    "messages": ("buyer-messages", "refund-proof", "confirmation"),
    "goods": ("quality-report", "invoice", "brand-authorisation", "registration", "listing-page"),
    "company": ("business-licence", "attestation", "commitment-letter", "contract", "isolation-report"),
    "records": ("erp-export", "platform-export", "sop", "training-record", "support-setup", "policy-page"),
}
"""What a reader looks for together; files of one family are merged first where the platform counts files."""
MIXED = "evidence"
SHEETS = "exhibits"
GENERAL = "General"
"""In place of a code, for papers that answer no code alone (licence, attestation)."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the package to be. `sheets`: exhibits whose sheet lies in it (not only those that lie in it themselves)."""

    name: str
    kind: str
    bin: Bin | None
    exhibits: tuple[int, ...]
    sheets: tuple[int, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is one evidence file by itself, with nothing added."""
        return self.bin is not None and self.bin.own


@dataclass(frozen=True, slots=True)
class Layout:
    files: tuple[File, ...]
    without_sheet: tuple[int, ...] = ()
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Names of the files that hold an exhibit, by its number."""


def family(type: str) -> str:
    """The family of an evidence type; a type of its own if it is in none."""
    return next((name for name, types in FAMILIES.items() if type in types), type)


def group_of(item: Evidence, number: int, dossier: Dossier) -> str:
    """The group that the pack merges by; each exhibit is its own where it merges nothing."""
    by = dossier.pack.packing.merge
    if by == "order":
        return f"order {'_'.join(orders_of(item, dossier))}"
    if by == "code":
        return f"code {item.code}"
    if by == "type":
        return f"type {'_'.join(orders_of(item, dossier))} {item.type}"
    return f"exhibit {number}"


def about_of(item: Evidence, dossier: Dossier) -> str:
    """What an exhibit is about beyond its family: its code where the pack merges by code, else its order."""
    return item.code if dossier.pack.packing.merge == "code" else "_".join(orders_of(item, dossier))


def laid(bins: Sequence[Bin], materials: Sequence[Material], dossier: Dossier, rules: Rules, sheets: int) -> Layout:
    """The files of an arrangement. `sheets`: bytes that a file of sheets alone would have (0: no sheets are wanted)."""
    namer = Namer()
    kinds = [_kind(b, materials) for b in bins]
    files = [File(namer.name(dossier.pack.packing.name, _values(b.pieces, materials, dossier, kind)), kind, b, _exhibits(b))
             for b, kind in zip(bins, kinds, strict=True)]
    if sheets:
        files = [_with_own_sheets(f) for f in files]
        files = _with_other_sheets(files, materials, dossier, rules, sheets, namer)
    held = {n for f in files for n in f.sheets}
    numbers = sorted({m.source.number for m in materials})
    names = {n: tuple(f.name for f in files if f.bin is not None and n in f.exhibits) for n in numbers}
    return Layout(tuple(files), tuple(n for n in numbers if sheets and n not in held), names)


def _kind(bin: Bin, materials: Sequence[Material]) -> str:
    if not bin.own:
        return "pdf"
    return materials[bin.cuts[0].piece.index].own()[bin.part][0]


def _exhibits(bin: Bin) -> tuple[int, ...]:
    return tuple(dict.fromkeys(c.piece.exhibit for c in bin.cuts))


def _with_own_sheets(file: File) -> File:
    if file.bin is None or file.bin.own:
        return file
    begun = tuple(dict.fromkeys(c.piece.exhibit for c in file.bin.cuts if c.first == 0))
    return File(file.name, file.kind, file.bin, file.exhibits, begun)


def _with_other_sheets(
    files: list[File], materials: Sequence[Material], dossier: Dossier, rules: Rules, size: int, namer: Namer
) -> list[File]:
    """A place for the sheets of exhibits that are files of their own: a file of sheets, else a merged PDF that has room, else none."""
    held = {n for f in files for n in f.sheets}
    left = tuple(dict.fromkeys(n for f in files if f.bin is not None for n in f.exhibits if n not in held))
    if not left:
        return files
    total = sum(f.bin.size + rules.zip_cost for f in files if f.bin is not None)
    room = rules.total is None or total <= rules.total  # the bytes of the sheets are set aside in the rules' total already
    if room and (rules.files is None or len(files) < rules.files):
        pieces = [p for f in files if f.bin is not None for p in f.bin.pieces if p.exhibit in left]
        values = _values(pieces, materials, dossier, "pdf") | {"type": SHEETS, "language": dossier.pack.language}
        return [*files, File(namer.name(dossier.pack.packing.name, values), "pdf", None, left, left)]
    hosts = [i for i, f in enumerate(files) if f.bin is not None and not f.bin.own and f.bin.size + size <= rules.file]
    if room and hosts:
        host = files[hosts[0]]
        files[hosts[0]] = File(host.name, host.kind, host.bin, host.exhibits, tuple(sorted({*host.sheets, *left})))
    return files


def _values(pieces: Iterable[Piece], materials: Sequence[Material], dossier: Dossier, kind: str) -> dict[str, str]:
    """What fills the places of the name pattern."""
    items = list({m.source.number: m.source.evidence for m in (materials[p.index] for p in pieces)}.items())
    case, data = dossier.case, dossier.pack.data
    orders = list(dict.fromkeys(o for _, item in items for o in orders_of(item, dossier)))
    types = list(dict.fromkeys(item.type for _, item in items))
    families = {family(t) for t in types}
    known = next(iter(families)) if len(families) == 1 and next(iter(families)) in FAMILIES else MIXED
    languages = {item.language or dossier.pack.language for _, item in items}
    codes = list(dict.fromkeys(item.code or GENERAL for _, item in items))
    numbers = [n for n, _ in items]
    return {
        "order": "_".join(orders) if 0 < len(orders) <= 3 else case.platform_case or dossier.letter_reference,
        "type": word_of(types[0], data) if len(types) == 1 else known,
        "language": languages.pop() if len(languages) == 1 else dossier.pack.language,
        "number": f"{min(numbers)}-{max(numbers)}" if len(numbers) > 1 else str(numbers[0]),
        "code": "_".join(codes) if len(codes) <= 4 else f"{codes[0]}_and-{len(codes) - 1}-more",
        "reference": dossier.letter_reference,
        "ext": extension(kind),
    }
