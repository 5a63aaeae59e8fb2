"""What a negation may become without a negation, 没按时 and late, and which words say no in the same sense."""

from __future__ import annotations

import re
from functools import lru_cache

from appealdocs.expressions import compiled
from appealdocs.translate.flags.sides import Item, Side
from appealdocs.translate.flags.words import concepts_of


def inside(strong: Item, weak: Item) -> bool:
    """unauthorised for 没有授权: the negated word under a prefix."""
    word = weak.negative.text
    for prefix, language in (("un", "en"), ("non-", "en"), ("non", "en"), ("mis", "en"), ("in", "en"), ("не", "ru")):
        if word.startswith(prefix) and any(concepts_of(word[len(prefix) :], language) & head.concepts for head in strong.heads[:2]):
            return True
    return False


_SENSES: tuple[tuple[str, str, str], ...] = (
    ("零", r"no\Z|never|zero|without|not", r"не |ни|без|нет|нул"),
    ("迟迟", r"off|delay|slow|late", r"медл|тян|затя|откла"),
    ("到期|停|终止|不再", r"no\Z|off", r"больше|уже"),
    ("不同|不一", r"differ|discrepan|vari|other|mismatch|inconsist|un|not|separat", r"разн|отлич|друг|ин|расхожд|не|различ"),
    ("不变", r"same|unchang|remain|constant|not", r"не |прежн|неизм|остал"),
    ("避|绕", r"avoid|not|bypass|outside", r"избе|не |обход|вне"),
    ("乱", r"un|mess|wrong|chao|arbit", r"беспоряд|незакон|не"),
    ("错|误", r"wrong|mis|error|incorrect|accident|inadvert|fault|confus|swap|mix", r"ошиб|неверн|неправ|ложн|перепут|спут|неточн|не т|не в |не на |не по |не к "),
    (
        "缺|漏|少|欠",
        r"miss|skip|overlook|forg|left|fail|out of|neglect|lack|short|absen|omit|omission|few|without|less|empty|inadequa|insuff|not|un",
        r"отсутств|недоста|нехват|пропу|упу|меньше|мало|пуст|без|не (?:хват|дост|ук|вкл|вло|при|по|был|отск|вн|за|сд|ус)|нет",
    ),
    ("莫名|无缘|无故", r"no\Z|without|un", r"без|не"),
    ("没有一天|没断过", r"without|never|every|no\Z|not", r"не |ни|без"),
    ("私自|擅自", r"without|unauth|secret|own", r"без|само|тайн|не "),
    ("瘫痪", r"down|out|not|off|crash|unavail|fail", r"не (?:раб|функ|дейст|был)|сбо|отказ|слома"),
    ("没问题|没事", r"not|no\Z|nothing|none|without", r"не |нет|без"),
    ("拒", r"refus|reject|declin|den", r"отказ|отклон|отверг"),
    ("杜绝|防止|避免|以免", r"avoid|prevent|block|stop|never|eliminat|exclu", r"избе|предотвр|исключ|предупр|недопу"),
    ("冻|封|下架|撤|删", r"block|remov|withdr|frozen|quarantin|delist|down|eliminat|cancel|withh", r"снят|изъя|удал|заблок|блок|закры|останов"),
    ("取消|作废", r"cancel|void|invalid|withdr", r"отмен|недейств|аннул"),
    ("停", r"stop|ceas|out|off|down|closed|suspend|halt|no", r"прекра|останов|отключ|приостан|простаив|закры|не раб|не функ|не дейст|не было|нет|без"),
    ("终止|中止|解除|拦|卡住|堵住", r"stop|terminat|end|ceas|block|held|cancel|withdr", r"прекра|расторг|останов|блок|заблок|исключ|предотвр|задерж|снят"),
    ("到期", r"expir|lapse", r"истек|просроч"),
    ("突然|忽然|意外", r"un|accident|sudden", r"неож|внезап|непредв"),
    ("断|掉线", r"out|off|down|disconnect|interrupt|broke|outage|stop|cut", r"прекра|отключ|сбо|обрыв|остан|слома|не раб|не функ|без"),
    ("失败|失效|无效", r"fail|invalid|expir|void|unsuccess", r"недейств|сбо|неудач|истек|не уд|не ср|не раб"),
    ("过期", r"expir|invalid|lapse|overdue", r"истек|истёк|просроч"),
    ("坏|宕", r"broke|fault|down|out|fail|damage|defect", r"слома|неиспр|поврежд|отказ|не раб|не вкл"),
    ("忘|落下", r"forg|overlook|neglect|omit|miss|left", r"забы|упу|пропу"),
    ("空", r"empty|blank|vacant|idle|nothing", r"пуст"),
    ("丢|消失", r"los|miss|gone|disappear", r"потер|утер|утрат|пропа|исчез"),
    ("只|仅|才|除", r"only|alone|except|until|unless|just|less|few|not until|without|other|none|no\Z", r"только|лишь|кроме|исключ|до|пока|позже|без"),
    ("难", r"hardly|unable|impossib|difficult", r"невозможн|сложн|трудн"),
    ("迟迟", r"not|slow|late|delay|long|yet|no\Z|never", r"не |долг|задерж|никак|опозд|медл|нет"),
    ("晚|迟", r"late|delay|overdue", r"опозда|просроч|поздн|задерж|позже"),
    ("差", r"short|poor|less|miss|weak|discrepan|differ", r"недоста|меньше|плох|слаб|расхожд|разн|не хват|не усп|не дост"),
    ("假", r"fake|false|mis|inaccura|inauth", r"ложн|недост"),
    ("否则", r"otherwise|failing", r"иначе"),
    ("免|豁免", r"exempt|free|waiv|without", r"освобожд|без"),
    ("排除|剔|淘汰|报废|隔", r"exclu|remov|eliminat|reject|discard|scrap|isolat|quarantin|dispos", r"исключ|бракован|изъя|снят|удал"),
    ("之前|来得及|直到|等", r"before|until|yet|not until", r"до|пока|ранее|раньше"),
    ("偷", r"without|un|secret", r"без|само|тайн|не "),
    ("难|懵", r"unable|cannot|not", r"не "),
    ("完好", r"intact|undamag|unbroken|unopen", r"цел|неповрежд|не повр|не вск|не нар"),
    ("取消|撤", r"withdr|cancel|remov", r"отозв|снят|отмен"),
    ("违|冲突", r"breach|violat|contra|infring|un", r"наруш|вопреки|против"),
)


