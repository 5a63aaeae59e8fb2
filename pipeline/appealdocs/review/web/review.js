"use strict";
const byId = id => document.getElementById(id);
const meta = name => document.querySelector(`meta[name=${name}]`).content;
const make = (name, text, cls) => { const e = document.createElement(name); if (text) e.textContent = text; if (cls) e.className = cls; return e; };
let lang = localStorage.getItem("lang") || "中文";
if (!WORDS[lang]) lang = "中文";
const w = key => WORDS[lang][key] || key;
const own = text => lang === "中文" ? text.zh : text.en;
const words = () => {
  document.documentElement.lang = w("code");
  document.querySelectorAll("[data-w]").forEach(e => { e.textContent = w(e.dataset.w); });
  document.querySelectorAll("[data-label]").forEach(e => { e.setAttribute("aria-label", w(e.dataset.label)); e.title = w(e.dataset.label); });
};
const picker = byId("lang");
picker.value = lang;
picker.addEventListener("change", () => { lang = picker.value; localStorage.setItem("lang", lang); if (state) { draw(); choose(here, false); } else if (listed) cases(); });
const refused = async r => { const type = r.headers.get("content-type") || ""; const said = type.includes("json") ? (await r.json()).error : null; return said ? own(said) : w("failed"); };
const get = async path => { const r = await fetch(path); if (!r.ok) throw new Error(await refused(r)); return r.status === 204 ? null : r.json(); };
const post = (path, data) => fetch(path, {method: "POST", headers: {"x-appealdocs-token": meta("token"), "content-type": "application/json"}, body: JSON.stringify(data || {})});
const narrow = matchMedia("(max-width:52rem)");
const NAME = decodeURIComponent(location.pathname.replace(/^\/case\//, ""));
const PATH = NAME.split("/").map(encodeURIComponent).join("/");
let state = null, here = 0, timer = null, boxes = [];

// --- the list of cases

let listed = null;

async function list() { words(); listed = await get("/api/cases"); cases(); }

function cases() {
  words();
  const body = document.querySelector("#cases tbody"), now = new Date(listed.now);
  body.textContent = "";
  for (const c of listed.cases) {
    const row = make("tr"), link = make("a", c.title), first = make("td"), due = make("td"), done = make("td", "", "done"), bar = make("progress");
    link.href = "/case/" + c.name.split("/").map(encodeURIComponent).join("/");
    first.append(link);
    if (c.deadline) {
      const hours = Math.floor((new Date(c.deadline) - now) / 3600000);
      const left = hours < 0 ? w("late") : hours < 48 ? `${hours} ${w("hours")}` : `${Math.floor(hours / 24)} ${w("days")}`;
      due.append(c.deadline.replace("T", " ").slice(0, 16), " ", make("span", left, hours < 0 ? "badge bad" : hours < 72 ? "badge warn" : "badge"));
    } else due.textContent = "–";
    bar.max = c.segments || 1; bar.value = c.approved; bar.setAttribute("aria-label", w("progress"));
    done.append(bar, ` ${c.approved} / ${c.segments}`);
    const todo = make("td");
    if (c.open) todo.append(make("span", `${w("open")} ${c.open}`, "badge bad"), " ");
    if (c.flagged) todo.append(make("span", `${w("flags")} ${c.flagged}`, "badge warn"));
    row.append(first, due, done, todo);
    body.append(row);
  }
}

// --- a case

const kept = id => `draft:${NAME}:${id}`;
const shortTime = text => text.replace(/\d{4}-\d\d-\d\dT[\d:]+(?:[+-]\d\d:\d\d|Z)/, t => new Date(t).toLocaleString(w("code"), {dateStyle: "medium", timeStyle: "short"}));
const flagText = f => {
  if (lang !== "Русский") return own(f);
  const [thing, what] = f.flag.split("-"), a = FLAGS_RU[thing], b = FLAGS_RU["-" + what];
  return a ? `${a}${b ? " " + b : ""}: ${f.en}` : f.en;
};

function draw() {
  words();
  byId("title").textContent = state.case;
  document.title = state.case;
  const main = byId("segments");
  main.textContent = "";
  boxes = [];
  let part = "";
  state.segments.forEach((s, i) => {
    const point = (s.field.match(/^points\[(\d+)\]/) || [])[1];
    const heading = point === undefined ? w(s.part) : `${w("point")} ${Number(point) + 1} · ${w(s.part)}`;
    if (heading !== part) { part = heading; main.append(make("h2", heading)); }
    boxes.push(segment(s, i));
    main.append(boxes[i]);
  });
  count();
}

function count() {
  const done = state.segments.filter(s => s.state === "approved").length;
  byId("bar").max = state.segments.length; byId("bar").value = done;
  byId("count").textContent = `${done} / ${state.segments.length}`;
}

function put(i, s) {
  state.segments[i] = s;
  const found = boxes[i].contains(byId("found")) ? byId("found") : null;
  if (found) byId("side").append(found);
  const fresh = segment(s, i);
  boxes[i].replaceWith(fresh);
  boxes[i] = fresh;
  if (i === here) mark();
  count();
}

function segment(s, i) {
  const box = make("section", "", `seg ${s.state}`);
  const stateWord = w({approved: "approved", "needs-review": "review", new: "open"}[s.state]);
  box.tabIndex = 0; box.dataset.id = s.id; box.setAttribute("role", "group"); box.setAttribute("aria-label", `${s.id}, ${stateWord}`);
  const source = make("div", s.source, "source"), target = make("div", s.target || "—", "target");
  source.lang = s.source_language; target.lang = s.language;
  const info = make("div", "", "meta");
  const from = w("from_" + s.origin) + (s.engine ? ` (${s.engine})` : "") + (s.match ? ` ${s.match} %` : "");
  info.append(make("span", s.id), make("span", stateWord, "state"), make("span", from));
  if (s.by) info.append(make("span", s.by));
  box.append(info, source, target);
  const tools = make("div", "", "tools");
  for (const [word, act] of [["edit", edit], ["approve", approve], ["comment", comment]]) {
    const button = make("button", w(word)); button.type = "button";
    button.addEventListener("click", e => { e.stopPropagation(); choose(i, false); act(); });
    tools.append(button);
  }
  box.append(tools);
  s.flags.forEach(f => box.append(make("div", `! ${flagText(f)}`, `flag ${f.severity}`)));
  if (s.previous && s.state !== "approved") { const d = make("div", "", "note"); d.append(`${w("changed")}: `, diff(s.previous_source, s.source), make("br"), `${w("was")}: ${s.previous}`); box.append(d); }
  s.comments.forEach(c => box.append(make("div", `› ${shortTime(c)}`, "note")));
  box.addEventListener("click", e => { if (!e.target.closest("button, textarea, #found")) choose(i); });
  box.addEventListener("focus", () => { if (here !== i) choose(i, false); });
  box.addEventListener("dblclick", e => { if (!e.target.closest("textarea")) edit(); });
  const draft = localStorage.getItem(kept(s.id));
  if (draft !== null && draft !== s.target) queueMicrotask(() => open(box, s, draft, false));
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
  const add = (kind, text) => { const last = runs[runs.length - 1]; if (last && last[0] === kind) last[1] += text; else runs.push([kind, text]); };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { add("", a[i]); i++; j++; }
    else if (j >= b.length || (i < a.length && best[i + 1][j] >= best[i][j + 1])) add("del", a[i++]);
    else add("ins", b[j++]);
  }
  runs.forEach(([kind, text]) => out.append(kind ? make(kind, text) : text));
  return out;
}

function mark() {
  document.querySelectorAll(".seg.here").forEach(b => { b.classList.remove("here"); b.removeAttribute("aria-current"); });
  boxes[here].classList.add("here");
  boxes[here].setAttribute("aria-current", "true");
  (narrow.matches ? boxes[here] : byId("side")).append(byId("found"));
}

function choose(i, focus = true) {
  if (i < 0 || i >= state.segments.length) return;
  here = i;
  mark();
  const box = boxes[i], area = box.querySelector("textarea");
  if (focus) (area || box).focus({preventScroll: true});
  const top = document.querySelector("header").offsetHeight + 8, at = box.getBoundingClientRect();
  if (at.top < top || at.bottom > innerHeight) scrollBy(0, at.top - Math.max(top, (innerHeight - at.height) / 3));
  side(state.segments[i]);
}

async function side(s) {
  const place = byId("found");
  let found;
  try { found = await get(`/api/suggest/${PATH}?id=${encodeURIComponent(s.id)}`); } catch (e) { place.textContent = String(e.message || e); return; }
  if (state.segments[here].id !== s.id) return;
  place.textContent = "";
  place.items = [];
  for (const key of ["terms", "memory"]) {
    place.append(make("h2", w(key)));
    if (!(found[key] || []).length) place.append(make("p", w("none"), "note"));
    (found[key] || []).forEach(item => {
      const b = make("button", "", "offer"), n = place.items.push(item.target);
      b.type = "button";
      if (n < 10) b.append(make("kbd", String(n)), " ");
      b.append(`${item.source} → `, make("b", item.target), item.score ? ` (${item.score} %)` : "", item.note ? make("span", item.note, "note") : "");
      b.addEventListener("click", e => { e.stopPropagation(); edit(); insert(boxes[here].querySelector("textarea"), n); });
      place.append(b);
    });
  }
}

function edit() { const s = state.segments[here], box = boxes[here]; open(box, s, s.target, true); }
const grow = area => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 4}px`; };

function open(box, s, text, focus) {
  const there = box.querySelector("textarea");
  if (there) { if (focus) there.focus(); return; }
  const area = make("textarea");
  area.value = text; area.lang = s.language; area.dataset.base = s.target; area.setAttribute("aria-label", `${w("target")} ${s.id}`);
  box.querySelector(".target").replaceWith(area);
  area.addEventListener("input", () => { grow(area); localStorage.setItem(kept(s.id), area.value); clearTimeout(timer); timer = setTimeout(() => check(box, s, area), 250); });
  area.addEventListener("focus", () => { const i = boxes.indexOf(box); if (i >= 0 && i !== here) choose(i, false); });
  area.addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); save(s, area); }
    else if (e.key === "Escape") { e.preventDefault(); cancel(s); }
    else if (e.altKey && /^[1-9]$/.test(e.key)) { e.preventDefault(); insert(area, Number(e.key)); }
    e.stopPropagation();
  });
  const tools = box.querySelector(".tools"), keep = make("button", w("save"), "save"), leave = make("button", w("cancel"));
  keep.type = leave.type = "button";
  keep.addEventListener("click", e => { e.stopPropagation(); save(s, area); });
  leave.addEventListener("click", e => { e.stopPropagation(); cancel(s); });
  tools.querySelectorAll("button").forEach((b, n) => { if (n < 2) b.remove(); });
  tools.prepend(keep, leave);
  grow(area);
  if (focus) { area.focus(); area.setSelectionRange(text.length, text.length); }
}

async function cancel(s) {
  localStorage.removeItem(kept(s.id));
  const i = state.segments.findIndex(x => x.id === s.id);
  put(i, state.segments[i]);
  choose(i);
}

function insert(area, n) {
  const text = (byId("found").items || [])[n - 1];
  if (!text || !area) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

async function check(box, s, area) {
  const asked = area.value;
  const found = await get(`/api/suggest/${PATH}?id=${encodeURIComponent(s.id)}&target=${encodeURIComponent(asked)}`).catch(() => null);
  if (!found || area.value !== asked) return;
  box.querySelectorAll(".flag").forEach(f => f.remove());
  found.flags.forEach(f => box.append(make("div", `! ${flagText(f)}`, `flag ${f.severity}`)));
}

// --- steps

async function step(data) {
  let r;
  try { r = await post(`/api/step/${PATH}`, data); }
  catch (e) { say(w("failed")); return null; }
  if (r.status === 409) return r.json();
  if (!r.ok) { say(await refused(r)); return null; }
  if (data.action !== "comment") soon();
  return r.json();
}

async function save(s, area) {
  const i = state.segments.findIndex(x => x.id === s.id);
  const answer = await step({action: "edit", id: s.id, text: area.value, base: area.dataset.base});
  if (!answer) return;
  if (answer.conflict) { localStorage.setItem(kept(s.id), answer.yours); put(i, answer.conflict); clash(i); here = i; choose(i); say(w("conflict")); return; }
  localStorage.removeItem(kept(s.id));
  put(i, answer.segment);
  if (i === here) here = next(i);
  choose(here);
  const flags = answer.segment.flags.length;
  say(flags ? `${w("saved")}: ${flags} ${w("flags_left")}` : w("saved"));
}

/** Both texts of a segment that somebody else changed while it is open here. */
function clash(i) {
  queueMicrotask(() => {
    const s = state.segments[i], box = boxes[i], area = box.querySelector("textarea");
    if (!area) return;
    area.dataset.base = s.target;
    box.querySelectorAll(".clash").forEach(e => e.remove());
    const note = make("div", "", "clash"), theirs = make("button", w("take_theirs"));
    theirs.type = "button";
    theirs.addEventListener("click", e => { e.stopPropagation(); cancel(s); });
    note.append(make("b", w("conflict")), make("br"), `${s.by || "?"}: `, diff(area.value, s.target), make("br"), theirs);
    area.after(note);
    if (i === here) area.focus();
  });
}

const next = i => { for (let n = 1; n <= state.segments.length; n++) { const k = (i + n) % state.segments.length; if (state.segments[k].state !== "approved") return k; } return i; };

async function approve() {
  const i = here, s = state.segments[i], area = boxes[i].querySelector("textarea");
  if (area) { save(s, area); return; }
  const answer = await step({action: "approve", id: s.id, base: s.target});
  if (!answer) return;
  put(i, answer.conflict || answer.segment);
  if (answer.conflict) say(w("conflict_shown")); else { if (i === here) here = next(i); say(w("approved")); }
  choose(here);
}

function comment() {
  const ask = byId("ask"), area = ask.querySelector("textarea"), s = state.segments[here], i = here;
  area.value = "";
  ask.onclose = async () => {
    const text = ask.returnValue === "ok" ? area.value.trim() : "";
    ask.returnValue = "";
    if (text) { const answer = await step({action: "comment", id: s.id, text}); if (answer && answer.segment) put(i, answer.segment); }
    choose(i);
  };
  area.onkeydown = e => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); ask.close("ok"); } };
  ask.showModal();
}

async function whole(action) {
  const answer = await step({action});
  if (!answer) return;
  const ids = answer.undone || answer.approved || [];
  merge(answer);
  if (action === "undo" && ids.length) here = Math.max(0, state.segments.findIndex(s => s.id === ids[0]));
  choose(here);
  say(action === "undo" ? `${w("undone")}: ${ids.join(", ")}` : `${ids.length} ${w("approved")}`);
}

/** What others did meanwhile: boxes that changed are drawn anew; what is being typed stays. */
function merge(fresh) {
  const same = fresh.segments.length === state.segments.length && fresh.segments.every((s, i) => s.id === state.segments[i].id);
  const old = state;
  state = fresh;
  if (!same) { here = Math.min(here, state.segments.length - 1); draw(); choose(here, false); return; }
  fresh.segments.forEach((s, i) => {
    if (JSON.stringify(s) === JSON.stringify(old.segments[i])) return;
    const area = boxes[i].querySelector("textarea");
    if (!area) put(i, s);
    else if (s.target !== area.dataset.base && s.target !== area.value) clash(i);
  });
  count();
}

async function watch() {
  if (document.hidden) return;
  const fresh = await get(`/api/segments/${PATH}?version=${encodeURIComponent(state.version)}`).catch(() => null);
  if (fresh) { const focused = document.activeElement; merge(fresh); if (!focused.isConnected) boxes[here].focus({preventScroll: true}); }
}

let quiet = null;
function say(text) { const e = byId("said"); e.textContent = text; e.className = "on"; clearTimeout(quiet); quiet = setTimeout(() => { e.className = ""; }, 6000); }

function keys(e) {
  if (byId("ask").open || e.target.matches("textarea, select, button, a") && (e.key === "Enter" || e.key === " " || e.target.matches("textarea, select")) || e.ctrlKey || e.metaKey || e.altKey) return;
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  const does = {ArrowDown: () => choose(here + 1), j: () => choose(here + 1), ArrowUp: () => choose(here - 1), k: () => choose(here - 1), n: () => choose(next(here)),
    Enter: edit, a: approve, u: () => whole("undo"), c: comment, l: page};
  if (does[key]) { e.preventDefault(); does[key](); }
  else if (/^[1-9]$/.test(key)) { e.preventDefault(); edit(); insert(boxes[here].querySelector("textarea"), Number(key)); }
}

// --- the letter as it will print: pictures of its pages, printed anew a moment after each step

let printed = false, later = null;

function page() {
  printed = !printed;
  document.querySelector(".desk").classList.toggle("printed", printed);
  byId("page").setAttribute("aria-pressed", String(printed));
  byId("pages").textContent = "";
  if (printed) print();
}

async function print() {
  const status = byId("print_status");
  status.textContent = w("drafting");
  let r;
  try { r = await post(`/api/draft/${PATH}`); } catch (e) { status.textContent = w("failed_draft"); return; }
  if (!printed) return;
  if (!r.ok) { status.textContent = await refused(r); return; }
  const made = await r.json(), pages = [];
  for (let n = 1; n <= made.pages; n++) {
    const image = make("img");
    image.src = `/page/${n}/${PATH}?v=${encodeURIComponent(made.version)}`; image.alt = `${w("letter")}, ${n} / ${made.pages}`;
    pages.push(image);
  }
  await Promise.all(pages.map(image => image.decode().catch(() => null)));
  byId("pages").replaceChildren(...pages);
  status.textContent = `${w("drafted")} ${new Date().toLocaleTimeString(w("code"))} · `;
  const link = make("a", "PDF"); link.href = `/letter/${PATH}`; link.target = "_blank"; link.rel = "noopener";
  status.append(link);
}

function soon() { if (printed) { clearTimeout(later); later = setTimeout(print, 500); } }

if (byId("cases")) list().catch(() => words());
else {
  document.addEventListener("keydown", keys);
  byId("all").addEventListener("click", () => whole("approve-all"));
  byId("undo").addEventListener("click", () => whole("undo"));
  byId("page").addEventListener("click", page);
  byId("close").addEventListener("click", page);
  narrow.addEventListener("change", mark);
  get(`/api/segments/${PATH}`).then(found => {
    state = found;
    draw();
    const open = state.segments.findIndex(s => s.state !== "approved");
    choose(Math.max(0, open));
    setInterval(watch, 5000);
  }).catch(e => say(String(e.message || e)));
}
