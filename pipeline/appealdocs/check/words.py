"""Keys of the contract in words for messages: evidence types and issues (templates/names.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from appealdocs.model.text import Text2
from appealdocs.resources import load_yaml, shipped


@cache
def _names() -> Mapping[str, Any]:
    names: Mapping[str, Any] = load_yaml(shipped("templates") / "names.yaml")
    return names


def evidence_type(key: str) -> Text2:
    """An evidence type: the key in English, the Chinese name with the key in Chinese."""
    name = _names().get("exhibit", {}).get(key, {}).get("zh", "")
    return Text2(key, f"{name}（{key}）" if name else key)


def either(keys: Iterable[str]) -> Text2:
    """A group of alternative evidence types in words."""
    names = [evidence_type(key) for key in keys]
    return Text2(" or ".join(n.en for n in names), " 或 ".join(n.zh for n in names))


def issue(procedure: str, key: str) -> Text2:
    """An issue: the key in English, the Chinese name with the key in Chinese."""
    name = _names().get("issue", {}).get(procedure, {}).get(key, {}).get("zh", "")
    return Text2(key, f"{name}（{key}）" if name else key)


def listed(items: Iterable[str], most: int = 12) -> Text2:
    """Ids and keys in a row, cut after `most`."""
    all_items = list(items)
    shown = all_items[:most]
    more = "…" if len(all_items) > most else ""
    return Text2(", ".join(shown) + (", …" if more else ""), "、".join(shown) + ("、…" if more else ""))


_LANGUAGES = {
    "zh": Text2("Chinese", "中文"), "en": Text2("English", "英文"), "ru": Text2("Russian", "俄文"), "uk": Text2("Ukrainian", "乌克兰文"),
    "bg": Text2("Bulgarian", "保加利亚文"), "kk": Text2("Kazakh", "哈萨克文"), "ar": Text2("Arabic", "阿拉伯文"), "ja": Text2("Japanese", "日文"),
    "de": Text2("German", "德文"), "fr": Text2("French", "法文"), "es": Text2("Spanish", "西班牙文"), "tr": Text2("Turkish", "土耳其文"),
}  # fmt: skip


def language(code: str) -> Text2:
    """A language by its ISO 639-1 code."""
    unknown = Text2(f"another language ({code})", f"其他语言（{code}）") if code else Text2("another language", "其他语言")
    return _LANGUAGES.get(code, unknown)


_COUNTRIES = {
    "AE": Text2("UAE", "阿联酋"), "SA": Text2("Saudi Arabia", "沙特"), "RU": Text2("Russia", "俄罗斯"), "KZ": Text2("Kazakhstan", "哈萨克斯坦"),
    "US": Text2("USA", "美国"), "GB": Text2("UK", "英国"), "DE": Text2("Germany", "德国"), "FR": Text2("France", "法国"), "IT": Text2("Italy", "意大利"),
    "ES": Text2("Spain", "西班牙"), "JP": Text2("Japan", "日本"), "CA": Text2("Canada", "加拿大"), "AU": Text2("Australia", "澳大利亚"),
    "MY": Text2("Malaysia", "马来西亚"), "TW": Text2("Taiwan", "台湾"), "PH": Text2("Philippines", "菲律宾"), "SG": Text2("Singapore", "新加坡"),
    "TH": Text2("Thailand", "泰国"), "VN": Text2("Vietnam", "越南"), "ID": Text2("Indonesia", "印尼"), "BR": Text2("Brazil", "巴西"), "CN": Text2("China", "中国"),
}  # fmt: skip


def country(code: str) -> Text2:
    """A country by its ISO 3166 code, the code itself where it is not listed here."""
    return _COUNTRIES.get(code.partition("-")[0], Text2(code, code))


_ORIGINS = {
    "machine": Text2("machine translation", "机器翻译"), "fuzzy": Text2("a fuzzy match", "模糊匹配"), "memory": Text2("the translation memory", "翻译记忆库"),
}  # fmt: skip


def origin(key: str, engine: str = "") -> Text2:
    """Where a target came from, with the engine where one is known."""
    name = _ORIGINS.get(key, Text2(key, key))
    return Text2(f"{name.en} ({engine})", f"{name.zh}，{engine}") if engine else name
