"""Mechanical faults for training: a sentence with one fault, and what the fault does to its meaning.

The faults are planted in any of the three languages and on either side of a pair; a few come out as bad language, which does
no harm: the encoder is to learn that the meaning differs. English and Russian negations are those of translate/prove/faults.py,
which benchmarks/flags.py measures with, too: hence the sets written by hand beside them (sets.py).

    python benchmarks/encoder/plant.py     prints some
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

import jieba
import jieba.posseg

from appealdocs.translate.prove.faults import negation_added, negation_lost

jieba.setLogLevel(60)  # its word list takes a second to load and says so

LOST, ADDED, MODALITY, ADMISSION, OMISSION, ADDITION, OTHER = (1 << n for n in range(7))
"""What a target does to its source; a place of the encoder's pair head each."""
FLIPPED = {LOST: ADDED, ADDED: LOST, OMISSION: ADDITION, ADDITION: OMISSION}
"""A fault planted in the source, as it looks from the target; the others look the same from both."""
BITS = {
    "negation-lost": LOST, "negation-added": ADDED, "modality": MODALITY, "admission": ADMISSION, "omission": OMISSION,
    "clause-lost": OMISSION, "addition": ADDITION, "clause-added": ADDITION, "other": OTHER,
}  # fmt: skip
"""By the names that people give to kinds; what has none (a changed number) is no fault of the encoder's: the rules count those."""

Fault = tuple[str, int]
"""The wrong sentence and what was done to it."""
Change = tuple[int, int, str]
"""Start and end of what is replaced, and by what."""

