"""Every clause of the library, in every language, over several values of every slot."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import pytest
import yaml
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appealdocs.draft.clauses import filled, library
from appealdocs.locale_.filters import environment_filters
from appealdocs.locale_.values import as_text
from appealdocs.model.keys import EVIDENCE_TYPES, ISSUES, PARTS

CLAUSES = Path(__file__).parents[2] / "templates" / "clauses"
LANGUAGES = ("zh", "en", "ru")
KINDS = {"name", "place", "date", "datetime", "duration", "count", "money", "rate", "id", "ids", "text"}
KEYS = {"part", "issues", "caution", "lawyer", "zh", "en", "ru", "slots", "evidence", "example"}
NOT_APPEALABLE = {"counterfeit", "brushing", "infringement"}
ZONES = {"zh": "Asia/Shanghai", "en": "Asia/Dubai", "ru": "Europe/Moscow"}
NBSP = "\u00a0"


def _library() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CLAUSES.glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        assert not set(found) & set(data), f"an id of {path.name} is taken by another file"
        found |= data
    return found


LIBRARY = _library()

# Three values or more a kind. Latin and Cyrillic names, a name that brings its own full stop, one a language.
VALUES: dict[str, tuple[Any, ...]] = {
    "name": ("CDEK", "Почта России", "Dongguan Hengyi Co., Ltd.", {"zh": "李娜", "en": "Li Na", "ru": "Ли На"}),
    "place": ("Jebel Ali", "Москва, ул. Лесная, 20", {"zh": "霍尔果斯", "en": "Khorgos", "ru": "Хоргос"}),
    "date": (dt.date(2026, 3, 2), dt.date(2025, 12, 31), "2026-08-21"),
    "datetime": ("2026-03-05T14:22:00+04:00", "2025-12-31T23:59:00+03:00", "2026-06-01T00:05:00+08:00"),
    "duration": (1, 2, 5, 21, 0.5),
    "count": (1, 2, 5, 21, 112),
    "money": (
        {"value": 2190, "currency": "RUB"}, {"value": 640, "currency": "AED"}, {"value": "48.90", "currency": "USD"},
    ),
    "rate": (0.5, 1, 98.5, 100),
    "id": ("NAEI40012345678", "51640227-0211-1", "INV-B260117"),
    "ids": (["LT-1"], ["LT-1", "LT-2"], ["LT-1", "LT-2", "LT-3"]),
    "text": ("Item not received", "Не включается", 'He said "no"', "商品与描述不符"),
}  # fmt: skip

# (noun, case) -> after 1 and 21, after 2, after 5 and 112, after 0.5; written by hand, not by the analyser.
RUSSIAN: dict[tuple[str, str], tuple[str, str, str, str]] = {
    ("балл", "gent"): ("балла", "баллов", "баллов", "балла"),
    ("возврат", "nomn"): ("возврат", "возврата", "возвратов", "возврата"),
    ("возврат", "accs"): ("возврат", "возврата", "возвратов", "возврата"),
    ("возврат", "datv"): ("возврату", "возвратам", "возвратам", "возврата"),
    ("грамм", "nomn"): ("грамм", "грамма", "граммов", "грамма"),
    ("день", "nomn"): ("день", "дня", "дней", "дня"),
    ("день", "accs"): ("день", "дня", "дней", "дня"),
    ("день", "gent"): ("дня", "дней", "дней", "дня"),
    ("документ", "nomn"): ("документ", "документа", "документов", "документа"),
    ("документ", "accs"): ("документ", "документа", "документов", "документа"),
    ("заказ", "nomn"): ("заказ", "заказа", "заказов", "заказа"),
    ("заказ", "accs"): ("заказ", "заказа", "заказов", "заказа"),
    ("заказ", "datv"): ("заказу", "заказам", "заказам", "заказа"),
    ("заказ", "gent"): ("заказа", "заказов", "заказов", "заказа"),
    ("жалоба", "gent"): ("жалобы", "жалоб", "жалоб", "жалобы"),
    ("звезда", "accs"): ("звезду", "звезды", "звёзд", "звезды"),
    ("инвойс", "nomn"): ("инвойс", "инвойса", "инвойсов", "инвойса"),
    ("инвойс", "accs"): ("инвойс", "инвойса", "инвойсов", "инвойса"),
    ("карточка", "accs"): ("карточку", "карточки", "карточек", "карточки"),
    ("месяц", "accs"): ("месяц", "месяца", "месяцев", "месяца"),
    ("миллиметр", "nomn"): ("миллиметр", "миллиметра", "миллиметров", "миллиметра"),
    ("миллиметр", "gent"): ("миллиметра", "миллиметров", "миллиметров", "миллиметра"),
    ("минута", "nomn"): ("минута", "минуты", "минут", "минуты"),
    ("статус", "accs"): ("статус", "статуса", "статусов", "статуса"),
    ("образец", "nomn"): ("образец", "образца", "образцов", "образца"),
    ("образец", "accs"): ("образец", "образца", "образцов", "образца"),
    ("образец", "gent"): ("образца", "образцов", "образцов", "образца"),
    ("обращение", "nomn"): ("обращение", "обращения", "обращений", "обращения"),
    ("оператор", "gent"): ("оператора", "операторов", "операторов", "оператора"),
    ("отправление", "nomn"): ("отправление", "отправления", "отправлений", "отправления"),
    ("отправление", "accs"): ("отправление", "отправления", "отправлений", "отправления"),
    ("отправление", "gent"): ("отправления", "отправлений", "отправлений", "отправления"),
    ("принтер", "nomn"): ("принтер", "принтера", "принтеров", "принтера"),
    ("пункт", "gent"): ("пункта", "пунктов", "пунктов", "пункта"),
    ("рейс", "nomn"): ("рейс", "рейса", "рейсов", "рейса"),
    ("русскоязычный оператор", "gent"): (
        "русскоязычного оператора", "русскоязычных операторов", "русскоязычных операторов", "русскоязычного оператора",
    ),
    ("секунда", "accs"): ("секунду", "секунды", "секунд", "секунды"),
    ("сканер", "nomn"): ("сканер", "сканера", "сканеров", "сканера"),
    ("сообщение", "nomn"): ("сообщение", "сообщения", "сообщений", "сообщения"),
    ("сотрудник", "gent"): ("сотрудника", "сотрудников", "сотрудников", "сотрудника"),
    ("товар", "accs"): ("товар", "товара", "товаров", "товара"),
    ("учётная запись", "gent"): ("учётной записи", "учётных записей", "учётных записей", "учётной записи"),
    ("фотоснимок", "accs"): ("фотоснимок", "фотоснимка", "фотоснимков", "фотоснимка"),
    ("час", "nomn"): ("час", "часа", "часов", "часа"),
    ("час", "accs"): ("час", "часа", "часов", "часа"),
    ("час", "gent"): ("часа", "часов", "часов", "часа"),
    ("шаблон", "accs"): ("шаблон", "шаблона", "шаблонов", "шаблона"),
    ("этикетка", "accs"): ("этикетку", "этикетки", "этикеток", "этикетки"),
    ("ячейка", "accs"): ("ячейку", "ячейки", "ячеек", "ячейки"),
}  # fmt: skip
# English nouns whose plural takes more than an s.
ENGLISH = {"late reply": "late replies", "sent reply": "sent replies", "withdrawal": "withdrawals"}

# Words in Latin letters that belong to the language.
LATIN = {
    "ru": {"SKU", "API", "GST", "GMT", "UTC", "AQL", "ERP", "FBS", "Ozon"},
    "zh": {"SKU", "API", "GST", "GMT", "UTC", "AQL", "ERP", "WMS", "MSK", "Ozon"},
}  # fmt: skip
HAN, CYRILLIC = re.compile("[\u3400-\u9fff]"), re.compile("[\u0400-\u04ff]")


@functools.cache
def _environment(lang: str) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        cache_size=0,
    )
    made.filters.update(environment_filters(lang, ZoneInfo(ZONES[lang])))
    return made


def _in_words(id: str, lang: str, slot: str) -> bool:
    """Whether the clause writes the value 1 of the slot in words: every day, not every 1 day."""
    return f"{{% if {slot} == 1 %}}" in LIBRARY[id][lang]


@functools.cache
def _template(id: str, lang: str) -> jinja2.Template:
    return _environment(lang).from_string(LIBRARY[id][lang])


def _said(value: Any, lang: str) -> Any:
    """A name or text in the letter's language, as the renderer hands it to the clause."""
    return as_text(value, lang) if isinstance(value, Mapping) and "currency" not in value else value


