"""Signs that a translation left behind: full-width punctuation and digits, Chinese brackets, another language's marks."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.language.hit import Hit
from appealdocs.model.text import Text2

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_CHINESE = {
    "　": " ", "、": ",", "。": ".", "〈": "<", "〉": ">", "「": '"', "」": '"', "『": '"', "』": '"', "〔": "(", "〕": ")", "〖": "[",
    "〗": "]", "【": "[", "】": "]", "《": '"', "》": '"', "〜": "~", "･": "·", "￥": "¥", "￡": "£", "…………": "…", "……": "…", "——": "—", "℃": "°C",
}
_BY_LANGUAGE = {
    "en": {"«": "“", "»": "”", "№": "No.", "„": "“", "；": ";"},
    "ru": {"《": "«", "》": "»", "「": "«", "」": "»", "『": "«", "』": "»", "¥": "юаней"},
    "zh": {},
}
_NOTE = Text2("Chinese punctuation or a full-width sign is left over", "遗留的中文标点或全角符号")
_FOREIGN = Text2("A sign of another language is left over", "遗留的其他语言符号")


@lru_cache(maxsize=3)
def _table(require: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {**_FULL_WIDTH, **_CHINESE, **_BY_LANGUAGE[require]} if require != "zh" else {"«": "“", "»": "”", "№": "编号"}
    if require == "ru":
        table.pop("¥", None)
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def leftovers(text: str, require: str) -> list[Hit]:
    """Punctuation and digits that do not belong in a text of the language `require` (en, ru, zh), with what to write instead.

    `kind` is `full-width` for Chinese and full-width signs, `foreign-mark` for quotes or number signs of another language.
    """
    pattern, table = _table(require)
    hits = []
    for match in pattern.finditer(text):
        sign = match.group()
        foreign = sign in "«»№„"
        hits.append(
            Hit(match.start(), match.end(), sign, "foreign-mark" if foreign else "full-width", _FOREIGN if foreign else _NOTE, table[sign])
        )
    return hits
