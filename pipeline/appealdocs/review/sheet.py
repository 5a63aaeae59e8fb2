"""The signing person's sheet: the letter beside its Chinese, and what each sentence of it says, in plain Chinese.

What stands under a sentence is read from the TARGET, by rules, not from the Chinese: a translation that admits or promises
what the Chinese does not is shown as such. The sheet names the SHA-256 of the letter.pdf that it explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from appealdocs.facts.names import Names
from appealdocs.facts.parse import parse
from appealdocs.facts.write import write
from appealdocs.language.acts import Act, ActKind, acts
from appealdocs.language.lemmas import sentences

_ACTS: dict[ActKind, str] = {"admit": "承认", "deny": "否认", "promise": "承诺", "obligation": "承担义务", "request": "请求"}
_FACTS = {
    "order-id": "订单号", "tracking": "运单号", "sku": "SKU", "id": "编号", "date": "日期", "moment": "时间", "time": "时刻", "money": "金额",
    "count": "数量", "number": "数字", "rate": "比率", "duration": "时长", "measure": "度量", "name": "名称", "carrier": "承运商", "place": "地点",
    "url": "网址", "email": "邮箱", "phone": "电话", "quote": "引文",
}
_LANGUAGES = {"en": "英文", "ru": "俄文", "zh": "中文"}
_STATES = {"approved": "", "needs-review": "未批准", "new": "未翻译"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the letter: its Chinese, its words in the target language, and the worst state of the segments in it.
    `claim` False: letterhead and the like, which nobody states; numbers there are addresses and licences."""

    chinese: str
    target: str
    state: str = "approved"
    claim: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """What one sentence of the target says. `facts` and `acts` in Chinese; `only_here`: acts that the Chinese beside it lacks."""

    text: str
    facts: tuple[str, ...]
    acts: tuple[str, ...]
    only_here: tuple[str, ...]


def said(passage: Passage, language: str, names: Names | None = None, zone: ZoneInfo | None = None) -> list[Said]:
    """Each sentence of a passage's target with its facts, and its admissions, denials, promises, duties and requests in Chinese."""
    known = {act.kind for act in acts(passage.chinese, "zh")}
    rows = []
    for start, end in sentences(passage.target):
        text = passage.target[start:end].strip()
        facts = [
            f"{_FACTS[m.fact.kind]} {m.text if m.fact.kind == 'number' and m.text.isdigit() else write(m.fact, 'zh', zone)}"
            for m in parse(text, language, names, zone) if passage.claim or m.fact.kind not in ("number", "name")
        ]
        found = [act for act in acts(text, language) if act.kind in _ACTS]
        alone = [act for act in found if act.kind not in known and not (act.kind in ("promise", "obligation") and known & {"promise", "obligation"})]
        rows.append(Said(text, tuple(dict.fromkeys(facts)), _worded(found), _worded(alone)))
    return rows


