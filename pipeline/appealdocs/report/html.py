"""out/report.html: one self-contained page with findings, timeline, evidence, facts and what still needs a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appealdocs.facts.find import find
from appealdocs.model.dossier import Dossier
from appealdocs.model.fact import Fact, Proof, Shown
from appealdocs.model.finding import Report
from appealdocs.model.letter import Letter
from appealdocs.model.text import visible
from appealdocs.model.troubles import in_words
from appealdocs.report import words
from appealdocs.report.advice_text import KIND_WORDS, Advised
from appealdocs.report.crops import Crops
from appealdocs.report.json_ import fact_value
from appealdocs.report.timeline import marks, svg

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = (Path(__file__).parent / "report.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(source)


def page(dossier: Dossier, letter: Letter, report: Report, lang: str, crops: bool = True, advice: Sequence[Advised] = ()) -> str:
    """The page in English or Chinese. `crops`: with pictures of the places in the evidence that show the facts.
    `advice` stands at the top: what speaks against an appeal at all."""
    language = "zh" if lang == "zh" else "en"
    pictures = Crops(dossier) if crops else None
    facts = [
        {
            "written": p.written, "kind": p.fact.kind, "value": fact_value(p.fact), "state": p.state,
            "said": ", ".join(dict.fromkeys(s.segment or s.field for s in p.said)), "sentence": _sentence(p, letter),
            "shown": [_shown(s, None if n else pictures, p.fact) for n, s in enumerate(p.shown[:2])], "against": [_shown(s, pictures) for s in p.against[:2]],
        }
        for p in sorted(report.proofs, key=lambda p: ("contradicted", "unproven", "declared", "proven").index(p.state))
    ]
    if pictures:
        pictures.keep()
    waiting = [s for s in letter.segments.values() if s.field and s.state != "approved"]
    return _template().render(
        lang=language, w=WORDS[language], case=report.case, procedure=report.procedure, title=dossier.pack.title[language],
        now=dossier.now.isoformat(timespec="minutes"), findings=report.findings, counts={s: report.count(s) for s in ("error", "warning", "info")},
        orders=[{"id": o.id, "svg": svg(marks(o, dossier, language), o.id)} for o in dossier.case.orders],
        advice=[
            {"kind": a.kind, "head": KIND_WORDS[language][a.kind], "reason": a.reason[language], "alternative": a.alternative[language], "source": a.source}
            for a in advice
        ],
        evidence=_evidence(dossier, language), facts=facts, word=lambda key: words.word(key, language), at=lambda n: words.page(n, language),
        by=lambda value: words.source(str(value), language), shown=visible, proven=sum(p.state == "proven" for p in report.proofs), waiting=waiting,
        segments=[s for s in letter.segments.values() if s.field],
    )


def _evidence(dossier: Dossier, language: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for item in dossier.case.evidence:
        reading = dossier.reading(item)
        page, second = ("页", "秒") if language == "zh" else ("p.", "s")
        size = f"{len(reading.pages)} {page}" if reading and reading.pages else ""
        size = f"{reading.clip.seconds:.0f} {second}" if reading and reading.clip else size
        rows.append({
            "id": item.id, "file": visible(item.file), "type": item.type, "size": size,
            "bytes": f"{reading.size_bytes / 1000:,.0f} kB" if reading else "",
            "troubles": ("；" if language == "zh" else "; ").join(in_words(t)[language] for t in reading.troubles) if reading else "",
        })
    return rows


def _shown(place: Shown, crops: Crops | None, fact: Fact | None = None) -> Mapping[str, Any]:
    return {
        "evidence": place.evidence, "file": visible(place.file), "page": place.page, "quote": place.quote,
        "crop": crops.crop(place, _words(fact, place.quote) if fact else "") if crops else "",
    }


def _sentence(proof: Proof, letter: Letter) -> str:
    """The first sentence of the letter that says the fact; "" where only its tables do."""
    segment = next((letter.segments[p.segment] for p in proof.said if p.segment in letter.segments), None)
    return (segment.target or segment.source) if segment else ""


def _words(fact: Fact, quote: str) -> str:
    """The part of the quoted line that says the fact; "" where it says it in another way."""
    spans = next((spans for lang in ("en", "ru", "zh") if (spans := find(fact, quote, lang))), [])
    return quote[spans[0][0] : spans[0][1]] if spans else ""


WORDS = {
    "en": {
        "report": "Report", "findings": "Findings", "none": "No findings.", "timeline": "Timeline", "evidence": "Evidence", "facts": "Facts",
        "waiting": "What still needs a person", "segments": "Segments", "said": "said in", "shown": "shown by", "source": "source",
        "proven": "proven", "unproven": "not proven", "contradicted": "contradicted", "declared": "declared", "do": "Do", "why": "Why",
        "file": "File", "type": "Type", "trouble": "Trouble", "fact": "Fact", "state": "State", "error": "error", "warning": "warning", "info": "info",
        "above": "Above the line: what case.yaml says. Below: what the evidence shows. Red: out of order.", "nothing": "Nothing: every segment is approved.",
        "Chinese": "Source", "target": "Target", "origin": "Origin", "waived": "waived by", "against": "but", "instead": "Instead", "colon": ": ", "stop": ".", "open": " (", "close": ")",
    },
    "zh": {
        "report": "报告", "findings": "检查结果", "none": "没有发现问题。", "timeline": "时间线", "evidence": "证据", "facts": "事实",
        "waiting": "仍需人工处理", "segments": "句段", "said": "出现于", "shown": "由何证明", "source": "依据",
        "proven": "已证明", "unproven": "未证明", "contradicted": "矛盾", "declared": "自述", "do": "办法", "why": "原因",
        "file": "文件", "type": "类型", "trouble": "问题", "fact": "事实", "state": "状态", "error": "错误", "warning": "警告", "info": "提示",
        "above": "线上方：case.yaml 所述；线下方：证据所示；红色：顺序矛盾。", "nothing": "无：所有句段均已批准。",
        "Chinese": "原文", "target": "译文", "origin": "来源", "waived": "豁免人", "against": "但", "instead": "替代办法", "colon": "：", "stop": "。", "open": "（", "close": "）",
    },
}
