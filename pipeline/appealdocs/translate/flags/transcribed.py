"""Foreign names in Chinese characters, 阿卜杜勒 and 伊万诺夫: does the target's name sound like them at all?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.translate.flags.pair import Pair

_CHARACTERS = "阿艾埃安奥巴贝本比彼伯卜布查达戴黛丹道德迪蒂杜顿多厄恩尔法菲费丰夫弗福盖冈戈格哈海汉赫亨胡霍基吉加贾杰金卡凯坎康柯科克肯库夸拉莱兰劳勒雷蕾里利莉丽林琳卢鲁露罗洛马迈曼梅门蒙米密敏莫姆穆纳娜南内尼妮诺欧帕派潘佩皮泼普齐奇乔切萨塞瑟森沙莎舍什施史斯丝苏索塔泰坦汤特提图托瓦万威韦维薇温沃乌西希夏谢辛雅亚扬叶耶伊因尤约扎詹珍朱佐侬浦士"
_RUN = compiled(rf"[{_CHARACTERS}]{{3,7}}(?:[·•][{_CHARACTERS}]{{2,7}})*")
_ORDINARY = compiled(r"哈萨克|阿拉|沙特|迪拜|利雅得|莫斯科|亚马逊|卡塔尔|巴林|科威特|阿曼|埃及|乌兹别|吉尔吉|塔吉克|格鲁吉|亚美尼|阿塞拜|巴基斯|印尼|马来|加拿大|墨西哥|巴西|意大利|西班牙|法兰|德国|南非|尼日|肯尼|迪拉姆|里亚尔|卢布|欧元|马克|卡车|卡住|温莎|海尔森|万里|马上|安全|金额|多万|森林")
"""Places and words: the gazetteer knows the ones, the others are none."""
_CLASSES = (("bp", "B"), ("dt", "D"), ("gkqхcjx", "K"), ("fvw", "V"), ("sz", "S"), ("l", "L"), ("r", "L"), ("m", "M"), ("n", "N"), ("h", "H"))
_SOUND = {letter: name for letters, name in _CLASSES for letter in letters}
_RUSSIAN = str.maketrans("абвгдезийклмнопрстуфхцчшщжыэюяё", "abvgdezijklmnoprstufhccssjyeuae")
_LEAST = 0.5


def transcribed(pair: Pair, latin_names: Callable[[str, str, Pair], list[str]]) -> Iterator[str]:
    """Transcribed names of the source like which no name of the target sounds, where the target has a name to compare."""
    if pair.source_language != "zh" or pair.target_language not in ("en", "ru"):
        return
    known = _listed(pair.source)
    runs = [m[0] for m in _RUN.finditer(pair.source) if not _ORDINARY.search(m[0]) and not any(a < m.end() and m.start() < b for a, b in known)]
    if not runs:
        return
    names = set(latin_names(pair.target, pair.target_language, pair))
    names |= {word for word in _CAPITAL[pair.target_language].findall(pair.target) if not _ordinary(word, pair.target_language)}
    if not names:
        return
    for run in runs:
        if max(_alike(part, name) for part in re.split("[·•]", run) for name in names) < _LEAST:
            yield run


_CAPITAL = {"en": compiled(r"(?<![A-Za-z])[A-Z][a-z]{2,}(?:['’-][A-Za-z]+)*"), "ru": compiled(r"(?<![А-Яа-яё])[А-ЯЁ][а-яё]{2,}|(?<![A-Za-z])[A-Z][a-z]{2,}")}


def _listed(text: str) -> list[tuple[int, int]]:
    from appealdocs.translate.flags.words import gazetteer

    return [(word.start, word.end) for word in gazetteer().words(text, "zh") if word.concepts and word.end - word.start > 1]


def _ordinary(word: str, language: str) -> bool:
    """Words of the language, which open a sentence in capitals."""
    if language == "en" or word.isascii():
        from appealdocs.language.latin import is_english

        return is_english(word.lower()) or is_english(word)
    from appealdocs.language.cyrillic import known_russian
    from appealdocs.locale_.morph import parses

    low = word.lower()
    return known_russian(low) and not any({"Name", "Surn", "Patr", "Geox"} & p.tag.grammemes for p in parses(low))


@lru_cache(maxsize=2048)
def _alike(chinese: str, name: str) -> float:
    from pypinyin import lazy_pinyin

    mine = _skeleton("".join(lazy_pinyin(chinese)).replace("zh", "j").replace("sh", "s").replace("ch", "c").replace("ng", "n"))
    other = _skeleton(name.lower().translate(_RUSSIAN).replace("ph", "f").replace("sh", "s").replace("ch", "c").replace("th", "t").replace("zh", "j").replace("ng", "n"))
    if not mine or not other:
        return 1.0
    return SequenceMatcher(None, mine, other).ratio()


def _skeleton(word: str) -> str:
    found = "".join(_SOUND.get(letter, "") for letter in word)
    return re.sub(r"(.)\1+", r"\1", found)
