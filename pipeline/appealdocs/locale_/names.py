"""Chinese names in Russian letters: the Palladius system.

Used where the case gives no Russian spelling; a passport or contract with another spelling wins (research/facts.md
2.3). Source of the table: the practical transcription of Chinese into Russian (Palladius), with хуэй for hui.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь",
    "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "un": "унь", "uang": "уан", "ue": "юэ", "v": "юй", "ve": "юэ",
}  # fmt: skip
# After j, q, x the written u is ü.
_FRONT = {**_FINALS, "u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}
_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_SYLLABLES = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve ue",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
    "r": "e ao ou an en ang eng ong i u ua uo ui uan un",
    "z": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "c": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "s": "a e ai ao ou an en ang eng ong i u uo ui uan un",
}
_WHOLE = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "er": "эр", "yi": "и", "ya": "я", "yo": "йо", "ye": "е", "yai": "яй", "yao": "яо", "you": "ю",
    "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин", "yong": "юн", "wu": "у", "wa": "ва", "wo": "во",
    "wai": "вай",
    "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "yu": "юй", "yue": "юэ", "yuan": "юань",
    "yun": "юнь",
}  # fmt: skip
_EXCEPTIONS = {"hui": "хуэй", "zi": "цзы", "ci": "цы", "si": "сы"}

# Places whose Russian name is settled otherwise.
PLACES: dict[str, str] = {
    "北京": "Пекин", "南京": "Нанкин", "香港": "Гонконг", "澳门": "Макао", "西藏": "Тибет", "哈尔滨": "Харбин",
    "乌鲁木齐": "Урумчи", "霍尔果斯": "Хоргос", "内蒙古": "Внутренняя Монголия", "拉萨": "Лхаса", "喀什": "Кашгар",
    "呼和浩特": "Хух-Хото", "中国": "Китай",
}  # fmt: skip

_VOWELS = "аеёиоуыэюя"
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")


@lru_cache(maxsize=1)
def syllables() -> dict[str, str]:
    """Every toneless pinyin syllable (ü written v) with its Cyrillic."""
    table = dict(_WHOLE)
    for initial, finals in _SYLLABLES.items():
        endings = _FRONT if initial in "jqx" else _FINALS
        for final in finals.split():
            table[initial + final] = _EXCEPTIONS.get(initial + final, _INITIALS[initial] + endings[final])
    return table


def split(word: str) -> list[str] | None:
    """The syllables of a written-together pinyin word, None if it is none: Weidong → wei dong, Xi'an → xi an.

    Longest first, as the spelling rules have it: an apostrophe stands where another reading is meant.
    """
    plain = word.lower().translate(_TONES)
    found: list[str] = []
    for part in re.split(r"['’\-]", plain):
        pieces = _split(part)
        if pieces is None:
            return None
        found += pieces
    return found or None


@lru_cache(maxsize=4096)
def _split(part: str) -> list[str] | None:
    if not part:
        return []
    table = syllables()
    for length in range(min(6, len(part)), 0, -1):
        if part[:length] in table:
            rest = _split(part[length:])
            # A syllable that begins with a vowel is never written on without an apostrophe.
            if rest is not None and (not rest or rest[0][0] not in "aoe"):
                return [part[:length], *rest]
    return None


def cyrillic(pinyin: list[str]) -> str:
    """Syllables written together in Cyrillic, with ъ between -ng and a vowel: chang an → чанъань."""
    table = syllables()
    word = ""
    for syllable in pinyin:
        piece = table[syllable.lower().translate(_TONES)]
        word += ("ъ" if word.endswith("н") and piece[0] in _VOWELS else "") + piece
    return word


def from_pinyin(name: str) -> str | None:
    """A name in Latin pinyin in Russian: Chen Weidong → Чэнь Вэйдун; None if a word of it is no pinyin."""
    words = []
    for word in name.split():
        parts = split(word)
        if parts is None:
            return None
        words.append(cyrillic(parts).capitalize())
    return " ".join(words) or None


def person(han: str) -> str:
    """A Chinese personal name in Russian, surname first: 陈卫东 → Чэнь Вэйдун, 欧阳娜 → Оуян На."""
    from pypinyin import Style, lazy_pinyin

    name = re.sub(r"[\s·]", "", han)
    size = 2 if len(name) > 2 and name[:2] in _compound_surnames() else 1
    # Surname readings (单 is Shan) hold for the surname alone.
    surname = lazy_pinyin(name[:size], style=Style.NORMAL, v_to_u=False, errors="ignore")
    surname = _surname_reading(name[:size]) or surname
    given = lazy_pinyin(name[size:], style=Style.NORMAL, v_to_u=False, errors="ignore")
    return " ".join(cyrillic(part).capitalize() for part in (surname, given) if part)


def place(han: str) -> str:
    """A Chinese place name in Russian: 深圳 → Шэньчжэнь, 西安 → Сиань; 市, 省, 区, 县 at the end are left away."""
    from pypinyin import Style, lazy_pinyin

    name = han.strip()
    if name in PLACES:
        return PLACES[name]
    if len(name) > 2 and name[-1] in "市省区县":
        name = name[:-1]
    return (
        PLACES.get(name) or cyrillic(lazy_pinyin(name, style=Style.NORMAL, v_to_u=False, errors="ignore")).capitalize()
    )


_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
    "司徒鲜于司空"
    "闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生公户梁丘左丘东门"
    "西门"
)


@lru_cache(maxsize=1)
def _compound_surnames() -> frozenset[str]:
    return frozenset(re.findall("..", _COMPOUND))


def _surname_reading(surname: str) -> list[str] | None:
    """Surnames read otherwise than the word (pypinyin has no surname mode)."""
    readings = {
        "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "朴": "piao", "区": "ou", "任": "ren",
        "盖": "ge", "缪": "miao", "翟": "zhai", "乐": "yue", "覃": "qin", "冼": "xian", "华": "hua", "尉迟": "yu chi",
        "万俟": "mo qi", "长孙": "zhang sun", "沈": "shen", "秘": "bi", "繁": "po", "盛": "sheng", "石": "shi",
        "纪": "ji", "宁": "ning", "洗": "xian", "晟": "cheng", "重": "chong", "员": "yun", "黑": "he", "折": "she",
    }  # fmt: skip
    found = readings.get(surname)
    return found.split() if found else None
