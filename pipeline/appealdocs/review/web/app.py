"""The application: the list of cases, a case, and the steps of a review."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from appealdocs.casefolder import CaseFolder, case_folders
from appealdocs.errors import AppealdocsError
from appealdocs.model.letter import Segment
from appealdocs.review import actions
from appealdocs.review.actions import Step
from appealdocs.review.store import load
from appealdocs.review.web.access import COOKIE, HEADER, Access
from appealdocs.review.web.line import Line
from appealdocs.review.web.printed import Press, Printed, version

HERE = Path(__file__).parent
REVIEWERS = 40
"""Steps that are under way at the same time."""
MAX_BODY = 200_000
"""Bytes of a request; a segment is a sentence."""
_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


@dataclass(slots=True)
class Help:
    """What the page asks the rest of the tool for; all are given by whoever starts the server.

    `flags(segment) -> [{flag, severity, message}]`, `suggest(segment) -> {terms: [...], memory: [...]}`,
    `deadline(folder) -> ISO text or ""`, `learned(folder, segments)` after an approval, `forgotten(folder, segments)` after an undo,
    `pages(folder) -> (PDF, PNG of each page)` of the letter as it would print now.
    """

    flags: Callable[[Segment], list[dict[str, str]]]
    suggest: Callable[[Segment], dict[str, Any]]
    deadline: Callable[[CaseFolder], str]
    learned: Callable[[CaseFolder, list[Segment]], object]
    forgotten: Callable[[CaseFolder, list[Segment]], object]
    pages: Callable[[CaseFolder], tuple[bytes, list[bytes]]]


def application(root: Path, access: Access, help: Help, now: datetime | None = None) -> Starlette:
    """The page for every case below `root`. `now` fixes the clock for tests."""
    site = _Site(root, access, help, now)
    routes = [
        Route("/", site.index), Route("/enter/{token}", site.enter), Route("/case/{name:path}", site.case),
        Route("/api/cases", site.cases), Route("/api/segments/{name:path}", site.segments),
        Route("/api/suggest/{name:path}", site.suggest), Route("/api/step/{name:path}", site.step, methods=["POST"]),
        Route("/api/draft/{name:path}", site.draft, methods=["POST"]),
        Route("/letter/{name:path}", site.letter), Route("/page/{number:int}/{name:path}", site.page), Route("/static/{file}", site.static),
    ]
    return Starlette(routes=routes)


class _Site:
    def __init__(self, root: Path, access: Access, help: Help, now: datetime | None) -> None:
        self.root, self.access, self.help, self.now = root.resolve(), access, help, now
        self.lines: dict[Path, Line] = {}
        self.press = Press(help.pages)
        self.workers = ThreadPoolExecutor(max_workers=REVIEWERS, thread_name_prefix="step")

    # --- who may ----------------------------------------------------------------------------------------------------

    def _reviewer(self, request: Request, changing: bool = False) -> str:
        """The reviewer of a request; raises _Denied."""
        if not self.access.host_allowed(request.headers.get("host", "")):
            raise _Denied("this Host name is not allowed", 421)
        name = self.access.name_of(request.cookies.get(COOKIE, ""))
        if not name:
            raise _Denied("open the link that was printed for you when the server was started / 请打开启动时为您打印的链接", 403)
        if changing and request.headers.get(HEADER, "") != self.access.page_token(name):
            raise _Denied("the page's token is missing or old: reload the page", 403)
        return name

    def _folder(self, request: Request) -> CaseFolder:
        """The case that a path names; only folders below the root are ever opened."""
        name = request.path_params["name"]
        parts = [] if name == "." else name.split("/")
        path = self.root.joinpath(*parts)
        plain = all(part and not part.startswith(".") and "\0" not in part for part in parts)
        if not plain or path.resolve() != path or not (path / "case.yaml").is_file():
            raise _Denied("there is no such case", 404)
        if any((parent / "case.yaml").is_file() for parent in path.parents if parent.is_relative_to(self.root)):
            raise _Denied("there is no such case", 404)
        return CaseFolder(path)

    def _time(self) -> datetime:
        return self.now or datetime.now(UTC)

    # --- pages ------------------------------------------------------------------------------------------------------

    async def enter(self, request: Request) -> Response:
        if not self.access.host_allowed(request.headers.get("host", "")):
            return _plain("this Host name is not allowed", 421)
        token = request.path_params["token"]
        if not self.access.name_of(token):
            return _plain("this link is not valid (any more) / 链接无效或已失效", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", max_age=30 * 86400)
        return _safe(answer)

    async def index(self, request: Request) -> Response:
        return self._page(request, "index.html")

    async def case(self, request: Request) -> Response:
        return self._page(request, "case.html")

    def _page(self, request: Request, file: str) -> Response:
        try:
            name = self._reviewer(request)
        except _Denied as denied:
            return denied.answer()
        text = (HERE / file).read_text(encoding="utf-8").replace("@TOKEN@", self.access.page_token(name))
        return _safe(HTMLResponse(text.replace("@NAME@", _escaped(name))))

    async def static(self, request: Request) -> Response:
        file = request.path_params["file"]
        if file not in ("review.js", "review.css", "words.js"):
            return _plain("not found", 404)
        return _safe(FileResponse(HERE / file))

    async def letter(self, request: Request) -> Response:
        """The letter as it would print now, as PDF."""
        return await self._printed(request, lambda printed: (printed.pdf, "application/pdf"))

    async def page(self, request: Request) -> Response:
        """One page of it (from 1) as a picture: phones and many browsers show no PDF inside a page."""
        return await self._printed(request, lambda printed: (printed.pages[request.path_params["number"] - 1], "image/png"))

    async def _printed(self, request: Request, choose: Callable[[Printed], tuple[bytes, str]]) -> Response:
        try:
            self._reviewer(request)
            folder = self._folder(request)
            data, kind = choose(await asyncio.to_thread(self.press.printed, folder))
        except _Denied as denied:
            return denied.answer()
        except IndexError:
            return _plain("the letter has no such page", 404)
        except AppealdocsError as error:
            return _plain(f"{error.text.en} / {error.text.zh}", 422)
        return _safe(Response(data, media_type=kind))

    # --- data -------------------------------------------------------------------------------------------------------

    async def cases(self, request: Request) -> Response:
        return await self._answer(request, self._cases)

    def _cases(self, request: Request) -> Any:
        listed = []
        for folder in case_folders(self.root):
            own = [s for s in load(folder.review).values() if s.field]
            listed.append({
                "name": folder.root.relative_to(self.root).as_posix() or ".", "title": folder.root.name,
                "deadline": self.help.deadline(folder), "segments": len(own), "approved": sum(s.state == "approved" for s in own),
                "flagged": sum(s.state != "approved" and bool(s.flags) for s in own), "open": sum(not s.target for s in own),
            })
        return {"now": self._time().isoformat(), "cases": sorted(listed, key=lambda c: (c["deadline"] == "", c["deadline"], c["name"]))}

    async def segments(self, request: Request) -> Response:
        """All segments of a case; with `?version=` only if they are others than of that version (204 if not)."""
        known = request.query_params.get("version")
        try:
            if known is not None and self._reviewer(request) and version(self._folder(request).review) == known:
                return _safe(Response(status_code=204))
        except _Denied as denied:
            return denied.answer()
        return await self._answer(request, lambda r: self._shown(self._folder(r)))

    def _shown(self, folder: CaseFolder) -> dict[str, Any]:
        known = version(folder.review)  # first: what is written in between is asked for again
        own = sorted((s for s in load(folder.review).values() if s.field), key=_place)
        return {"case": folder.root.name, "version": known, "segments": [_data(s) for s in own]}

    async def suggest(self, request: Request) -> Response:
        return await self._answer(request, self._suggest)

    def _suggest(self, request: Request) -> Any:
        segments = load(self._folder(request).review)
        segment = segments.get(request.query_params.get("id", ""))
        if segment is None or not segment.field:
            raise _Denied("there is no such segment", 404)
        text = request.query_params.get("target")
        flags = self.help.flags(replace(segment, target=text)) if text is not None else []
        return {"flags": flags} if text is not None else {"flags": [], **self.help.suggest(segment)}

    async def step(self, request: Request) -> Response:
        """One step of the review: {action, id, text, base}. `base` is the target that the page showed: a change against an
        older text is a conflict (409) with today's text, and nothing is lost."""
        try:
            name = self._reviewer(request, changing=True)
            folder = self._folder(request)
            body = await request.body()
            if len(body) > MAX_BODY:
                raise _Denied("the request is too large", 413)
            data = json.loads(body)
            result = await asyncio.get_running_loop().run_in_executor(self.workers, self._stepped, folder, data, name)
        except _Denied as denied:
            return denied.answer()
        except (ValueError, KeyError, TypeError):
            return _plain("the request is damaged", 400)
        except AppealdocsError as error:
            return _safe(JSONResponse({"error": {"en": error.text.en, "zh": error.text.zh}}, 422))
        return result

    async def draft(self, request: Request) -> Response:
        """Print the letter as it would be now; answers when its pages can be fetched. Nothing is written to the case."""
        try:
            self._reviewer(request, changing=True)
            printed = await asyncio.to_thread(self.press.printed, self._folder(request))
            return _safe(JSONResponse({"pages": len(printed.pages), "version": printed.version}))
        except _Denied as denied:
            return denied.answer()
        except AppealdocsError as error:
            return _safe(JSONResponse({"error": {"en": error.text.en, "zh": error.text.zh}}, 422))

    def _stepped(self, folder: CaseFolder, data: Mapping[str, Any], name: str) -> Response:
        action, id, at = data["action"], str(data.get("id", "")), self._time()
        if action == "undo":
            before = load(folder.review)
            ids = actions.undo(folder, name, at, own=True)
            after = load(folder.review)
            self.help.forgotten(folder, [before[i] for i in ids if i in before and before[i].state == "approved"])
            self.help.learned(folder, [after[i] for i in ids if i in after and after[i].state == "approved"])
            return _safe(JSONResponse({"undone": ids, **self._shown(folder)}))
        if action == "approve-all":
            done = self._line(folder).do(actions.approving([], name, at, all_clean=True))
            self.help.learned(folder, done)
            return _safe(JSONResponse({"approved": [s.id for s in done], **self._shown(folder)}))
        if action not in ("approve", "edit", "comment"):
            return _plain("unknown action", 400)
        text = str(data["text"]) if action != "approve" else ""
        step = {
            "approve": lambda: actions.approving([id], name, at), "edit": lambda: actions.editing(id, text, name, at),
            "comment": lambda: actions.commenting(id, text, name, at),
        }[action]()
        try:
            (segment,) = self._line(folder).do(step if action == "comment" else _against(step, id, str(data.get("base", ""))))
        except _Conflict as conflict:
            return _safe(JSONResponse({"conflict": _data(conflict.segment), "yours": text}, 409))
        if action != "comment":
            self.help.learned(folder, [segment])
        answer = _data(segment) | ({"flags": self.help.flags(segment)} if action == "edit" else {})
        return _safe(JSONResponse({"segment": answer}))

    def _line(self, folder: CaseFolder) -> Line:
        return self.lines.setdefault(folder.root, Line(folder))

    async def _answer(self, request: Request, make: Callable[[Request], Any]) -> Response:
        try:
            self._reviewer(request)
            return _safe(JSONResponse(await asyncio.to_thread(make, request)))
        except _Denied as denied:
            return denied.answer()
        except AppealdocsError as error:
            return _safe(JSONResponse({"error": {"en": error.text.en, "zh": error.text.zh}}, 422))