def _render(id: str, lang: str, slots: Mapping[str, Any]) -> str:
    return _template(id, lang).render({name: _said(value, lang) for name, value in slots.items()})


def _fillings(clause: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The example, then every value of every slot, each round with another mixture."""
    yield clause["example"]
    for turn in range(max(len(VALUES[kind]) for kind in clause["slots"].values())):
        yield {
            slot: VALUES[kind][(turn + place) % len(VALUES[kind])]
            for place, (slot, kind) in enumerate(clause["slots"].items())
        }


def _counts(id: str, lang: str) -> Iterator[tuple[str, str, str]]:
    """(slot, noun, case) of every `count` in a clause."""
    for found in _environment(lang).parse(LIBRARY[id][lang]).find_all(nodes.Filter):
        if found.name == "count":
            assert isinstance(found.node, nodes.Name)
            noun, *case = (arg.as_const() for arg in found.args)
            yield found.node.name, noun, case[0] if case else "nomn"


Check = Callable[[str], Iterable[str]]


def _faults(check: Check) -> list[str]:
    """What `check` finds in the whole library, each with the id of its clause."""
    return [f"{id}: {fault}" for id in LIBRARY for fault in check(id)]


def _shape(id: str) -> Iterator[str]:
    clause = LIBRARY[id]
    known = {issue for issues in ISSUES.values() for issue in issues}
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) or not set(clause) <= KEYS:
        yield f"key {sorted(set(clause) - KEYS)}"
    if clause["part"] not in (*PARTS, "request"):
        yield f"part {clause['part']}"
    if not clause["issues"] or not set(clause["issues"]) <= known or len(set(clause["issues"])) < len(clause["issues"]):
        yield f"issues {clause['issues']}"
    if not clause["evidence"] or not set(clause["evidence"]) <= set(EVIDENCE_TYPES):
        yield f"evidence {clause['evidence']}"
    if not set(clause["slots"].values()) <= KINDS or set(clause["example"]) != set(clause["slots"]):
        yield f"slots {clause['slots']}"
    if "caution" in clause and not (set(clause["caution"]) == {"en", "zh"} and HAN.search(clause["caution"]["zh"])):
        yield "caution"
    if clause.get("lawyer", True) is not True:
        yield "lawyer"


def test_each_clause_has_the_shape_of_a_clause() -> None:
    assert not _faults(_shape)


def _slots(id: str) -> Iterator[str]:
    for lang in LANGUAGES:
        used = meta.find_undeclared_variables(_environment(lang).parse(LIBRARY[id][lang]))
        if used != set(LIBRARY[id]["slots"]):
            yield f"{lang}: {sorted(used ^ set(LIBRARY[id]['slots']))}"


def test_each_language_uses_the_declared_slots_and_no_other() -> None:
    assert not _faults(_slots)


FITTING = {
    "date": {"date"}, "datetime": {"date", "time", "moment"}, "duration": {"count", "number"}, "count": {"count", "number"},
    "money": {"money"}, "rate": {"percent", "number", "count"}, "ids": {"join", "length"}, "text": {"quote", ""}, "id": {""},
    "name": {""}, "place": {""},
}  # fmt: skip


def _filters(id: str) -> Iterator[str]:
    for lang in LANGUAGES:
        tree = _environment(lang).parse(LIBRARY[id][lang])
        filtered = [(f.node, f.name) for f in tree.find_all(nodes.Filter)]
        compared = [name for found in tree.find_all(nodes.Compare) for name in found.find_all(nodes.Name)]
        for name in tree.find_all(nodes.Name):
            if any(name is other for other in compared):
                continue
            kind = LIBRARY[id]["slots"][name.name]
            written = next((how for node, how in filtered if node is name), "")
            if written not in FITTING[kind]:
                yield f"{lang}: {name.name} ({kind}) | {written}"


def test_each_slot_is_written_by_a_filter_of_its_kind() -> None:
    assert not _faults(_filters)


_SLIPS = (
    r"[ \u00a0]{2}", r"\.\.|,,|;;|。。|，，", r"[{}]|None|Undefined|____", r"[ \u00a0][,.;:!?)»”。，；：）]|[(«“（][ \u00a0]",
    r"[,;:][,.;:]|[，；：][，。；：]",
)  # fmt: skip


def _wording(id: str) -> Iterator[str]:
    for lang in LANGUAGES:
        for slots in _fillings(LIBRARY[id]):
            text = _render(id, lang, slots)
            slips = [slip for slip in _SLIPS if re.search(slip, text)]
            if lang == "en" and re.search(
                r"(?<![\w.,/-])1 (?:[a-z]+ )?(?!address|process|loss)[a-z]+s(?= (?:of|in|from|that|a)\b|[,.;])", text
            ):
                slips.append("1 things")
            if text != text.strip() or not text.endswith("。" if lang == "zh" else "."):
                slips.append("its end")
            if text.count("(") != text.count(")") or text.count("«") != text.count("»"):
                slips.append("a bracket")
            if lang != "zh" and not (text[0].isupper() or text[0].isdigit()):
                slips.append("its beginning")
            if slips:
                yield f"{lang}: {slips}: {text}"


def test_each_clause_reads_well_whatever_its_slots_hold() -> None:
    assert not _faults(_wording)


def _script(id: str) -> Iterator[str]:
    for lang in LANGUAGES:
        own = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", LIBRARY[id][lang])
        foreign = {"zh": CYRILLIC, "ru": HAN}.get(lang)
        if lang == "en" and (HAN.search(own) or CYRILLIC.search(own)):
            yield f"{lang}: {own}"
        if foreign and (foreign.search(own) or not (HAN if lang == "zh" else CYRILLIC).search(own)):
            yield f"{lang}: {own}"
        if lang != "en" and (words := set(re.findall("[A-Za-z]{2,}", own)) - LATIN[lang]):
            yield f"{lang}: {words}"


def test_each_language_stands_in_its_own_script() -> None:
    """The clause's own words; what a slot holds may be in any script."""
    assert not _faults(_script)


def _forms(id: str) -> Iterator[str]:
    example, kinds = LIBRARY[id]["example"], LIBRARY[id]["slots"]
    for slot, noun, case in _counts(id, "ru"):
        one, few, many, part = RUSSIAN[noun, case]
        for value, form in ((1, one), (21, one), (2, few), (5, many), (112, many), (0.5, part)):
            if (value == 0.5 and kinds[slot] == "count") or (value == 1 and _in_words(id, "ru", slot)):
                continue
            wanted = f"{value}".replace(".", ",") + NBSP + form
            if not re.search(rf"(?<![\d,]){wanted}(?![а-яё])", text := _render(id, "ru", {**example, slot: value})):
                yield f"not '{wanted}': {text}"
    for slot, noun, _ in _counts(id, "en"):
        for value, form in ((1, noun), (2, ENGLISH.get(noun, noun + "s")), (21, ENGLISH.get(noun, noun + "s"))):
            text = _render(id, "en", {**example, slot: value})
            if not (value == 1 and _in_words(id, "en", slot)) and not re.search(
                rf"(?<![\d.,]){value} {form}(?![a-z])", text
            ):
                yield f"not '{value} {form}': {text}"
    for slot, noun, _ in _counts(id, "zh"):
        if f"21{noun}" not in (text := _render(id, "zh", {**example, slot: 21})):
            yield f"not '21{noun}': {text}"


def test_each_number_takes_its_noun_in_the_right_form() -> None:
    assert not _faults(_forms)


REFUSED = {
    "an appeal, which Ozon's dispute resolution does not know": r"апелляц|обжал",
    "a plea": r"умоля|пожалуйста|beg you|sincerely|恳请|恳求|深表歉意|尽快",
    "blame for the platform": r"ошибк\w+ площадки|platform's (?:error|mistake|fault)|平台(?:的)?(?:错误|失误)",
}


def _refused(id: str) -> Iterator[str]:
    own = " ".join(LIBRARY[id][lang] for lang in LANGUAGES)
    yield from (what for what, pattern in REFUSED.items() if re.search(pattern, own, re.I))


def test_no_clause_says_what_a_platform_refuses() -> None:
    assert not _faults(_refused)


def _warnings(id: str) -> Iterator[str]:
    clause = LIBRARY[id]
    own = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", clause["en"])
    touches = re.search(r"\bfeedback\b|negative review", own) and "brushing" not in clause["issues"]
    pays = "negative-feedback" in clause["issues"] and clause["part"] == "action" and "refund" in own
    if (touches or pays) and "caution" not in clause:
        yield "no caution"
    if set(clause["issues"]) & NOT_APPEALABLE and "lawyer" not in clause:
        yield "no lawyer"


def test_feedback_carries_a_caution_and_counterfeit_a_lawyer() -> None:
    assert not _faults(_warnings)


@pytest.mark.parametrize(("procedure", "issue"), [(p, i) for p, issues in ISSUES.items() for i in issues])
def test_every_issue_has_a_clause_for_every_part(procedure: str, issue: str) -> None:
    wanted = {*PARTS, "request"}
    if procedure == "performance-appeal" and issue in NOT_APPEALABLE:
        wanted.discard("request")  # nothing can be asked for: only the remediation plan is offered
    assert wanted <= {clause["part"] for clause in LIBRARY.values() if issue in clause["issues"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_clauses_say_the_same(lang: str) -> None:
    texts = [clause[lang] for clause in LIBRARY.values()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("path", sorted(CLAUSES.glob("*.yaml")), ids=lambda path: path.name)
def test_no_id_is_given_twice(path: Path) -> None:
    ids = re.findall(r"^([a-z0-9-]+):$", path.read_text(encoding="utf-8"), re.M)
    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(LIBRARY)


def test_the_drafter_fills_every_example() -> None:
    """Through the product's own way: tokens, sandbox, and the vowel before the second of a month."""
    clauses = library((CLAUSES,))
    assert set(clauses) == set(LIBRARY)
    for clause in clauses.values():
        for lang in LANGUAGES:
            assert filled(clause, clause.example, lang, ZONES[lang]).endswith("。" if lang == "zh" else ".")
    clause = clauses["carrier-customs-delay"]
    example = {**clause.example, "from": dt.date(2026, 3, 2), "to": dt.date(2026, 3, 22)}
    assert filled(clause, example, "ru", "Europe/Moscow").startswith(f"Со 2{NBSP}марта 2026{NBSP}г. по 22{NBSP}марта")


def test_an_interval_of_one_is_written_in_words() -> None:
    example = LIBRARY["claim-register-review"]["example"]
    assert "并在24小时内附物流记录答复；陈静 至少每天核查一次" in _render(
        "claim-register-review", "zh", {**example, "interval": 1}
    )
    assert "at least once a day." in _render("claim-register-review", "en", {**example, "interval": 1})
    assert "не реже одного раза в день" in _render("claim-register-review", "ru", {**example, "interval": 1})
    for id, clause in LIBRARY.items():
        if "interval" in clause["slots"]:
            said = {lang: _in_words(id, lang, "interval") for lang in LANGUAGES}
            assert len(set(said.values())) == 1, f"{id}: the languages must agree, or a number goes missing"