_NO_NEGATION = re.compile(
    "不同|不仅|不但|不过|不断|不足|不久|不少|未来|没收|无线|不论|无论|不管|不止|不得不|不良|不法|不妨|不免|难免|不慎|不如|否则|差不多|不料|对不起|"
    "不满|不只|不光|不等|不动产|无关紧要|不锈|非常|非洲|除非|并非|非但|无非|无意|不必要|不时|要不|莫不|无不|不便|不断|巴不得|恨不得|了不起|不由"
)
"""Words in which 不, 没, 未, 无 and 非 deny nothing that could be taken away."""
_LOSING = (
    ("没有一", "有一"), ("从来没有", "一直都"), ("从未", "曾经"), ("尚未", "已经"), ("还没有", "已经"), ("还没", "已经"), ("并没有", ""),
    ("并未", ""), ("没有", ""), ("未能", "能够"), ("未曾", "曾经"), ("未", ""), ("没", ""), ("无法", "可以"), ("不能", "能"), ("不会", "会"),
    ("不得", "可以"), ("不可以", "可以"), ("不可", "可"), ("不要", "要"), ("不应", "应"), ("不是", "是"), ("并不", ""), ("不再", "仍然"),
    ("不", ""), ("无", "有"), ("禁止", "允许"), ("严禁", "允许"), ("缺少", "有"), ("缺乏", "具备"), ("停止", "开始"), ("拒绝", "同意"),
)  # fmt: skip
"""Chinese negations and what stands there without them; the longer before the shorter that they hold."""
_NOT_DENIED = frozenset(
    "是 有 可以 能 会 应 必须 要 请 无法 没有 使 让 由于 进行 包括 位于 禁止 拒绝 停止 缺少".split()
)
"""Verbs before which a bare 没有 or 未 is no Chinese; some have a negation of their own below."""
_MODAL = ("是", "会", "能", "可以", "应", "应该", "必须", "要")
_OPPOSITES = {
    "en": (
        ("unable to", "able to"), ("failed to", "managed to"), ("impossible", "possible"), ("is missing", "is present"), ("refused to", "agreed to"),
        ("forbidden", "allowed"), ("prohibited", "permitted"), ("invalid", "valid"), ("incorrect", "correct"), ("disabled", "enabled"),
        ("disable", "enable"), ("without", "with"), ("stopped", "started"), ("undelivered", "delivered"), ("unavailable", "available"),
        ("fail to", "manage to"), ("lacks", "has"), ("unless", "if"), ("neither", "both"), ("instead of", "by"),
    ),
    "ru": (
        ("не удалось", "удалось"), ("невозможно", "можно"), ("отсутствует", "имеется"), ("отсутствуют", "имеются"), ("запрещено", "разрешено"),
        ("запрещается", "разрешается"), ("недействительн", "действительн"), ("неверн", "верн"), ("недоступн", "доступн"), ("без", "с"),
        ("отключ", "включ"), ("отказал", "согласил"), ("некорректн", "корректн"), ("неправильн", "правильн"), ("прекратил", "начал"), ("если не", "если"),
    ),
}  # fmt: skip
"""Words that deny without a negation, and what affirms. Russian stems end in н, ч or л and may go on."""
_ONE_WAY = frozenset("with с if если by both can".split())
"""Words that are not made the negation opposite to them: they mostly affirm something else."""
_OTHERWISE = {
    "en": (
        ("before", "after"), ("all", "some"), ("always", "sometimes"), ("only", "also"), ("more", "less"), ("increase", "decrease"), ("first", "last"),
        ("buyer", "seller"), ("sent", "received"), ("open", "closed"), ("left", "right"), ("add", "remove"), ("higher", "lower"), ("next", "previous"),
        ("start", "end"), ("each", "no"), ("larger", "smaller"), ("and", "or"), ("above", "below"), ("earlier", "later"), ("new", "old"), ("early", "late"),
    ),
    "ru": (
        ("до", "после"), ("все", "некоторые"), ("всегда", "иногда"), ("только", "также"), ("более", "менее"), ("увеличить", "уменьшить"),
        ("первый", "последний"), ("покупатель", "продавец"), ("отправлен", "получен"), ("больше", "меньше"), ("добавить", "удалить"),
        ("выше", "ниже"), ("и", "или"), ("следующий", "предыдущий"), ("раньше", "позже"), ("новый", "старый"),
    ),
    "zh": (
        ("之前", "之后"), ("所有", "部分"), ("总是", "有时"), ("只", "也"), ("更多", "更少"), ("增加", "减少"), ("第一", "最后"), ("买家", "卖家"),
        ("发送", "接收"), ("大于", "小于"), ("添加", "删除"), ("和", "或"), ("上一", "下一"), ("新", "旧"), ("早", "晚"), ("全部", "个别"),
    ),
}  # fmt: skip
_DUTIES = {
    "zh": (("必须", "可以"), ("应当", "可以"), ("应", "可"), ("可以", "必须"), ("不得", "可以不"), ("可能", "一定"), ("会", "可能会")),
    "en": (
        ("must", "may"), ("should", "may"), ("can", "must"), ("may", "must"), ("will", "may"), ("have to", "can"), ("required", "allowed"), ("might", "will"),
    ),
    "ru": (
        ("должны", "могут"), ("должен", "может"), ("необходимо", "можно"), ("можно", "необходимо"), ("может", "должен"), ("следует", "можно"),
        ("могут", "должны"),
    ),
}  # fmt: skip
_COMMA = {"zh": "[，；,;]", "en": "[,;] ", "ru": "[,;] "}


def fault(text: str, lang: str, chance: random.Random, other: str, negations: float) -> Fault | None:
    """One fault, a negation with the chance `negations`; `other`: another sentence of the language, to take words from."""
    order: list[Callable[[], Fault | None]]
    if chance.random() < negations:
        order = [lambda: negation(text, lang, chance)]
    else:
        order = [
            lambda: modality(text, lang, chance),
            lambda: opposite(text, lang, chance),
            lambda: omission(text, lang, chance),
            lambda: addition(text, lang, chance, other),
            lambda: word(text, lang, chance, other),
        ]
        chance.shuffle(order)
    return next((found for plant in order if (found := plant()) and found[0] != text), None)


