"""One self-contained HTML file: a freelance translator opens it offline, edits, saves a file and sends that back."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from appealdocs.errors import BadInput, Fault
from appealdocs.expressions import compiled
from appealdocs.model.letter import Segment
from appealdocs.model.text import Text2
from appealdocs.review.exchange import Returned

MAX_BYTES = 20_000_000
_DATA = compiled(r'<script type="application/json" id="data">(.*?)</script>', re.S)

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>@TITLE@</title>
<style>
body{font:16px/1.5 system-ui,"Microsoft YaHei",sans-serif;max-width:72rem;margin:1rem auto;padding:0 1rem 6rem;color:#1b1f24}
.row{display:grid;grid-template-columns:7rem 1fr 1fr;gap:.8rem;padding:.8rem 0;border-top:1px solid #d9dee3}
.id{font:13px ui-monospace,monospace;color:#59636e}textarea{width:100%;box-sizing:border-box;font:inherit;min-height:4.5rem;padding:.4rem}
.flag{color:#b3261e;font-size:.9rem}.done textarea{background:#f0faf2}footer{position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid #d9dee3;padding:.7rem 1rem;text-align:center}
button{font:inherit;padding:.5rem 1.2rem}@media(max-width:50rem){.row{grid-template-columns:1fr}}
</style>
<h1>@TITLE@</h1>
<p>改右栏；勾选“批准”；最后点“保存文件”，把保存下来的文件发回。 Edit the right column, tick 'approved', save the file and send it back.</p>
<main></main>
<footer><span id="count"></span> <button id="save">保存文件 / Save file</button></footer>
<script type="application/json" id="data">@DATA@</script>
<script>
"use strict";
const holder=document.getElementById("data"),data=JSON.parse(holder.textContent),main=document.querySelector("main");
const make=(name,text,cls)=>{const e=document.createElement(name);if(text)e.textContent=text;if(cls)e.className=cls;return e};
function count(){document.getElementById("count").textContent=data.rows.filter(r=>r.approved).length+" / "+data.rows.length}
data.rows.forEach(r=>{
  const row=make("section","","row"),left=make("div","","id"),mid=make("div",r.source),right=make("div");
  left.append(make("div",r.id));const label=make("label"),box=make("input");box.type="checkbox";box.checked=r.approved;
  label.append(box," 批准 / approved");left.append(label);
  const area=make("textarea");area.value=r.target;area.lang=data.language;area.setAttribute("aria-label","译文 / target "+r.id);
  const note=make("textarea");note.placeholder="批注 / comment";note.setAttribute("aria-label","批注 / comment "+r.id);note.value=r.comment;note.style.minHeight="2rem";
  r.flags.forEach(f=>mid.append(make("div","! "+f,"flag")));right.append(area,note);row.append(left,mid,right);main.append(row);
  const show=()=>{row.classList.toggle("done",r.approved);count()};
  area.addEventListener("input",()=>{r.target=area.value});note.addEventListener("input",()=>{r.comment=note.value});
  box.addEventListener("change",()=>{r.approved=box.checked;show()});show();
});
let saved=true;
addEventListener("input",()=>{saved=false});addEventListener("change",()=>{saved=false});
addEventListener("beforeunload",e=>{if(!saved)e.preventDefault()});
document.getElementById("save").addEventListener("click",()=>{
  const copy=document.documentElement.cloneNode(true);
  copy.querySelector("#data").textContent=JSON.stringify(data).replace(/</g,"\\\\u003c");copy.querySelector("main").textContent="";
  const link=make("a");
  link.href=URL.createObjectURL(new Blob(["<!doctype html>\\n"+copy.outerHTML],{type:"text/html"}));link.download=document.title+".html";link.click();
  saved=true;
});
</script></html>
"""


def write(segments: Sequence[Segment], digest: str, title: str) -> bytes:
    """The page with its segments as data; nothing is loaded from anywhere."""
    rows = [
        {
            "id": s.id, "source": s.source, "target": s.target, "approved": s.state == "approved", "comment": "",
            "flags": [f"{f.message.zh} / {f.message.en}" for f in s.flags],
        }
        for s in segments
    ]
    data = json.dumps({"export": digest, "language": segments[0].target_language if segments else "", "rows": rows}, ensure_ascii=False).replace("<", "\\u003c")
    return _PAGE.replace("@TITLE@", escape(f"{title}-review")).replace("@DATA@", data).encode()


def read(data: bytes, name: str) -> tuple[str, list[Returned]]:
    """(export number, rows). Raises BadInput where the page's data is missing or damaged."""
    if len(data) > MAX_BYTES:
        raise _bad(name, "is larger than 20 MB", "超过 20 MB")
    found = _DATA.search(data.decode("utf-8", "replace"))
    try:
        content = json.loads(found[1]) if found else {}
        digest = str(content["export"])
        rows = [
            Returned(str(r["id"]), str(r["source"]), str(r["target"]), r["approved"] is True, f"row {n}", str(r.get("comment", "")))
            for n, r in enumerate(content["rows"], 1)
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise _bad(name, "is no review page of appealdocs, or its data is damaged", "不是 appealdocs 的审校网页，或数据已损坏") from error
    return digest, rows


def _bad(name: str, en: str, zh: str) -> BadInput:
    return BadInput(Text2(f"{name} {en}", f"{name} {zh}"), [Fault(Text2(en, zh), name)])