def _worded(found: Sequence[Act]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{_ACTS[act.kind]}：“{act.text}”" for act in found))


_STYLE = (
    "body{font:15px/1.6 system-ui,'Noto Sans SC','Microsoft YaHei',sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
    "section{display:grid;grid-template-columns:1fr 1fr;gap:1rem;padding:.7rem 0;border-top:1px solid #d9dee3;break-inside:avoid}"
    "ul{grid-column:1/-1;margin:.2rem 0;padding-left:1.2rem;font-size:.92rem;color:#3d454d}.act{color:#8a5a00}.only{color:#b3261e;font-weight:600}"
    ".open{color:#b3261e}code{overflow-wrap:anywhere}h2{margin-top:2rem}@media(max-width:40rem){section{grid-template-columns:1fr}}"
)


def page(
    passages: Sequence[Passage], language: str, reference: str, title: str, letter: str, sha256: str, at: datetime,
    names: Names | None = None, zone: ZoneInfo | None = None,
) -> str:
    """The sheet as one self-contained HTML page. `letter`: the file that it explains, `sha256` its hash, `at` aware."""
    told = [(p, said(p, language, names, zone)) for p in passages]
    acts_said, alone = _signed(told), [(act, row.text) for _, rows in told for row in rows for act in row.only_here]
    parts = [
        f"<!doctype html><html lang=zh><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>签署说明 {escape(reference)}</title><style>{_STYLE}</style><h1>签署说明：{escape(title)}</h1>"
        f"<p>{_FOR_WHOM}案件编号 {escape(reference)}；生成时间 {at.isoformat(timespec='minutes')}。</p>"
        f"<p>本说明对应文件 <b>{escape(letter)}</b>（{_LANGUAGES[language]}），其 SHA-256 为<br><code>{sha256}</code><br>{_CHECK}</p>"
        f"<p>{_BY_RULES}</p>"
    ]
    parts.append(f"<h2>签署即表示（{len(acts_said)}）</h2><ol>" + "".join(f"<li>{_html(act)}<br>{_foreign(text, language)}</li>" for act, text in acts_said) + "</ol>")
    if not acts_said:
        parts.append(f"<p>{_NOTHING}</p>")
    if alone:
        rows = "".join(f"<li>{_html(act)}<br>{_foreign(text, language)}</li>" for act, text in alone)
        parts.append(f"<h2 class=only>外文有、旁边的中文没有（{len(alone)}）：请与译员核对</h2><ol>{rows}</ol>")
    parts.append("<h2>逐段对照</h2>")
    parts += [_section(passage, rows, language) for passage, rows in told]
    return "".join(parts) + "</html>\n"


def _signed(told: Sequence[tuple[Passage, Sequence[Said]]]) -> list[tuple[str, str]]:
    """What the signature says: every admission, denial, promise and duty with its sentence."""
    return [(act, row.text) for _, rows in told for row in rows for act in row.acts if not act.startswith("请求")]


def content(
    passages: Sequence[Passage], language: str, reference: str, title: str, letter: str, sha256: str, at: datetime,
    names: Names | None = None, zone: ZoneInfo | None = None,
) -> dict[str, Any]:
    """The same sheet as plain data, for a PDF: head lines, what is signed, what only the target says, and the passages."""
    told = [(p, said(p, language, names, zone)) for p in passages]
    rows = []
    for passage, sentences_said in told:
        state = _STATES.get(passage.state, passage.state)
        lines = []
        for row in sentences_said:
            own = [*(["事实：" + "；".join(row.facts)] if row.facts else []), *row.acts]
            lines += [[row.text] if len(sentences_said) > 1 and own else [], own]
        rows.append({"zh": passage.chinese + (f"（{state}）" if state else ""), "target": passage.target, "lines": [line for part in lines for line in part]})
    return {
        "title": f"签署说明：{title}", "language": language,
        "head": [f"{_FOR_WHOM}案件编号 {reference}；生成时间 {at.isoformat(timespec='minutes')}。", f"本说明对应文件 {letter}（{_LANGUAGES[language]}），其 SHA-256 为"],
        "sha256": sha256, "notes": [_CHECK, _BY_RULES], "acts": _signed(told), "nothing": _NOTHING,
        "alone": [(act, row.text) for _, found in told for row in found for act in row.only_here], "rows": rows,
    }


_FOR_WHOM = "本说明供签署人阅读，请勿上传平台。"
_CHECK = "签署前请核对：哈希值不同，则签署的不是本说明所解释的文件。"
_BY_RULES = "各句下方的事实、承认、否认与承诺由程序从外文逐句识别，不能代替律师意见。"
_NOTHING = "没有识别到承认、否认、承诺或义务；签署即确认信中所述事实属实。"


def _section(passage: Passage, rows: Sequence[Said], language: str) -> str:
    state = _STATES.get(passage.state, passage.state)
    mark = f" <b class=open>（{escape(state)}）</b>" if state else ""
    items = []
    for row in rows:
        lines = [f"<li>{_foreign(row.text, language)}"] if len(rows) > 1 else ["<li>"]
        if row.facts:
            lines.append(f"<div>事实：{_html('；'.join(row.facts))}</div>")
        lines += [f"<div class={'only' if act in row.only_here else 'act'}>{_html(act)}</div>" for act in row.acts]
        if row.facts or row.acts:
            items.append("".join(lines) + "</li>")
    return (
        f"<section><div>{_html(passage.chinese)}{mark}</div><div>{_foreign(passage.target, language)}</div>"
        + (f"<ul>{''.join(items)}</ul>" if items else "") + "</section>"
    )


def _foreign(text: str, language: str) -> str:
    return f"<span lang={language}>{_html(text)}</span>"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