def negation(text: str, lang: str, chance: random.Random) -> Fault | None:
    """A negation lost or added."""
    if lang == "zh":
        if chance.random() < 0.62 and (wrong := _lost_zh(text, chance)) and wrong != text:
            return wrong, LOST
        wrong = _added_zh(text, chance)
        return (wrong, ADDED) if wrong and wrong != text else None
    draw = chance.random()
    if draw < 0.22 and (wrong := _affirmed(text, lang, chance, False)):
        return wrong, LOST
    if 0.22 <= draw < 0.3 and (wrong := _affirmed(text, lang, chance, True)):
        return wrong, ADDED
    tries = [(negation_lost, LOST), (negation_added, ADDED)]
    if chance.random() < 0.28:
        tries.reverse()
    for plant, bit in tries:
        wrong = plant(text, lang, "", chance, "")
        if wrong and wrong != text:
            return wrong, bit
    return None


def _lost_zh(text: str, chance: random.Random) -> str | None:
    """The sentence without one of its negations."""
    kept = [match.span() for match in _NO_NEGATION.finditer(text)]
    found: list[Change] = []
    taken: set[int] = set()
    for old, new in _LOSING:
        for match in re.finditer(re.escape(old), text):
            start, end = match.span()
            if any(first < end and start < last for first, last in kept) or not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            if old == "没有":  # it denies a verb, or is one: 没有收到, 没有货
                after = next(iter(jieba.posseg.cut(text[end : end + 8])), None)
                new = "" if after and after.flag.startswith(("v", "d", "p")) else "有"
            found.append((start, end, new))
    return _one_of(text, found, chance)


def _added_zh(text: str, chance: random.Random) -> str | None:
    """The sentence with a verb, a modal verb, 有 or 已 denied."""
    words = [(each.word, each.flag) for each in jieba.posseg.cut(text)]
    found: list[tuple[int, str, str]] = []
    at = 0
    for number, (said, tag) in enumerate(words):
        before = words[number - 1][0] if number else ""
        denied = re.search("[不没未无别勿非]", before) or re.search("[不没未无]", said)
        if tag == "v" and said not in _NOT_DENIED and not denied:
            if before != "的":
                found.append((at, said, "verb"))
        elif said in _MODAL and before not in ("不", "但", "还", "就", "也", "都", "只", "才"):
            found.append((at, said, "modal"))
        elif said == "有":
            found.append((at, said, "have"))
        elif said in ("已", "已经"):
            found.append((at, said, "done"))
        at += len(said)
    if not found:
        return None
    at, said, kind = chance.choice(found)
    if kind == "verb":
        new = chance.choice(("没有", "未", "不", "并未", "没", "不再", "从未", "不会")) + said
    elif kind == "modal":
        new = "不得" if said == "必须" and chance.random() < 0.5 else "不必" if said == "必须" else "不" + said
    elif kind == "have":
        new = "没有"
    else:
        new = chance.choice(("尚未", "还没有", "没有"))
    return text[:at] + new + text[at + len(said) :]


def _affirmed(text: str, lang: str, chance: random.Random, back: bool) -> str | None:
    """A word that denies is one that affirms, or `back`."""
    found: list[Change] = []
    for denies, affirms in _OPPOSITES[lang]:
        old, new = (affirms, denies) if back else (denies, affirms)
        if not (back and old in _ONE_WAY):
            end = "" if old.endswith(("н", "ч", "л")) else r"(?!\w)"
            found += [(*match.span(), new) for match in re.finditer(rf"(?<!\w){re.escape(old)}{end}", text)]
    return _one_of(text, found, chance)


def opposite(text: str, lang: str, chance: random.Random) -> Fault | None:
    """A word is its opposite."""
    found: list[Change] = []
    for pair in _OTHERWISE[lang]:
        for old, new in (pair, pair[::-1]):
            expression = old if lang == "zh" else rf"(?<!\w){old}(?!\w)"
            found += [(*match.span(), new) for match in re.finditer(expression, text, re.IGNORECASE)]
    wrong = _one_of(text, found, chance)
    return (wrong, OTHER) if wrong is not None else None


