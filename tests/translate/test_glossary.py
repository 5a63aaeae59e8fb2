from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.errors import BadInput
from appealdocs.translate import glossary as glossaries
from appealdocs.translate import tmx
from appealdocs.translate.glossary import Glossary, Term, from_table, load, save, shipped, to_table
from appealdocs.translate.seed import held_back, shipped_seed
from appealdocs.translate.terms import forbidden, missing

WORD = st.text(alphabet="订单物流abc-дж'&<\"", min_size=1, max_size=8).filter(lambda w: w.strip() == w)
WORDS = st.lists(WORD, min_size=1, max_size=3, unique=True).map(tuple)
TERMS = st.builds(
    lambda zh, en, ru, bad, dnt, enforce, note: Term({"zh": zh, "en": en, "ru": ru}, {"ru": bad} if bad else {}, "noun", dnt, enforce, note),
    WORDS, WORDS, WORDS, st.one_of(st.just(()), WORDS), st.booleans(), st.booleans(),
    st.text(alphabet="abc обжа;.", max_size=10).map(str.strip).map(lambda t: " ".join(t.split())),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=4), st.sampled_from([".tsv", ".csv", ".tbx"]))
def test_what_is_saved_is_loaded_again(tmp_path_factory: pytest.TempPathFactory, terms: list[Term], suffix: str) -> None:
    path = tmp_path_factory.mktemp("g") / f"g{suffix}"
    save(Glossary(terms), path)
    assert list(load(path).terms) == terms


def test_every_fault_of_a_table_is_told_in_one_go(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        from_table("zh\ten\tru\tdnt\n订单\torder\tзаказ\tmaybe\n\tx\t\t0\n", tmp_path / "g.tsv")
    assert [(f.line, f.key) for f in caught.value.faults] == [(2, "dnt"), (3, "zh")]
    with pytest.raises(BadInput) as caught:
        from_table("zh,en,colour\n", tmp_path / "g.csv")
    assert [f.key for f in caught.value.faults] == ["colour"]


def test_an_older_tbx_is_read(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    path.write_text(
        '<martif type="TBX-Basic"><text><body><termEntry id="1"><langSet xml:lang="zh-CN"><tig><term>退款</term></tig></langSet>'
        '<langSet xml:lang="ru"><ntig><termGrp><term>возврат</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>'
        "</langSet></termEntry></body></text></martif>",
        encoding="utf-8",
    )
    assert load(path).terms == (Term({"zh": ("退款",), "ru": ("возврат",)}, {}, "noun"),)


def test_a_workspace_glossary_lies_over_the_shipped_one() -> None:
    own = Glossary([Term({"zh": ("仓库",), "en": ("depot",), "ru": ("депо",)})])
    both = shipped() + own
    assert len(both) == len(shipped())
    assert next(t for t in both.terms if t.preferred("zh") == "仓库").preferred("en") == "depot"
    assert both.fingerprint != shipped().fingerprint


# --- finding terms -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_terms() -> Glossary:
    return shipped()


def found(glossary: Glossary, text: str, language: str) -> list[str]:
    return [text[h.start : h.end] for h in glossary.finder(language).find(text)]


def test_chinese_is_found_without_spaces_the_longest_first(shipped_terms: Glossary) -> None:
    assert found(shipped_terms, "请提供品牌授权书和采购发票", "zh") == ["品牌授权书", "采购发票"]
    assert found(shipped_terms, "订单缺陷率超标", "zh") == ["订单缺陷率"]


def test_english_is_found_in_plural_and_past(shipped_terms: Glossary) -> None:
    assert "Tracking numbers" in found(shipped_terms, "Both Tracking numbers were wrong.", "en")
    assert found(shipped_terms, "UPSTREAM and UPS", "zh") == ["UPS"]


CASES = [
    ("доля дефектных заказов", "рост доли дефектных заказов"),
    ("перевозчик", "переданы перевозчикам"),
    ("трек-номер", "по трек-номеру"),
    ("накладная", "в накладных"),
    ("заказ", "из пяти заказов"),
    ("крайний срок", "до крайнего срока"),
    ("штрафной балл", "за штрафные баллы"),
    ("сортировочный центр", "на сортировочных центрах"),
    ("план действий", "в плане действий"),
    ("доверенность", "по доверенности"),
]


@pytest.mark.parametrize(("term", "text"), CASES)
def test_inflected_russian_is_accepted(shipped_terms: Glossary, term: str, text: str) -> None:
    writings = [hit.writing for hit in shipped_terms.finder("ru").every(text)]
    assert term in writings


def test_two_terms_side_by_side_are_both_found() -> None:
    glossary = from_table("zh\ten\tru\n退款\trefund\tвозврат\n申请\trequest\tзаявка\n", Path("g.tsv"))
    assert [h.writing for h in glossary.finder("en").find("refund request")] == ["refund", "request"]


def test_a_missing_term_is_told_with_the_right_writing() -> None:
    table = "zh\ten\tru\tenforce\n采购发票\tpurchase invoice|supplier invoice\tинвойс поставщика\t1\n付款\tpayout\tвыплата\t0\n"
    glossary = from_table(table, Path("g.tsv"))
    [problem] = missing(glossary, "我们提交了采购发票并付款。", "We submitted the papers and paid.", "zh", "en")
    assert (problem.kind, problem.found, problem.proposal) == ("missing", "采购发票", "purchase invoice")
    assert missing(glossary, "我们提交了采购发票。", "We submitted supplier invoices.", "zh", "en") == []
    assert len(missing(glossary, "我们付款。", "We paid.", "zh", "en", strict=False)) == 1


def test_a_name_that_is_never_translated_must_stand(shipped_terms: Glossary) -> None:
    [problem] = missing(shipped_terms, "由CDEK承运。", "Доставку выполнял СДЭК.", "zh", "ru")
    assert (problem.kind, problem.proposal) == ("translated", "CDEK")


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Прилагаем авторизационное письмо.", "разрешительное письмо правообладателя"),
        ("Согласно авторизационному письму.", "разрешительному письму правообладателя"),
        ("Номера авторизационных писем.", "разрешительных писем правообладателя"),
        ("Зарегистрированной торговой маркой.", "товарным знаком"),
    ],
)
def test_a_forbidden_term_is_proposed_in_the_right_case(shipped_terms: Glossary, text: str, proposal: str) -> None:
    [problem] = forbidden(shipped_terms, text, "ru")
    assert problem.proposal == proposal


