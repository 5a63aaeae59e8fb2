"use strict";
const meta = name => document.querySelector(`meta[name=${name}]`).content;
const make = (name, text, cls) => { const e = document.createElement(name); if (text) e.textContent = text; if (cls) e.className = cls; return e; };
let lang = localStorage.getItem("lang") || "中文";
if (!WORDS[lang]) lang = "中文";
const w = key => WORDS[lang][key] || key;
const words = () => document.querySelectorAll("[data-w]").forEach(e => { e.textContent = w(e.dataset.w); });
const picker = document.getElementById("lang");
picker.value = lang;
picker.addEventListener("change", () => { lang = picker.value; localStorage.setItem("lang", lang); words(); if (state) draw(); });
const get = async path => { const r = await fetch(path); if (!r.ok) throw new Error(await r.text()); return r.json(); };
const NAME = decodeURIComponent(location.pathname.replace(/^\/case\//, ""));
let state = null, here = 0, timer = null;

async function list() {
  words();
  const body = document.querySelector("#cases tbody");
  for (const c of (await get("/api/cases")).cases) {
    const row = make("tr"), link = make("a", c.title);
    link.href = "/case/" + c.name.split("/").map(encodeURIComponent).join("/");
    const first = make("td"); first.append(link);
    row.append(first, make("td", c.deadline ? c.deadline.replace("T", " ").slice(0, 16) : "–"), make("td", `${c.approved} / ${c.segments}`));
    body.append(row);
  }
}

const boxes = () => [...document.querySelectorAll(".seg")];
const kept = id => `draft:${NAME}:${id}`;

function draw() {
  words();
  document.getElementById("title").textContent = state.case;
  document.title = state.case;
  const main = document.getElementById("segments");
  main.textContent = "";
  let part = "";
  const done = state.segments.filter(s => s.state === "approved").length;
  document.getElementById("bar").max = state.segments.length; document.getElementById("bar").value = done;
  document.getElementById("count").textContent = `${done} / ${state.segments.length}`;
  state.segments.forEach((s, i) => {
    const heading = s.id.split(".")[0] + s.part;
    if (heading !== part) { part = heading; main.append(make("h2", `${w(s.part)}${s.field.startsWith("points") ? " · " + s.id.split(".")[0] : ""}`)); }
    main.append(segment(s, i));
  });
  choose(Math.min(here, state.segments.length - 1), false);
}

function segment(s, i) {
  const box = make("section", "", `seg ${s.state}`);
  box.tabIndex = 0; box.dataset.id = s.id;
  const target = make("div", s.target || "—", "target");
  target.lang = s.language;
  const stateWord = w({approved: "approved", "needs-review": "review", new: "open"}[s.state]);
  const info = make("div", "", "meta");
  info.append(make("span", s.id), make("span", stateWord), make("span", s.origin + (s.engine ? ` (${s.engine})` : "") + (s.match ? ` ${s.match} %` : "")), make("span", s.by));
  box.append(info, make("div", s.source, "source"), target);
  const tools = make("div", "", "tools");
  for (const [word, act] of [["edit", edit], ["approve", approve], ["comment", comment]]) {
    const button = make("button", w(word)); button.type = "button"; button.tabIndex = -1;
    button.addEventListener("click", e => { e.stopPropagation(); choose(i, false); act(); });
    tools.append(button);
  }
  box.append(tools);
  s.flags.forEach(f => box.append(make("div", `! ${lang === "中文" ? f.zh : f.en}`, `flag ${f.severity}`)));
  if (s.previous && s.state !== "approved") { const d = make("div", "", "note"); d.append(`${w("changed")}: `, diff(s.previous_source, s.source), make("br"), `${w("was")}: ${s.previous}`); box.append(d); }
  s.comments.forEach(c => box.append(make("div", `› ${c}`, "note")));
  box.addEventListener("click", () => choose(i));
  box.addEventListener("dblclick", () => edit());
  const draft = localStorage.getItem(kept(s.id));
  if (draft !== null && draft !== s.target) setTimeout(() => open(box, s, draft), 0);
  return box;
}

// Word by word: Latin and Cyrillic words, numbers with their signs, each Chinese character, each mark.
const pieces = text => text.match(/[A-Za-z\u00c0-\u024f\u0400-\u04ff]+|\d[\d.,:\/-]*\d|\d|\s+|[^]/gu) || [];

function diff(before, after) {
  const a = pieces(before).slice(0, 800), b = pieces(after).slice(0, 800), out = make("span");
  const best = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  const runs = [];
  const put = (kind, text) => { const last = runs[runs.length - 1]; if (last && last[0] === kind) last[1] += text; else runs.push([kind, text]); };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { put("", a[i]); i++; j++; }
    else if (j >= b.length || (i < a.length && best[i + 1][j] >= best[i][j + 1])) put("del", a[i++]);
    else put("ins", b[j++]);
  }
  runs.forEach(([kind, text]) => out.append(kind ? make(kind, text) : text));
  return out;
}

function choose(i, focus = true) {
  if (i < 0 || i >= state.segments.length) return;
  here = i;
  boxes().forEach((b, n) => b.classList.toggle("here", n === i));
  const box = boxes()[i];
  if (focus && !box.querySelector("textarea")) box.focus();
  box.scrollIntoView({block: "nearest"});
  side(state.segments[i]);
}

async function side(s) {
  const aside = document.getElementById("found");
  let found;
  try { found = await get(`/api/suggest/${encodeURIComponent(NAME)}?id=${encodeURIComponent(s.id)}`); } catch (e) { aside.textContent = String(e.message || e); return; }
  if (state.segments[here].id !== s.id) return;
  aside.textContent = "";
  let n = 0;
  aside.items = [];
  for (const key of ["terms", "memory"]) {
    aside.append(make("h2", w(key)));
    if (!(found[key] || []).length) aside.append(make("p", w("none")));
    (found[key] || []).forEach(item => {
      const p = make("p"); n++;
      if (n < 10) { p.append(make("kbd", String(n)), " "); aside.items.push(item.target); }
      p.append(`${item.source} → `, make("b", item.target), item.score ? ` (${item.score} %)` : "", item.note ? make("div", item.note, "note") : "");
      aside.append(p);
    });
  }
}

function edit() { const s = state.segments[here], box = boxes()[here]; if (!box.querySelector("textarea")) open(box, s, s.target); }

function open(box, s, text) {
  if (box.querySelector("textarea")) return;
  const area = make("textarea");
  area.value = text; area.lang = s.language; area.dataset.base = s.target; area.setAttribute("aria-label", s.id);
  box.querySelector(".target").replaceWith(area);
  area.addEventListener("input", () => { localStorage.setItem(kept(s.id), area.value); clearTimeout(timer); timer = setTimeout(() => check(box, s, area), 250); });
  area.addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); save(s, area); }
    else if (e.key === "Escape") { localStorage.removeItem(kept(s.id)); load(); }
    else if (e.altKey && /^[1-9]$/.test(e.key)) { e.preventDefault(); insert(area, Number(e.key)); }
    e.stopPropagation();
  });
  const keep = make("button", w("save")); keep.type = "button"; keep.className = "save";
  keep.addEventListener("click", e => { e.stopPropagation(); choose(state.segments.findIndex(x => x.id === s.id), false); save(s, area); });
  box.querySelector(".tools").prepend(keep);
  area.focus();
}

