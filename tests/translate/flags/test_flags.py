"""Flags of pairs: the cases in cases.yaml by name; then shares over a corpus, with faults planted."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from appealdocs.facts.names import Names
from appealdocs.model.letter import Flag
from appealdocs.model.text import Text2
from appealdocs.translate.flags import FLAGS, flag, flags, kind, risk
from appealdocs.translate.glossary import Glossary, Term, shipped
from appealdocs.translate.prove.faults import FAULTS, KINDS

HERE = Path(__file__).parent
CASES: list[list[Any]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("source", "target", "language", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_pair_has_its_flags(source: str, target: str, language: str, wanted: list[str]) -> None:
    found = flags(source, target, "zh", language)
    serious = {f.flag for f in found if f.severity != "minor"}
    if wanted:
        assert set(wanted) <= {f.flag for f in found}
    else:
        assert serious == set()


def test_every_flag_says_why_in_both_languages_and_begins_with_its_kind() -> None:
    for source, target, language, _ in (c[1:] for c in CASES):
        for found in flags(source, target, "zh", language):
            assert kind(found.flag)
            assert found.message.en
            assert found.message.zh
    assert all(kind(name) for name in FLAGS)


def test_a_reason_names_both_values() -> None:
    (found,) = flags("三千五百件", "350 units", "zh", "en")
    assert found.message.en.startswith("三千五百件 (3500) is 350 units")
    assert "三千五百件 (3500)" in found.message.zh


def test_names_of_the_case_are_looked_for_in_every_writing() -> None:
    names = Names({"name": [{"zh": "蓝庭家居", "en": "Lanting Home", "ru": "Лантин Хоум"}], "order-id": ["00061420317"]})
    assert not [f for f in flags("蓝庭家居的订单00061420317", "Заказ 00061420317 магазина Lanting Home", "zh", "ru", names=names) if f.severity != "minor"]
    found = {f.flag for f in flags("蓝庭家居的订单00061420317", "Заказ 00061420371 магазина", "zh", "ru", names=names)}
    assert {"id-transposed", "name-missing"} <= found


def test_a_term_is_told_with_the_right_writing_in_the_right_case() -> None:
    glossary = Glossary(
        [Term({"zh": ("品牌授权书",), "ru": ("разрешительное письмо",)}, {"ru": ("авторизационное письмо",)}), Term({"zh": ("滞纳金",), "en": ("late fee",)})]
    )
    (found,) = [f for f in flags("请核对品牌授权书", "Просим сверить данные авторизационного письма.", "zh", "ru", glossary=glossary) if kind(f.flag) == "term"]
    assert found.flag == "term-forbidden"
    assert "разрешительного письма" in found.message.en
    missing = [f.flag for f in flags("已支付滞纳金", "The surcharge was paid.", "zh", "en", glossary=glossary)]
    assert "term-missing" in missing
    assert "term-missing" not in [f.flag for f in flags("已支付滞纳金", "Late fees were paid.", "zh", "en", glossary=glossary)]


def test_a_name_of_the_neighbouring_sentence_may_stand() -> None:
    said = flags("他已签字", "Chen Weidong has signed.", "zh", "en")
    assert "name-added" in {f.flag for f in said}
    beside = flags("他已签字", "Chen Weidong has signed.", "zh", "en", context=["法人为Chen Weidong。"])
    assert "name-added" not in {f.flag for f in beside}


def test_pairs_of_the_other_languages() -> None:
    assert "money-currency" in {f.flag for f in flags("We refunded USD 328.", "Мы вернули 328 руб.", "en", "ru")}
    assert not flags("We refunded USD 328.", "Мы вернули 328 долл. США.", "en", "ru")
    assert not [f for f in flags("Мы вернули 328 руб.", "我们退款328卢布。", "ru", "zh") if f.severity != "minor"]


def test_risk_grows_with_each_flag_and_stays_below_one() -> None:
    one, two = flag("term-missing", "a", "b"), flag("number-changed", "c", "d")
    assert risk([]) == 0
    assert 0 < risk([one]) < risk([two]) < risk([one, two]) <= 1
    assert risk([Flag("x", "minor", Text2("", ""), 5.0)]) == 1


def _fresh() -> list[dict[str, str]]:
    with (HERE / "corpus" / "fresh.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_free_translations_are_hardly_ever_flagged(language: str) -> None:
    """97 sentences, each with a negation that the translation says in its own way."""
    glossary = shipped()
    wrong = [r["zh"] for r in _fresh() if any(f.severity != "minor" for f in flags(r["zh"], r[language], "zh", language, glossary=glossary))]
    assert len(wrong) <= 5


@pytest.mark.parametrize("language", ["en", "ru"])
def test_planted_faults_are_found(language: str) -> None:
    floor = {"number": 0.95, "date": 0.95, "id": 0.95, "han": 1.0, "language": 0.95, "leak": 0.95, "negation-lost": 0.75, "admission": 0.95, "placeholder": 1.0, "loop": 0.95}
    planted, hit = Counter[str](), Counter[str]()
    rows = _fresh()
    for at, row in enumerate(rows):
        for name, plant in FAULTS.items():
            group = name if name in floor else name.split("-")[0]
            if group not in floor:
                continue
            wrong = plant(row[language], language, row["zh"], random.Random(f"{at}{name}"), rows[at - 1][language])
            if wrong is not None and wrong != row[language]:
                planted[group] += 1
                hit[group] += any(kind(f.flag) in KINDS[name] for f in flags(row["zh"], wrong, "zh", language) if f.severity != "minor")
    assert planted["negation-lost"] > 40
    assert {group: hit[group] / count >= floor[group] for group, count in planted.items()} == dict.fromkeys(planted, True)