def test_enforced_terms_raise_next_to_no_false_alarm(shipped_terms: Glossary) -> None:
    """On the seed's held-back tenth, whose translations are right: at most one sentence in a hundred."""
    units = [u for u in tmx.read(shipped_seed(), kind="seed") if held_back(u.source)]
    alarms = [u for u in units if missing(shipped_terms, u.source, u.target, "zh", u.target_language)]
    assert len(alarms) <= len(units) // 100
    assert not any(forbidden(shipped_terms, u.target, u.target_language) for u in units)


def test_the_table_and_the_file_agree(shipped_terms: Glossary) -> None:
    path = glossaries.__file__ and Path(__file__).parents[2] / "glossary" / "glossary.tsv"
    assert path.read_text(encoding="utf-8") == to_table(shipped_terms)


def test_tbx_in_languages_that_are_not_ours_is_refused_with_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "toolkit.tbx"  # as translate-toolkit writes it without a language
    file.write_text(
        '<martif type="TBX" xml:lang="en"><text><body><termEntry><langSet xml:lang="zh"><tig><term>退货标签</term></tig></langSet>'
        '<langSet xml:lang="xx"><tig><term>return label</term></tig></langSet></termEntry></body></text></martif>',
        encoding="utf-8",
    )
    with pytest.raises(BadInput, match="zh, xx"):
        load(file)


def test_a_table_needs_two_languages_and_utf_8(tmp_path: Path) -> None:
    two, one, chinese = (tmp_path / name for name in ("two.csv", "one.csv", "gbk.csv"))
    two.write_text("zh;en\n保税仓;bonded warehouse\n", encoding="utf-8-sig")
    one.write_text("zh,note\n仓,x\n", encoding="utf-8")
    chinese.write_bytes("zh,en\n仓,warehouse\n".encode("gbk"))
    assert load(two).terms[0].words == {"zh": ("保税仓",), "en": ("bonded warehouse",)}
    with pytest.raises(BadInput) as caught:
        load(one)
    assert "two languages" in str(caught.value.faults[0].message)
    with pytest.raises(BadInput) as caught:
        load(chinese)
    assert "CSV UTF-8" in str(caught.value.faults[0].message)
