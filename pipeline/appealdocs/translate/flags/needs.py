"""Chinese words that say no inside themselves, 漏扫, 忘了, 擅自, 停电: what the translation needs to say somewhere.

`literal` asks whether a word that looks negative renders a plain one; here it is asked whether a word that is negative was
rendered at all. A net is wide: anything that may say the same answers. A free negation of the target answers too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.translate.flags.literal import Row, compiled_rows

_ROWS: tuple[tuple[str, str, str], ...] = (
    (r"漏[了扫发装贴写打填回报检寄配签算记缝印放带拍传]|(?<![至多减不最很更])少(?:[发装寄印写贴放配打填传算拍签]了?|[一两三几半\d](?![点些分会]))|缺[少了失]|忘[了记]|遗漏|(?<!没)(?<!不)(?<!未)缺(?!陷|席|点|口|货)",
     r"miss|omi|lack|short|without|absen|left|leav|forg|fail|overlook|incompl|lost|los\w|leak|neglect|unscan|un\w+ed|skip|few|less|only|partial|need|requir|out of|insuff|inadeq|slip|empty|escap|defici|gap|unless|except|still|under-?\w|one of|any\b|who?le|not",
     r"пропу|недоста|нехват|не ?\w*хват|отсутств|забы|упу|упущ|утер|потер|недолож|недо|некомпл|неполн|без|лиш|меньше|мало|проте|утеч|кроме|нужн|необход|требу|остал|не |нет|только|пуст|выпал|любо|дефицит|нуж|обойд|не[а-я]{5}"),
    (r"[发写填贴标放送装选点印拿派寄录报传打收配接]错了?|错[发写填贴标放送装选印拿派寄录报]|弄[错混反]|搞[错混反]|有误|误[发操点删填贴判报]|错误",
     r"wrong|mis|error|incorrect|confus|swap|mix|inaccur|differ|another|fault|false|instead|typo|other|transpos|inadvert|accident|revers|by accident|erron|invert|rather|cross|not|un\w+|slip|bug|fix|correct",
     r"ошиб|неверн|неправ|перепут|спут|не т|друг|чуж|путан|опечат|неточ|вместо|ложн|некорр|сбо|брак|пересорт|случ|наоборот|непр|исправ|не |перев[её]рн|промах|несоотв|помен"),
    (r"私自|擅自|自作主张",
     r"without|unauth|secret|own|unilateral|arbitr|behind|quiet|privat|no |not|covert|initiative|sneak|unappr|consult|surrept|illicit|deliberat|improper|themsel|himself|itself|independent",
     r"без|самовол|тайно|само|своей|сво[её]|втайне|не |скрыт|инициатив|несанкц|произвол|собств"),
    (r"拒[收绝签派]|驳回|被拒|不予|打回",
     r"refus|reject|declin|den[yi]|return|turn|dismiss|not|no\b|n['’]t|never|without|unsuccess|fail|rebuff|back|un\w+|bounc|withh|opposed|disallow",
     r"отказ|отклон|отверг|не |нет|возвра|верну|без|неуд|отброс|завернул"),
    (r"停[电工机产运了摆]|停[^，。]{0,2}[天小时个周]|全停|断[电网了线供货]|停(?=[，。])|瘫痪|宕机|故障|坏了|失灵|掉线|罢工",
     r"stop|ceas|down|out|off|halt|suspend|clos|shut|idle|interrupt|stand|paus|end|cut|delist|not|no\b|un\w+|fail|fault|broke|crash|damag|break|malfunc|dead|lost|los\w|disconn|drop|without|strike|parked|stuck|stall|defect|order|snap|paralys|fus|sold|stock|short|backup|power|miss|gap|reserve|generat|withdr|trip|jam|bad|burn|torn|issue|problem|discontin|dark|runs? (?:dry|out)|worn|went",
     r"останов|простаив|простой|не |отключ|закры|закро|прекра|приостан|встал|вста[её]т|обесточ|сня|выведен|выш[её]?л|отстран|без|нет|сбо|слома|неиспр|поврежд|отказ|авар|обрыв|оборв|прерв|перебо|порва|разорв|законч|потер|пропа|исчез|парал|завис|дефект|забаст|заглох|лопн|сел[аио]?\b|пуст|брак|разряд|парализ|треснул|выбил|поврежд|распрод|дефицит|нехват|перегор|полом|останав|беспереб|автоном|резерв|запасн|пропус|застр|тормоз"),
    (r"避开|绕开|躲开|杜绝|防止|避免|以免|免得",
     r"avoid|prevent|outside|not|no\b|never|without|eliminat|so that|stop|rule|exclu|bypass|free|minimi|ensure|keep|protect|reduc|steer|around|other than|end|rather|cannot|n['’]t|once and|put|root|guard|anti|un\w+|cut|zero|curb|block",
     r"избе|предотвр|вне|не |исключ|без|чтобы|обход|минуя|пресе|устран|защи|сниз|прекра|недопу|только|никак|никогда|ни |кроме|обезопас|профил|предупр|искорен|против|сокра|уберечь"),
    (r"没问题|无异常|正常(?![的]?(?:磨|损|价|渠))",
     r"fine|ok\b|okay|no\b|not|none|nothing|without|un\w+|sound|good|normal|work|satisf|correct|order|pass|proper|compl|intact|success|stable|well|right|regular|standard|usual|function|as expected|customary|genuine|clear|stand|usab|valid|cop|routin|meet|met\b|resum|free",
     r"норм|порядк|не |нет|без|исправ|хорош|соответ|ошиб|рабо|прош|успеш|штат|действ|правил|обычн|стандарт|устой|годн|полож|корр|налад|восстан|справ|качеств|ни |стабил|естеств|законн|подход"),
    (r"错过|误了|耽误|延误", r"miss|fail|late|pass|lost|los\w|laps|delay|beyond|not|n['’]t|without|cost|hold|held|behind|disrupt|wast|slow|took|expir|after|postpon|affect", r"пропу|упу|опозд|просроч|не |ист[её]к|сорв|задерж|позже|потер|поздн|срыв|затя|отст|без|промед|отн[яи]"),
    (r"迟迟[不未没]", r"slow|delay|late(?!r)|not|n['’]t|yet|no\b|without|fail|stall|reluct|drag|un\w+|never|pending|await|wait", r"не |задерж|опозд|медл|затя|никак|нет|без|ожид|тян"),
    (r"禁止|严禁|禁售",
     r"prohibit|forb|ban|not|no\b|never|n['’]t|only|cannot|block|bar|must|without|un\w+|exclu|refus|limit|restrict|may|allow|required|need|disallow|illegal|stop|nor\b|neither|nobody|until|unless|reject|lock",
     r"запре|воспрещ|не |нельзя|недопу|никто|ни |без|только|исключ|невоз|блок|никогда|нет|огран|обяз|отклон|незакон|долж|пока|отказ|прекра|максим"),
    (r"过期|失效|作废|到期",
     r"expir|laps|invalid|void|end|out of date|overdue|cancel|not|no longer|un\w+|past|useless|null|due|terminat|old|obsolete|outdat|matur|still|run out|valid|renew|cease|short|revok|date|fail",
     r"истек|истёк|просроч|недейств|аннул|оконч|законч|не |срок|отмен|устар|утрат|прекра|действ|продл|кон[еч]"),
    (r"取消(?!原因)|撤[销回下]|下架|停售|关闭|关店|封店|冻结",
     r"cancel|withdr|remov|delist|revok|clos|shut|stop|ceas|suspend|freez|froz|block|tak|took|pull|down|void|lift|undo|discontin|off|end|retract|reject|without|not|un\w+|deactivat|disabl|rescind|ban|recall|refus|delet|unlist|annul|sale|lost|abandon|held|withh|revers|return|back|restor|dismiss|terminat|drop|scrap|list",
     r"отмен|отозв|отзы|снят|снял|снима|сним|удал|закры|закро|прекр|останов|приостан|блок|заблок|заморо|замор|аннул|отказ|скры|убра|изъя|не |без|выве|отключ|деактив|лиш|вывод|передум|расторг|спис|исключ|распрод|стоп|запре|удерж|верну|возвра|прежн|восстан|обратн"),
)  # fmt: skip
"""zh, and what answers to it in en and ru: beginnings of words."""


_ROWS_EN: tuple[tuple[str, str], ...] = (
    (r"fail(?:ed|s|ing)? to|neglect(?:ed|s|ing)? to|forg[eo]t\w*|omitt\w+|overlook\w*", r"не |забы|упу|пропу|без|недосм|отсутств|ни |нет|невы|нес"),
    (r"fail(?:ed|s|ing)?(?! to)(?: [a-z]+)? (?:inspection|test\w*|check\w*|audit|review)|(?:test|inspection|check)\w* (?:is |was |were |has )?fail\w*|if it fails", r"не |провал|отклон|забрак|несоотв|сбо|отказ|неуд|брак|слома|без|отриц"),
    (r"unable|impossible", r"не |невозм|нельзя|без|ни |никак|нет|никто|отказ|неспос"),
    (r"refus\w+|reject\w+|declin(?:ed|es|e)\b", r"отказ|отклон|отверг|не |забрак|возвр|нет|без|снизи|сниж|отриц|откло"),
    (r"lack\w*|missing|(?:one|two|three|\d+) short|absence of|absent", r"не |нет|отсутств|недоста|нехват|без|потер|пропа|забы|утер|утрат|лиш|недо|дефиц|неполн|исчез|пропу"),
    (r"(?<!non-)stopp?(?:ed|s|ing)?|ceas\w+|discontinu\w+|terminat\w+", r"прекра|останов|останав|не |перест|расторг|отказ|закры|приост|снят|сня|без|выве|завис|застр|уволен|брос|больше|оконч|заверш|конеч|встал|отмен|пресек|пресеч|стоп"),
    (r"incorrect\w*|wrong\w*|inaccurate\w*|erroneous\w*|by mistake|mistakenly", r"невер|неправ|ошиб|не |ложн|перепут|спут|неточ|друг|некорр|недост|сбо|чуж|неисп|непр|пробл|брак|путан|случ|нет|без|наоборот"),
    (r"beyond (?:our|the|his|their)|outside (?:our|working|office|business|the)|out of (?:our|the) control", r"не |вне|за предел|без|вых|нет|поза|вышел|снаруж|за |не[а-я]{4}"),
    (r"expir\w+|laps\w+|invalid|void", r"ист[её]к|просроч|недейств|аннул|не |утрат|прекра|оконч|законч|устар|срок|годн|действ\w+ до"),
    (r"unless|yet to", r"не |кроме|без|только|исключ|ещ[её]|ожид|до сих|предст|жд|пока"),
    (r"un(?:aware|familiar|declared|opened|authori[sz]ed|paid|answered|trained|known|willing|damaged|certified|licensed|approved|available|sealed|scanned|delivered|tested|verified|confirmed|reported|shipped|listed|marked|labelled|labeled|registered|fair|clear|stable|suitable|finished|used|broken|packed|covered|attended|checked)\b",
     r"не|без|нет|само|отказ|откр|пуст|ни |втайне|незак"),
)
"""The same for English sources: what answers in Russian."""


@lru_cache(maxsize=1)
def _rows_en() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(rf"\b(?:{en})", re.IGNORECASE), compiled(rf"(?<![а-я])(?:{ru})", re.IGNORECASE)) for en, ru in _ROWS_EN)


_DENIED = compiled(r"(?:\b(?:no|not|never|nothing|without|cannot|none)\b|n['’]t)[^.;,]{0,30}\Z", re.IGNORECASE)


def unsaid_english(english: str, target: str) -> re.Match[str] | None:
    """The first word of the English that says no and to which nothing of the Russian answers."""
    target = target.replace("ё", "е").replace("Ё", "Е")
    for word, answers in _rows_en():
        match = word.search(english)
        if match is not None and _DENIED.search(english[: match.start()]):
            continue
        if match is not None and not answers.search(target):
            return match
    return None


@lru_cache(maxsize=1)
def _rows() -> tuple[Row, ...]:
    return compiled_rows(_ROWS)


_BEFORE = compiled(r"[不没未无非别勿][^，。；、]{0,6}\Z|[“「][^”」]{0,8}\Z")
"""A negation before the word, which then is said the other way round: 没有错误 told as 'correct'; or a quotation."""


def unsaid(chinese: str, target: str, language: str) -> re.Match[str] | None:
    """The first word of the Chinese that says no and to which nothing of the target answers. `target`: negations that answer to
    other words blanked."""
    target = target.replace("ё", "е").replace("Ё", "Е")
    place = 1 if language == "en" else 2
    for row in _rows():
        match = next((m for m in row[0].finditer(chinese) if not _BEFORE.search(chinese[max(0, m.start() - 8) : m.start()])), None)
        if match is not None and not row[place].search(target):
            return match
    return None
