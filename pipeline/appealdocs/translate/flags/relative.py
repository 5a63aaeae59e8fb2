"""Days and periods told from where the speaker stands: 昨天, 上周五, 下个月, 月底, 上半年, 次日, and days of the week.

Each saying is a key (what, which): ('day', '-2') for 前天, ('month', 'next'), ('part of month', 'late'). What is flagged is a key
that is gone while another of the same sort is new; a key that is merely gone may have become a date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair

_Key = tuple[str, str]

_MONTH_EN = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|month|that month)"
_MONTH_RU = r"(?:январ|феврал|март|апрел|ма[яйе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|(?:\w+ )?месяц)"
_EN_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_RU_DAYS = (r"понедельник", r"вторник", r"сред(?:а|у|ы|ой|ам)\b", r"четверг", r"пятниц", r"суббот", r"воскресень")
_ZH_DAYS = ("一", "二", "三", "四", "五", "六", "[日天]")
_PARTS = (
    ("early", "初|上旬", r"(?:early(?: in)?|(?:at |from )?the (?:beginning|start) of|beginning of|start of|first ten days of)", r"(?:в начале|с начала|к началу|начал[оеа]м?|перв\w+ числ\w+|перв\w+ декад\w+)"),
    ("middle", "中旬|中(?!国|心|途|间|的|文|秋|止|断|有|共|旬)", r"(?:mid-?|(?:the )?middle of)", r"(?:в середине|с середины|к середине|середин\w|втор\w+ декад\w+)"),
    ("late", "底|末|下旬|尾", r"(?:late(?: in)?|(?:the )?end of|last (?:ten )?days of)", r"(?:в конце|с конца|к концу|до конца|кон(?:ец|ц[ауе])|последн\w+ числ\w+|треть\w+ декад\w+)"),
)  # fmt: skip
_TURNS = (
    ("last", "上(?:一?个?|一)", r"(?:last|previous|prior|preceding)", r"(?:прошл\w+|предыдущ\w+|прошедш\w+|минувш\w+)"),
    ("this", "(?:本|这个?|这一?)", r"(?:this|the current|current)", r"(?:эт(?:ой|ого|ом|от|у|а)|текущ\w+|нынешн\w+)"),
    ("next", "下(?:一?个?|一)", r"(?:next|the following|following|the coming|coming)", r"(?:следующ\w+|будущ\w+|предстоящ\w+|ближайш\w+)"),
)
_UNITS = (
    ("week", "(?:周|星期|礼拜)(?!边|转|年|岁|[\u4e00-\u9fff]{0,1}率)", r"(?:week|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", r"(?:недел|понедельник|вторник|сред[уыае]\b|четверг|пятниц|суббот|воскресен)"),
    ("month", "月(?![台饼])", r"month\b", r"месяц"), ("quarter", "季度", r"quarter\b", r"квартал"),
)  # fmt: skip


def _table() -> Iterator[tuple[_Key, str, str, str]]:
    """Key, and how zh, en, ru say it. What stands earlier takes the place."""
    yield ("day", "-3"), r"大前天", r"three days ago|three days earlier", r"тр[иё]\w* дня назад|поза-?позавчера"
    yield ("day", "-2"), r"(?<![提之以天日月年])前[天日晚](?![数内])", r"the day before yesterday|two days ago", r"позавчера|два дня назад|дня назад"
    yield ("day", "-1"), r"昨[天日晚夜早]?", r"(?<!before )yesterday|last night", r"(?<!поза)вчера|прошл\w+ ноч\w+"
    yield ("day", "+2"), r"(?<![之以售先最然])后[天日](?![内])", r"the day after tomorrow|in two days", r"послезавтра|через два дня|через 2 дня"
    yield ("day", "0"), r"(?<![至如现到迄])今[天日晚早晨](?!后)", r"today|tonight|this (?:morning|afternoon|evening)", r"сегодня|нынче"
    yield ("day", "+1"), r"明[天日早晚]", r"(?<!after )tomorrow", r"(?<!после)завтра"
    yield ("following", "day"), r"次日|翌日|隔天|第二天|转天", r"(?:the )?(?:next|following) (?:day|morning|afternoon|evening)|the day after(?! tomorrow)|a day later|next-day", r"(?:следующ\w+|другой|друг\w+) (?:день|дня|дню|утр\w+|вечер\w+|сутк\w+)|назавтра|наутро|через день|через сутки|день спустя"
    for turn, zh, en, ru in _TURNS:
        for unit, han, english, russian in _UNITS:
            yield (unit, turn), rf"{zh}{han}", rf"{en} {english}", rf"{ru} {russian}"
    yield ("year", "last-but-one"), r"前年", r"the year before last|two years ago", r"позапрошл\w+ год\w*|два года назад"
    yield ("year", "last"), r"去年|上一?年(?!度)", r"last year|previous year|last (?:spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)", r"(?:прошл|предыдущ|минувш)\w+ год\w*|прошлогодн\w+"
    yield ("year", "this"), r"今年|本年(?!度)", r"this year|the current year", r"(?:эт(?:ого|ом|от)|текущ\w+|нынешн\w+) год\w*|в нынешнем году"
    yield ("year", "next"), r"明年|来年|下一?年(?!度)|次年|翌年", r"next year|following year|year after|coming year", r"(?:следующ|будущ|грядущ)\w+ год\w*|год спустя|через год"
    for part, zh, en, ru in _PARTS:
        yield ("part of month", part), rf"月(?:份)?(?:{zh})", rf"{en} ?(?:the |that |this |next |last |each |every )*{_MONTH_EN}|month-end" if part == "late" else rf"{en} ?(?:the |that |this |next |last |each |every )*{_MONTH_EN}", rf"{ru} (?:кажд\w+ |эт\w+ |следующ\w+ |прошл\w+ |т\w+ же )?{_MONTH_RU}"
        yield ("part of year", part), rf"年(?:{zh})", rf"{en} ?(?:the |that |this |next |last )*year|year-end" if part == "late" else rf"{en} ?(?:the |that |this |next |last )*year", rf"{ru} (?:эт\w+ |следующ\w+ |прошл\w+ |(?:20)?\d\d )?год"
    yield ("part of day", "morning"), r"上午|早上|早晨|清晨", r"morning", r"утром|утренн\w+|перв\w+ половин\w+ дня"
    yield ("part of day", "afternoon"), r"下午|午后", r"afternoon", r"втор\w+ половин\w+ дня|после обеда|после полудня"
    yield ("part of day", "evening"), r"晚上|傍晚|半夜|深夜|通宵|晚间|夜里|夜间|[昨今明当]晚", r"evening|night", r"вечером|вечерн\w+|ночью|ночн\w+"
    yield ("half", "first"), r"上半[年月]|前半[年月]|头半年", r"first (?:half|six months)", r"перв\w+ (?:полугод|половин|шест)"
    yield ("half", "second"), r"下半[年月]|后半[年月]", r"(?:second|latter|other) half|last six months", r"втор\w+ (?:полугод|половин)"
    for number, (zh, english, russian) in enumerate(zip(_ZH_DAYS, _EN_DAYS, _RU_DAYS, strict=True)):
        yield ("weekday", str(number)), rf"(?:周|星期|礼拜){zh}", rf"{english}s?", russian


@lru_cache(maxsize=3)
def _patterns(language: str) -> tuple[tuple[_Key, re.Pattern[str]], ...]:
    place = {"zh": 1, "en": 2, "ru": 3}[language]
    edge = "" if language == "zh" else r"(?<![a-zа-я-])"
    return tuple((row[0], compiled(f"{edge}(?:{row[place]})")) for row in _table())


@lru_cache(maxsize=512)
def sayings(text: str, language: str) -> Counter[_Key]:
    """The keys of a text, each as often as it stands there."""
    plain = text.lower().replace("ё", "е").replace("\u00a0", " ")
    if not _HINT[language].search(plain):
        return Counter()
    found: Counter[_Key] = Counter()
    for key, pattern in _patterns(language):
        found[key] += sum(1 for _ in pattern.finditer(plain))
    return +found


_HINT = {
    "zh": compiled(r"[昨今明前后午早晚夜傍次翌隔去周期礼月年季旬末底]|最后|第[一二]|首|大年"),
    "en": compiled(r"day|afternoon|week|month|year|night|morning|evening|quarter|half|last|final|first|next|mid|early|end of|late"),
    "ru": compiled(r"утр|вечер|ноч|обеда|полуд|вчера|сегодня|завтра|недел|месяц|год|квартал|полугод|половин|понедельник|вторник|сред|четверг|пятниц|суббот|воскресен|конц|конец|начал|перв|последн|следующ|прошл|назад"),
}


def check(pair: Pair) -> Iterator[Flag]:
    """One flag for the first sort of saying of which one is gone and another is new."""
    if pair.source_language not in _HINT or pair.target_language not in _HINT:
        return
    ours, theirs = sayings(pair.plain_source, pair.source_language), sayings(pair.plain_target, pair.target_language)
    if not ours or not theirs:
        return
    lost, new = ours - theirs, theirs - ours
    for sort, which in lost:
        other = next((key for key in new if key[0] == sort), None)
        if other is None and sort in ("week", "month", "year"):  # next month for next year; last week told as next month
            other = next((key for key in new if key[0] in ("week", "month", "year", "quarter") and key[1] == which and not ours[key]), None)
        if other is None and sort == "following":
            other = next((key for key in new if key[1] == "next"), None)
        if other is not None and not _same(other, (sort, which), ours, theirs):
            yield flag("date-changed", f"'{which} ({sort})' is '{other[1]} ({other[0]})' in the target", f"相对时间不同：“{which}”变成“{other[1]}”")
            return


def _same(new: _Key, lost: _Key, ours: Counter[_Key], theirs: Counter[_Key]) -> bool:
    """Sayings that may stand for one another: the last Friday of this month; today for this morning; a day said twice."""
    return bool(ours[new]) and bool(theirs[lost])