@lru_cache(maxsize=4)
def _senses() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(han), compiled(rf"(?:{en})|(?:{ru})")) for han, en, ru in _SENSES)


def same_sense(mine: str, other: str) -> bool:
    if mine == other:
        return True
    han, lettered = (mine, other) if mine > "\u2fff" else (other, mine)
    return any(a.search(han) and b.match(lettered) for a, b in _senses())


_IMPLIED: tuple[tuple[str, str, str], ...] = (
    (r"[没不未](?:有)?(?:答应|同意|接受|理|当回事|重视|采纳)", r"turn|ignor|down|dismiss|brush|overlook|disregard|refus|reject|declin", r"отверг|отклон|отказ|игнор|прене"),
    (r"[没未不](?:再|得|能|准|许)?(?:有)?(?:发|卖|用|拿|做|接|搞|走)", r"stop|ceas|off|suspend|halt|no longer|held|hold|refrain|abandon|gave up|given up|drop", r"прекра|переста|приостан|отказ|остан|воздерж"),
    (r"[没未](?:有)?(?:清|找|到|收|寻|见)", r"missing|stuck|but\Z|except|lost|held|uncleared", r"кроме|потер|пропа|застр"),
    (r"没(?:了|有了)", r"lost|gone|exhaust|ran out|los", r"иссяк|потер|исчез|конч"),
    (r"不(?:冤|怪|奇)", r"deserv|right|fair|no wonder|natural", r"заслуж|справедл|неудив|понят"),
    (r"[不没](?:太)?(?:过来|住|赢|及)", r"overwhelm|swamp|behind|too|unable|fail|not", r"не |перегруж|слишком"),
    (
        "[不没未勿无非]",
        r"avoid|prevent|un(?!til|der|it|ion|load|pack|box|if|iq|iv|lock)\w+|non-?\w+|irrespons|illeg|beyond|in(?:compl|compat|eff|accur|corr|val|elig|app|suff|adeq|cons|vis|abil|auth)",
        r"избе|предотвр|не[а-я]{4,}",
    ),
    (
        r"[不没未](?:太|能|够)?[^，。]{0,2}(?:合格|达标|达到|合规|符|通过)|[没未]过(?![了期年程去来敏])|不过关",
        r"fail|reject|defect|mismatch|discrep|differ|wrong|below|under|miss|short|breach|violat",
        r"отклон|расхожд|отлич|бракован|не про|ниже|наруш",
    ),
    (r"[不没未](?:够|太|写|说|看|讲|弄|分|标|拍|印)?(?:得)?(?:清|明|具体|准|全|详)", r"blur|illegib|indistinct|poor|vague|mis|partial|rough", r"размыт|расплывч|част|приблиз"),
    (r"不一致|不符|不上|不匹配|不一样|不是|不相符|不对", r"differ|discrep|mismatch|wrong|rather|instead|other than|conflict|contradict", r"отлич|расхожд|разн|друг|ин|вместо|против"),
    (
        r"不够|不足|没有足够|不多|不全|不齐|不完|不满|[没不][^，。]{0,3}[足够齐完全]",
        r"lack|short|too|few|less|miss|barely|hardly|below|under|dissat|partial|half|remain|left|more|low",
        r"недоста|нехват|мало|меньше|менее|до|нечем|недовол|ниже|слишком|част|полов|остат|остав|низк",
    ),
    (r"[没未](?:有|能)?(?:在|按|及|准|如期)|不及|不按[时期]|不准时|不能按", r"late|delay|miss|overdue|too|fail|unable|expir|behind", r"опозда|просроч|задерж|позже|поздн|срыва|затян"),
    (r"没了|不见|没有了", r"los|gone|disappear|miss|remov|eliminat|out", r"пропа|исчез|утрат|лиш|удал|потер"),
    (
        r"不再|不做|不参加|不走|不发|不销|不卖|不用|不接|不进|不流",
        r"stop|ceas|discontin|withdr|rather|instead|eliminat|prohib|exclu|discard|reject|dispos|abolish|abandon|replac|drop|off|keep|kept|out of|instead",
        r"прекра|переста|изъя|отказ|вместо|запре|исключ|бракован|отмен",
    ),
    (
        r"不(?:准|许|得|允许|可|能|让|要|应|该)|勿|禁",
        r"prohibit|forb|ban|block|only|rather|instead|unable|exclu|impossib|must|never|refus|keep",
        r"запре|недопу|исключ|блокир|заблок|только|лишь|вместо|невозможн|воспрещ",
    ),
    (
        r"[^，。][不没](?:完|了|到|上|下|出|起|懂|清|动|着|住|掉|开|过来|进|成)|没法|无法|不能",
        r"unable|fail|too|impossib|hardly|refus|declin|stuck|block|miss|illegib|lost|broke|out of|cannot",
        r"невозможн|слишком|сложн|трудн|отказ|нечит|потер|слома|застр",
    ),
    (
        r"不(?:愿|肯|同意|接受|认|收|退|给|想|予|放|付|买|敢)",
        r"refus|reject|declin|den|withh|block|neg|reluct|disput|chang|decid|only",
        r"отказ|отклон|блок|заблок|задерж|передум|удерж|только|отриц|опров|недовол",
    ),
    (
        r"不(?:知|懂|熟|了解|清楚|会|认识|专业)|没(?:看|听|见|意识|注意|留意|发现|想)",
        r"miss|overlook|doubt|accident|inadvert|without|neglect|mis|ignoran|surpris|than|poor|little|barely|new",
        r"упу|пропу|ошиб|случайн|сомне|не ожид|плох|мало|слаб",
    ),
    (r"[没未](?:有)?(?:收|到|送|上网|签收|揽收|发|付|完|处理|回|结|清|缴)", r"miss|await|yet to|los|pending|outstanding|still|remain|open", r"отсутств|потер|ожид|осталь|до сих"),
    (
        r"[没未](?:有)?(?:写|标|注|填|贴|附|带|盖|配|有|任何|缝|开|装|做|设|安排|人|修|签|印)|没有|无",
        r"miss|omit|omission|lack|absen|without|blank|empty|eliminat|free|void|fail|stop|rather|zero|otherwise|failing|out of|clean|broke|idle|need",
        r"без|отсутств|пропу|нет|недоста|лиш|забы|вне|обход|пуст|иначе|исключ|прекра|чист|слома",
    ),
    (r"不(?:营业|开|上班|工作|动)", r"closed|off|shut|down|stop|idle", r"закры|отключ|останов|приостан|выходн|простаив"),
    (
        r"[不没](?:太|够|有)?[^，。]{0,2}(?:好(?!处|评)|佳|良|畅|高|强|稳|严|力|到位|上心|重视|妥|当|细|牢|紧)|没(?:有)?(?:做|跟|管|控|落实|执行|处理|想|认真|仔细)",
        r"poor|weak|inadequa|fail|fault|insuff|broke|down|bad|oversight|neglect|imped|below|loose|careless|improper|low|slow",
        r"плох|слаб|недоста|упу|ухудш|низк|медл",
    ),
    (r"不对|不当|不准|不实|不真|不良", r"wrong|incorrect|error|mis|improper|fals|defect|fake|bad|fabricat", r"неправ|ошиб|ложн|брак|не т"),
    (r"不(?:用|必|需|须)|无需|无须|免", r"without|free|exempt|waiv|optional", r"без|освобожд|по желанию"),
    (r"[没未](?:经|授权|批|检|验|公开|备案|剪)", r"without|quarantin", r"без"),
    (r"没(?:有)?(?:电|油|水|网|信号|货|墨|纸|钱)", r"out of|flat|dead|los|fail|down|offline", r"разряд|закон|потер|отключ|сел[аи]?\Z|слаб"),
    (r"不在", r"outside|off|away|beyond|out|absent|gone|left", r"вне|нераб|отсутств"),
    (r"不(?:遵|按|守|管|顾|理)", r"ignor|violat|breach|regardless|bypass|disregard|neglect|contra", r"наруш|игнор|вопреки|обход|независ"),
    (r"私自|擅自", r"without|un|secret|priv|own", r"без|само|тайн|не"),
)
"""What a negation may become without a negation: a pattern at the Chinese one, beginnings of the words there (strings of `negatives`)."""