function insert(area, n) {
  const text = (document.getElementById("found").items || [])[n - 1];
  if (!text) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

async function check(box, s, area) {
  const found = await get(`/api/suggest/${encodeURIComponent(NAME)}?id=${encodeURIComponent(s.id)}&target=${encodeURIComponent(area.value)}`).catch(() => ({flags: []}));
  box.querySelectorAll(".flag").forEach(f => f.remove());
  found.flags.forEach(f => box.append(make("div", `! ${lang === "中文" ? f.zh : f.en}`, `flag ${f.severity}`)));
}

async function step(data) {
  let r;
  try { r = await fetch(`/api/step/${encodeURIComponent(NAME)}`, {method: "POST", headers: {"x-appealdocs-token": meta("token"), "content-type": "application/json"}, body: JSON.stringify(data)}); }
  catch (e) { say(w("failed")); return null; }
  const type = r.headers.get("content-type") || "";
  const answer = type.includes("json") ? await r.json() : {text: await r.text()};
  if (r.status === 409) return answer;
  if (r.ok && data.action !== "comment") soon();
  if (!r.ok) { say(answer.error ? answer.error[lang === "中文" ? "zh" : "en"] : answer.text || w("failed")); return null; }
  return answer;
}

async function save(s, area) {
  const answer = await step({action: "edit", id: s.id, text: area.value, base: area.dataset.base});
  if (!answer) return;
  if (answer.conflict) {
    localStorage.setItem(kept(s.id), answer.yours);
    state.segments[here] = answer.conflict; draw(); say(w("conflict"));
    return;
  }
  localStorage.removeItem(kept(s.id));
  state.segments[state.segments.findIndex(x => x.id === s.id)] = answer.segment;
  here = next(here); draw(); choose(here); say(w("saved"));
}

const next = i => { for (let n = 1; n <= state.segments.length; n++) { const k = (i + n) % state.segments.length; if (state.segments[k].state !== "approved") return k; } return i; };

async function approve() {
  const s = state.segments[here];
  const answer = await step({action: "approve", id: s.id, base: s.target});
  if (!answer) return;
  state.segments[here] = answer.conflict || answer.segment;
  if (answer.conflict) say(w("conflict")); else here = next(here);
  draw(); choose(here);
}

async function comment() {
  const text = prompt(w("comment"));
  if (!text) return;
  const answer = await step({action: "comment", id: state.segments[here].id, text});
  if (answer && answer.segment) { state.segments[here] = answer.segment; draw(); }
}

async function whole(action) { const answer = await step({action}); if (answer && answer.segments) { state = answer; draw(); say(w("saved")); } }
async function load() { state = await get(`/api/segments/${encodeURIComponent(NAME)}`); draw(); }
let quiet = null;
function say(text) { const e = document.getElementById("said"); e.textContent = text; e.className = "on"; clearTimeout(quiet); quiet = setTimeout(() => { e.className = ""; }, 6000); }

function keys(e) {
  if (e.target.tagName === "TEXTAREA" || e.target.tagName === "SELECT" || e.ctrlKey || e.metaKey || e.altKey) return;
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  const does = {ArrowDown: () => choose(here + 1), j: () => choose(here + 1), ArrowUp: () => choose(here - 1), k: () => choose(here - 1), Enter: edit, a: approve, u: () => whole("undo"), c: comment};
  if (does[key]) { e.preventDefault(); does[key](); }
  else if (/^[1-9]$/.test(key)) { e.preventDefault(); edit(); insert(boxes()[here].querySelector("textarea"), Number(key)); }
}

// The letter as it will print: drafted anew when it is opened and a moment after each step, then loaded again.
let printed = false, later = null;

function page() {
  printed = !printed;
  document.querySelector(".desk").classList.toggle("printed", printed);
  document.getElementById("print").textContent = "";
  if (printed) draft();
}

async function draft() {
  const holder = document.getElementById("print");
  if (!holder.querySelector("p")) holder.prepend(make("p", "", "note"));
  holder.querySelector("p").textContent = w("drafting");
  let r;
  try { r = await fetch(`/api/draft/${encodeURIComponent(NAME)}`, {method: "POST", headers: {"x-appealdocs-token": meta("token")}}); }
  catch (e) { holder.querySelector("p").textContent = w("failed_draft"); return; }
  if (!printed) return;
  if (!r.ok) {
    const said = (r.headers.get("content-type") || "").includes("json") ? (await r.json()).error : null;
    holder.querySelector("p").textContent = said ? said[lang === "中文" ? "zh" : "en"] : w("failed_draft");
    return;
  }
  const old = holder.querySelector("iframe"), frame = make("iframe");
  frame.src = `/letter/${NAME.split("/").map(encodeURIComponent).join("/")}?v=${Date.now()}`; frame.title = w("letter");
  if (old) old.replaceWith(frame); else holder.append(frame);
  holder.querySelector("p").textContent = `${w("drafted")} ${new Date().toLocaleTimeString()}`;
}

function soon() { if (printed) { clearTimeout(later); later = setTimeout(draft, 800); } }

if (document.getElementById("cases")) list();
else {
  document.addEventListener("keydown", keys);
  document.getElementById("all").addEventListener("click", () => whole("approve-all"));
  document.getElementById("undo").addEventListener("click", () => whole("undo"));
  document.getElementById("page").addEventListener("click", page);
  load().then(() => { here = state.segments[0] && state.segments[0].state === "approved" ? next(0) : 0; choose(here); }).catch(e => say(String(e.message || e)));
}