def modality(text: str, lang: str, chance: random.Random) -> Fault | None:
    """What must be may be, what will be may be, or the other way round."""
    found: list[Change] = []
    for old, new in _DUTIES[lang]:
        expression = old if lang == "zh" else rf"(?<!\w){old}(?!\w)"
        found += [(*match.span(), new) for match in re.finditer(expression, text)]
    wrong = _one_of(text, found, chance)
    return (wrong, MODALITY) if wrong is not None else None


def omission(text: str, lang: str, chance: random.Random) -> Fault | None:
    """What stands between two commas is left out, or some words."""
    parts = re.split(f"({_COMMA[lang]})", text)
    if len(parts) < 3:
        return _words_lost(text, lang, chance)
    at = 2 * chance.randrange(0, len(parts) // 2 + 1)
    gone = parts[at]
    if len(gone) < (4 if lang == "zh" else 12):
        return None
    if at == len(parts) - 1:
        left = [*parts[: at - 1], gone[-1] if gone[-1] in ".。!?" else ""]
    else:
        left = parts[:at] + parts[at + 2 :]
    wrong = "".join(left).strip()
    if lang != "zh" and text[0].isupper():
        wrong = wrong[:1].upper() + wrong[1:]
    return (wrong, OMISSION) if len(wrong) > 3 else None


def _words_lost(text: str, lang: str, chance: random.Random) -> Fault | None:
    """Three to five words are left out, none of them the first or the last."""
    words = text.split(" ")
    if lang == "zh" or len(words) < 9:
        return None
    count = chance.randrange(3, 6)
    at = chance.randrange(1, len(words) - count)
    return " ".join(words[:at] + words[at + count :]), OMISSION


def addition(text: str, lang: str, chance: random.Random, other: str) -> Fault | None:
    """A clause of the other sentence stands in this one."""
    least, most = (4, 24) if lang == "zh" else (14, 70)
    parts = [part for part in re.split(_COMMA[lang], other) if least <= len(part) <= most]
    if not parts:
        return None
    part = chance.choice(parts).strip(" .。")
    if lang != "zh":
        part = part[:1].lower() + part[1:]
    body, comma = text.rstrip(".。!"), "，" if lang == "zh" else ", "
    places = [match.start() for match in re.finditer(_COMMA[lang], text)]
    at = chance.choice(places) if places and chance.random() < 0.6 else len(body)
    return text[:at] + comma + part + text[at:], ADDITION


def word(text: str, lang: str, chance: random.Random, other: str) -> Fault | None:
    """A word is one of the other sentence's."""
    if lang == "zh":
        words, others, between = list(jieba.cut(text)), list(jieba.cut(other)), ""
        places = [at for at, said in enumerate(words) if _han(said)]
        others = [said for said in others if _han(said) and said not in text]
    else:
        words, others, between = text.split(" "), other.split(" "), " "
        places = [at for at, said in enumerate(words) if len(said) > 4 and said.isalpha()]
        others = [said for said in others if len(said) > 4 and said.isalpha() and said not in text]
    if not places or not others:
        return None
    words[chance.choice(places)] = chance.choice(others)
    return between.join(words), OTHER


def _han(said: str) -> bool:
    return len(said) > 1 and "\u4e00" <= said[0] <= "\u9fff"


def _one_of(text: str, found: Iterable[Change], chance: random.Random) -> str | None:
    """The text with one of the changes made."""
    choices = list(found)
    if not choices:
        return None
    start, end, new = chance.choice(choices)
    return text[:start] + new + text[end:]


def main() -> None:
    """Print some faults of each kind."""
    chance = random.Random(2)
    for text, lang in (
        ("我们没有收到通知，仓库5月3日已经把包裹交给物流。", "zh"),
        ("如果未选择任何文件，则无法保存更改。", "zh"),
        ("The buyer did not receive the parcel, and we have refunded it.", "en"),
        ("Если файл не выбран, сохранить изменения невозможно.", "ru"),
    ):
        print(text, *(negation(text, lang, chance) for _ in range(5)), sep="\n  ")
        kinds = (omission, modality, opposite)
        print("", *(kind(text, lang, chance) for kind in kinds), addition(text, lang, chance, text), sep="\n  ")


if __name__ == "__main__":
    main()