_FIRST: tuple[str, str, str] = (
    r"没(?!(?:有|能)?(?:在|于))(?:有|能)?(?:来得及|赶上|到|等|[^，。；]{1,14}(?:之前|以前|前)(?!台))|未(?:到|及|[^，。；]{1,12}(?:之前|前)(?!台))|之前",
    r"before|early|earlier|premature|until|unless",
    r"до|раньше|прежде|преждевр|пока",
)
"""'Before' stands wherever the sentence likes."""


@lru_cache(maxsize=1)
def _implied() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(han), compiled(rf"(?:{en})|(?:{ru})")) for han, en, ru in _IMPLIED)


@lru_cache(maxsize=1)
def _first() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return compiled(_FIRST[0]), compiled(rf"(?:{_FIRST[1]})|(?:{_FIRST[2]})")


_IMPLIED_EN: tuple[tuple[str, str], ...] = (
    (r"\b(?:must|may|shall|can) ?(?:not|never)|\b(?:not|never|no) (?:\w+ ){0,2}(?:permit|allow|accept|be )", r"запре|недопу|исключ|невозмож|воспрещ"),
    (r"without\b.{0,20}(?:auth|permi|consent|approv)", r"самовольн|неавториз"),
    (r"\b(?:not|never|no longer)\b|n't", r"переста|прекра|отказ"),
    (r"\bnot\b.{0,44}(?:clear|precis|proper|accura|correct|legib)", r"нечет|неточ|неясн|неверн|неправ|неразб|плох"),
    (r"\bnot\b.{0,40}until|until", r"только|лишь"),
    (r"\b(?:no|without|not)\b", r"отсутств|лиш[её]н|невыполн|недоста|отключ"),
)
"""The same of English, by the beginnings of Russian words."""


@lru_cache(maxsize=1)
def _implied_en() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(en, re.IGNORECASE), compiled(ru)) for en, ru in _IMPLIED_EN)


def implies(strong: Item, weak: Item, side: Side) -> bool:
    """Whether a weak word says what a strong negation says: 没按时 and late, 不准 and запрещено."""
    if side.language == "en":
        here = side.text[max(0, strong.negative.start - 12) : strong.negative.end + 45]
        return any(a.search(here) and b.match(weak.negative.text) for a, b in _implied_en())
    if side.language != "zh":
        return False
    start = strong.negative.start
    here = side.text[max(0, start - 1) : strong.negative.end + 4]
    if _NO_MORE.match(side.text, start) and _STOPS.match(weak.negative.text):
        return True
    return any(a.search(here) and b.match(weak.negative.text) for a, b in _implied())


def comes_first(strong: Item, weak: Item, side: Side) -> bool:
    here, there = _first()
    start = strong.negative.start
    return bool(here.match(side.text, start) and there.match(weak.negative.text))


_NO_MORE = compiled(r"[不没未][^，。；]{1,14}了")


_STOPS = compiled(r"stop|ceas|discontin|прекра|переста")
