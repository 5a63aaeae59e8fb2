"""Must, may, need not, might, should: a mood of the target that nothing in the source gives leave to.

Mood that is merely left out is good style ('we check' for 必须检查); mood that is new is another statement. Each mood has the
words that show it in a target and the words, wide on purpose, that give leave to it in a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from appealdocs.expressions import compiled
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair


class _Mood(NamedTuple):
    name: str
    """Of the flag."""
    en: str
    ru: str
    """What shows it."""
    zh_leave: str
    en_leave: str
    """What gives leave to it."""


_MOODS: tuple[_Mood, ...] = (
    _Mood(
        "speech-act-duty-weakened",
        r"need not|needs? no longer|needs? never|no need (?:to|for)|(?:do|does|did)(?: not|n['’]t) (?:have|need) to|not (?:be |been )?(?:obliged|compelled|bound) to|(?:nobody|no one|nothing [\w ]{1,30}|no [\w ]{1,30}) needs? to|"
        r"without (?:having|needing) to|never had to|(?:not|no longer|nobody was|no one was) (?:be )?(?:required|obliged) to|not supposed to|(?:no|not one|under no) [\w ]{2,44} need (?:be|remain)|need (?:not )?(?:be|remain|never)(?= \w+ (?:without|only))",
        r"не обязан\w*|не обязательно|необязательно|нет необходимости|не (?:нужно|надо|требуется|понадобится)(?! лишь)|(?:может|могут|можно|можем|могли) не (?!только)|не обязывает",
        r"不必|不用|无需|无须|毋须|不需|免|可以?不|义务|必要|不要求|未要求|没有?要求|不强制|不一定|未必|用不着|省|才|不算|需要|不再要|随便|不限|也行|不收|必须|不得不|不是必|不该",
        r"\bneed|have to|has to|had to|oblig|requir|exempt|waiv|optional|nothing|no (?:further|extra|longer)|must|without\b|necess|free\b|allow|may\b|can\b",
    ),
    _Mood(
        "speech-act-duty-weakened",
        r"might(?! have)|may consider|preferably|ideally|tr(?:y|ies|ied) to|(?:is|are|was|were|be) (?:advised|recommended|encouraged)|may not be (?!\w+ed\b)|perhaps|possibly|maybe",
        r"возможно(?![а-я])(?! (?:только|лишь))|постара\w+ся|по возможности|желательно|рекоменду\w+|может быть(?=,)|вероятно|наверное|пожалуй|не исключено|мо(?:г|гла|гло|гли) бы(?! вы)",
        r"可能|也许|或许|恐|大概|说不定|未必|不一定|会不会|能否|是否|万一|疑|似|怕|估计|大约|有望|若|如果|要是|假如|请|烦|能不能|可否|吗|可以|(?<!不)能|才|以免|难免|几率|风险|(?<!不)(?<!一定)会(?!再|在)|考虑|尽量|尽可能|尽力|争取|力争|最好|努力|建议|推荐|试|想要|试图|企图|打算|理想|冒",
        r"\bmight|may\b|tr(?:y|ies|ied)\b|attempt|recommend|advis|prefer|ideal|consider|want|endeavo|best|possib|probab|perhaps|maybe|likely|could|would|if\b|whether|can\b|suspect|\?",
    ),
    _Mood(
        "speech-act-duty-weakened",
        r"(?:is|are|was|were|be|been|being) (?:now |also |hereby )?(?:permitted|allowed|free|entitled|at liberty) to|(?<!one )(?<!nobody )(?-i:may)(?! not\b| never\b| no longer| well\b| \d| only)(?=(?: also| now| then)? [a-z]{2,})",
        r"(?<!не )(?:разрешено|разрешается|разрешаем|разрешена|разрешены|вправе|можно(?! ли)|допускается(?! к)(?! только)|допускаются(?! к)(?! только)|позволено)",
        r"可|(?<!不)(?<!未)(?<!才)能|(?<!不)允许|(?<!不)准(?![时确备])|(?<!不)许(?!可证)|让|(?<!不)得以|权|自愿|随|任选|任意|才|同意|批准|最多|只要|通过|会不会|或许|也许|疑|万一|若|恐|方便|选|自行|愿|敢|给|兼",
        r"\bmay\b|\bcan\b|could|allow|permit|free\b|able|entitle|right|possible|might|option|let\b|agree|approv|only\b|choos|must|plan|link|will\b",
    ),
    _Mood(
        "speech-act-duty-strengthened",
        r"(?:is|are|was|were|be|been|am) (?:legally |strictly |also |now |hereby )?(?:obliged|compelled|bound|forced|duty-bound) to|\bmust(?! not\b| never\b| have\b)",
        r"обязан[аоы]?(?![а-я])|(?<!не )долж(?:ен|на|но|ны)(?![а-я])(?! был)",
        r"必|须|(?<![取获觉使显懂舍记值晓])得(?![到知以出罪意体])|要|应|需|务|只能|只好|不得不|被迫|义务|责任|规定|一律|强制|才|否则|除非|逼|请|该|均|都|每|至少|最迟|最晚|凡|先|再|不能|不许|不准|严|统一|全部|标准|负责|逐|当天|内(?:补|完|提|回|处|答)|由|之前|前|承诺|保证|确保|改为|改成|写死|起|定(?:期|时)|固定|卡|满|不低于|不超过|按|强|限|算|一次|制度|同时|双人|两[个人]|\d+\s*(?:小时|分钟|天|日|个)",
        r"\bmust|have to|has to|had to|oblig|requir|shall|should|need|agree|\bask|undert|promis|commit|due\b|mandatory|compuls|bound|duty|only\b|every|each|all\b|until|unless|before|always|is to|are to|no later|within|will\b",
    ),
    _Mood(
        "speech-act-duty-strengthened",
        r"must not|must never|(?:not|no longer|never|nobody (?:is|was)|no one (?:is|was)) (?:be )?(?:allowed|permitted|entitled) to|(?:is|are|was|were|be) (?:strictly )?(?:forbidden|prohibited)|no right to|not entitled",
        r"нельзя|запрещ(?:ено|ена|ены|ён|ен|ается|аются|аем)(?![а-я])|не разреш\w+|не вправе|недопустим\w*|не имеет права|не имеем права",
        r"不得|不准|不许|禁|不参加|不做|不碰|不能|不可|勿|别|不让|不允许|未?允许|拒|权|不应|不该|不会|不再|才|杜绝|无法|未经|不了|没法|违|限|不要|只|拦|封|非法|不给|防|绝|凡|一律|锁|退|停|违规|没法|[^，。]不[了出上过]|没有?[^，。]{0,12}(?:就|都)?不|不[^，。]{0,8}[就一][^，。]{0,3}不|侵权",
        r"\bnot\b|never|cannot|forb|prohib|ban|barred|refus|no\b|nobody|block|only\b|illegal|without|restrict|unauthor|stop|avoid|unless|infring|n['’]t",
    ),
    _Mood(
        "speech-act-duty-strengthened",
        r"(?<!^)(?<!, )should(?! you\b| we\b| this\b| the\b| there\b| it\b| any\b| these\b| he\b| they\b| a\b| your\b)(?= (?:not|never|no longer|be|have|[a-z]{3,}))",
        r"следует(?! (?:из|что|учесть))|следовало",
        r"应|该|要|须|需|宜|建议|请|必|本来|理应|得(?!到|了|知|以)|恳|希望|推荐|最好|务|规定|能|怪|责任|预计|标准|才|对|劝|都|可|原则",
        r"\bshould|ought|must|need|have to|requir|recommend|advis|please|suppos|expect|oblig|due\b|may\b|is to\b|are to\b",
    ),
)  # fmt: skip


@lru_cache(maxsize=4)
def _compiled(source: str, target: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    def shown(words: str) -> re.Pattern[str]:
        return compiled(rf"(?<![A-Za-zА-Яа-яё])(?:{words})(?![A-Za-z])", re.IGNORECASE)

    return tuple((m.name, shown(m.en if target == "en" else m.ru), compiled(m.zh_leave if source == "zh" else m.en_leave, re.IGNORECASE)) for m in _MOODS)


class _Clash(NamedTuple):
    """What the source says, what it must not say beside it, what the target makes of it."""

    name: str
    zh: str
    unless: str
    en: str
    ru: str


_CLASHES: tuple[_Clash, ...] = (
    _Clash("speech-act-duty-strengthened", r"(?<!不)可以(?!不)|可自行|可随时|随时可|愿意|自愿|能否|能不能|可否|(?<!不)同意(?=[^，。]{1,8}[扣暂冻收取])", r"必|须|务|应|只[能好]|要|义务|才[能可]|只有|规定|得[^到了知以出益]",
           r"(?:is|are|was|were|be) (?:now )?(?:obliged|compelled|bound|forced|required) to|must(?! not\b| never\b)|ha(?:s|ve|d) to|demand(?:s|ed)?", r"обязан\w*|долж(?:ен|на|но|ны)|вынужден\w*|потребовал\w*"),
    _Clash("speech-act-duty-strengthened", r"(?<!恳)请(?!问|假|教|示)|请求|恳请|希望", r"必|须|务|义务|应|要求", r"you (?:must|are obliged|are required|have to)|(?:amazon|noon|ozon|ebay|the platform) (?:must|is obliged)", r"вы (?:обязаны|должны)|площадка (?:обязана|должна)"),
    _Clash("speech-act-duty-strengthened", r"预计|大概|估计|计划|打算|争取|尽量|力争", r"承诺|保证|必|一定|务", r"(?:we|company|store) (?:hereby )?(?:guarantee|undertake|pledge|promise|commit)", r"обязуемся|гарантируем|обещаем|клянёмся"),
    _Clash("speech-act-duty-weakened", r"必须|务必|须(?!知)|应(?=[将至当该在于由每按提])|须由|凡|规定|留样", r"可以|(?<!不)能|可[^，。]{0,4}(?:自行|选)|允许|授权|许可|建议|可能|尽量|最好", r"(?:can|could|may)(?! not| never| only| \d) (?:be |also )?(?!20)[a-z]+|preferably|ideally|(?:is|are) (?:advised|recommended|welcome)".replace('\\','\\'), r"(?<!не )мо(?:жет|гут)(?! не)(?! быть допущ)|желательно|рекоменду\w+|по возможности".replace('\\','\\')),
    _Clash("speech-act-duty-weakened", r"承诺|保证(?![金书期])|绝不|绝对|任凭|(?<=我们)就主动|就主动", r"可能|可以|(?<!不)能|也许|或许|尽量|尽力", r"(?:we|company|store) (?:may|might|can|could)|try to|do our best|endeavo\w+".replace('\\','\\'), r"мы(?:, |\s)(?:возможно|может быть|могли бы|можем|постараемся)|постара\w+|по возможности".replace('\\','\\')),
    _Clash("speech-act-duty-weakened", r"不得|不准|不许|严禁|禁止", r"建议|尽量|最好", r"(?:is|are|be) (?:advised|recommended|encouraged|asked)|preferably|ideally|should (?:rather|ideally|preferably)", r"не рекоменду\w+|желательно|не стоит|лучше не".replace('\\','\\')),
    _Clash("speech-act-duty-weakened", r"(?<!不)能保证|保证|承诺", r"尽量|尽力|努力|争取", r"try to|do our best|endeavo\w+|hope to".replace('\\','\\'), r"постара\w+|попыта\w+|надеемся".replace('\\','\\')),
    _Clash("speech-act-duty-strengthened", r"可以不", r"必须", r"had to|must(?! not)|obliged|required", r"потребовал\w*|обязан\w*|долж(?:ен|на|но|ны)"),
    _Clash("speech-act-duty-strengthened", r"才能|方可|才可|只有", r"必|须|要|应|务", r"must be \w+ only|only [\w ]{2,24} must|only [\w ]{2,24} (?:is|are) (?:obliged|required)", r"долж(?:ен|на|но|ны) [\w ]{2,30}только|должен только|обязан только"),
    _Clash("speech-act-duty-strengthened", r"没有?义务|不必|不用|无需|无须|(?<!不)免(?=签|检|税|费|押)", r"不得|不准|不许|禁", r"not (?:be )?(?:allowed|permitted)|must not|may not|forbidden|prohibited|cannot|no right", r"не име\w+ права|не вправе|нельзя|запрещ\w+|не допускается|не разреш\w+"),
    _Clash("speech-act-duty-strengthened", r"主动|自愿", r"只[能好]|不得不|被迫|必|须", r"had to|(?:was|were) (?:forced|obliged|compelled) to", r"вынужден\w*|пришлось|обязан\w*"),
    _Clash("speech-act-duty-weakened", r"不[应该]|不当", r"不能|无法|不可", r"could (?:not|never)|(?:was|were) (?:not|un)able|need not", r"не мог\w*|невозможно|не смог\w*"),
    _Clash("speech-act-duty-weakened", r"拿不出|无法|没法|没能|未能|不了|看不懂|不能(?!不)", r"义务|必要|不必|不用|无需|该|允许", r"(?:did|do|does) not (?:need|have) to|need not|needn['’]t|(?:was|were|is|are) not (?:obliged|required|supposed) to|no need to", r"не должн\w+(?! был\w* превы)|не обязан\w*|не нужно|не требова\w*"),
    _Clash("speech-act-duty-weakened", r"一定会?|保证(?![金书期])|务必|必定|承诺|愿意|最晚|最迟|至少(?=[拆抽检查测])", r"可能|或许|也许|不一定|恐怕|若|可以|能", r"might|may(?! \d)(?= [a-z])|perhaps|possibly|can be|could", r"мо(?:г|гла|гли|гут|жет) (?:бы |быть )|возможно(?![а-я])|может вскр\w+|вероятно"),
    _Clash("speech-act-duty-weakened", r"必须|务必|不得|不准|不许|一律", r"可以|(?<!不)能|可[^，。]{0,4}(?:自行|选)|建议|允许|授权|许可", r"may(?! not| never| only| \d)(?= (?:be )?[a-z]+)(?<!no one may)(?<!nobody may)|(?:is|are) (?:free|welcome) to", r"(?<!не )(?<!никто )(?:мо(?:жет|гут)(?! не)(?! быть допущ)|вправе|по желанию|рекоменду\w+)"),
    _Clash("speech-act-duty-weakened", r"拒绝|不肯|不愿|拒不", r"不能|无法|没法|没能", r"(?:was|were|is|are) (?:un|not )able to|could not|couldn['’]t", r"не смог\w*|не мог\w*|не сумел\w*"),
    _Clash("speech-act-duty-weakened", r"不能怪|不怪|怪不得|确实|的确", r"可能|或许|也许|未必", r"may not be|might|perhaps|possibly", r"возможно(?![а-я])|может быть|вероятно"),
)  # fmt: skip


@lru_cache(maxsize=2)
def _clashes(target: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    def shown(words: str) -> re.Pattern[str]:
        return compiled(rf"(?<![A-Za-zА-Яа-яё])(?:{words})(?![A-Za-z])", re.IGNORECASE)

    return tuple((c.name, compiled(c.zh), compiled(c.unless), shown(c.en if target == "en" else c.ru)) for c in _CLASHES)


_AHEAD = compiled(r"(?:今后(?!不再|一律不|都不)|以后(?=每|[都我所凡])|往后(?!推|延|挪|退)|下一步|将(?=[于在会对由不])|不会再|(?:我们|我司|我店|本店)不会(?!因|把|被|有|是)|(?:最晚|最迟)[^，。]{1,12}前)")
_SAID = {
    "en": compiled(r"\b(?:will|would|shall|must|going to|from now|in future|henceforth|can|could|(?-i:may)|should|to be|is to|are to|plan\w*|promis\w+|undertak\w+|never again|have to|need\w*|aim\w*|intend\w*|committed|pledg\w+|next|further|again|any more|is|are|do|does)\b|['’]ll\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:буд(?:ет|ут|ем)|впредь|отныне|далее|больше не|должн\w+|обяз\w+|мо(?:жет|гут|жем)|необходимо|следует|нужно|планир\w+|намерен\w*|[а-яё]{4,}(?:им|ем|ём)(?<!этим)(?<!своим)(?<!нашим)|[а-яё]+(?:ит|ет|ёт|ят|ют|ут|атся|утся|ются|ится|ется|ятся|нет|нут|дет|дут))(?![а-яё])", re.IGNORECASE),
}  # fmt: skip
_PAST = {
    "en": compiled(r"\b(?:was|were|did|had|have been|has been|have already|has already|have|has)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|ены|ена|ено|аны|ана|ано)(?![а-яё])", re.IGNORECASE),
}  # fmt: skip


_HINTS = {
    "en": compiled(r"need|might|perhaps|possibl|maybe|consider|prefer|ideal|tr(?:y|ies|ied)\b|hope to|best|advis|recommend|encourag|asked|permit|allow|free|entitle|liberty|\bmay\b|must|oblig|compel|bound|forc|forbid|prohibit|right|should|"
                     r"require|ha(?:d|ve|s) to|\bcan|could|able|guarant|undertak|pledge|promis|commit|demand|endeav|welcome|waiv|suppos", re.IGNORECASE),
    "ru": compiled(r"обяз|нужно|надо|необход|требу|понадоб|мо(?:ж|г)|возмож|вероятн|наверн|пожалуй|исключено|постара|желатель|рекоменд|разреш|вправе|допуска|позвол|долж|нельзя|запре|недопуст|прав[ао]|следует|следовал|вынужд|пришл|"
                     r"смог|сумел|гарант|обеща|клян|попыта|надее|стоит|лучше|потребова|ожет", re.IGNORECASE),
}  # fmt: skip
_GUARD = {
    "en": compiled(r"\b(?:no|not|nobody|never|neither|no one|none|nothing|only|unless|before|whether|so that|so we|so|rather than)\b[^.;:]*\Z", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:не|ни|никто|ничто|никак\w+|только|лишь|чтобы)(?![а-яё])[^.;:]*\Z", re.IGNORECASE),
}  # fmt: skip
"""'No goods may leave', 'nobody was obliged': the mood is negated from further away."""


def check(pair: Pair) -> Iterator[Flag]:
    """One flag for each mood of the target that the source gives no leave to, and one for a plan told as done."""
    here, there = pair.source_language, pair.target_language
    if here not in ("zh", "en") or there not in ("en", "ru") or here == there:
        return
    said: set[str] = set()
    moody = _HINTS[there].search(pair.plain_target) is not None  # most targets have none of these words
    for name, shown, leave in _compiled(here, there) if moody else ():
        found = shown.search(pair.plain_target)
        if found is not None and found[0].lower() in ("may", "try to") and _GUARD[there].search(pair.plain_target[max(0, found.start() - 40) : found.start()]):
            continue
        if found is not None and name not in said and not leave.search(pair.plain_source):
            said.add(name)
            yield flag(name, f"'{found[0]}': nothing in the source says so", f"“{found[0]}”：原文没有这种语气（必须、可以、不必、可能）")
    for name, source, unless, shown in _clashes(there) if here == "zh" and moody else ():
        own = source.search(pair.plain_source)
        if own and name not in said and not unless.search(pair.plain_source) and (found := shown.search(pair.plain_target)) and not _GUARD[there].search(pair.plain_target[max(0, found.start() - 40) : found.start()]):
            said.add(name)
            yield flag(name, f"{own[0]} became '{found[0]}'", f"“{own[0]}”变成“{found[0]}”")
    if here == "zh" and (ahead := _AHEAD.search(pair.plain_source)) and _PAST[there].search(pair.plain_target) and not _SAID[there].search(pair.plain_target):
        yield flag("speech-act-promise-weakened", f"'{ahead[0]}' is told as if it were done", f"“{ahead[0]}”被译成已经发生")