class _Conflict(Exception):
    def __init__(self, segment: Segment) -> None:
        super().__init__(segment.id)
        self.segment = segment


def _against(step: Step, id: str, base: str) -> Step:
    """The step, unless the segment's text is another than the page showed: the comparison and the change are one."""

    def change(segments: Mapping[str, Segment]) -> list[Segment]:
        segment = actions.segment_of(segments, id)
        if segment.target != base:
            raise _Conflict(segment)
        return step.change(segments)

    return replace(step, change=change)


_PARTS = ("title", "problem", "cause", "action", "prevention", "request", "shows")


def _place(segment: Segment) -> tuple[int, list[int | str], int]:
    """Where a segment stands on the page: points first, part by part, then what the letter asks for, then the exhibits."""
    point = segment.field.startswith("points")
    number: list[int | str] = [int(n) for n in re.findall(r"\d+", segment.field)[:1]] if point else []
    rank = _PARTS.index(segment.part) if segment.part in _PARTS else len(_PARTS)
    return (0 if point else 1, number, rank)


class _Denied(Exception):
    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.text, self.status = text, status

    def answer(self) -> Response:
        return _plain(self.text, self.status)


def _data(s: Segment) -> dict[str, Any]:
    return {
        "id": s.id, "part": s.part, "field": s.field, "source": s.source, "target": s.target, "language": s.target_language,
        "source_language": s.source_language, "origin": s.origin, "state": s.state, "by": s.stamp.by, "at": s.stamp.at,
        "engine": s.stamp.engine, "match": s.stamp.match, "previous": s.previous_target, "previous_source": s.previous_source,
        "flags": [{"flag": f.flag, "severity": f.severity, "en": f.message.en, "zh": f.message.zh} for f in s.flags],
        "comments": list(s.comments), "risk": s.risk,
    }


def _safe(answer: Response) -> Response:
    answer.headers["content-security-policy"] = _POLICY
    answer.headers["x-content-type-options"] = "nosniff"
    answer.headers["referrer-policy"] = "no-referrer"
    answer.headers["cache-control"] = "no-store"
    return answer


def _plain(text: str, status: int) -> Response:
    return _safe(PlainTextResponse(text, status))


def _escaped(text: str) -> str:
    from html import escape

    return escape(text, quote=True)
