"""Words that negate, in three languages, as items that can be paired across languages.

Not the speech acts of `language.acts`: those ask what a sentence does. Here each negation is one item with its clause, so
that one lost among three is seen. Chinese words that only look negative (不仅, 无线, 是不是, 特别) are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appealdocs.expressions import compiled

Strength = Literal["strong", "weak", "faint"]
"""strong: not, never, no, без, 没有; weak: says no inside itself (fail, wrong, отсутствует, 拒, 缺) and may stand for a strong
one; faint: may stand for it in a set phrase alone (late for 没按时, only for 不…不)."""


@dataclass(frozen=True, slots=True)
class Negative:
    """`text[start:end]` negates; `clause` counts from 0."""

    start: int
    end: int
    text: str
    strength: Strength
    clause: int
    around: str = ""
    """The text with two characters before and after."""

    @property
    def before(self) -> str:
        return self.around[:1]

    @property
    def after(self) -> str:
        return self.around[1:]


_CLAUSE = {
    "zh": compiled(r"[，,；;：:。！!？?\n（）()“”\"]|(?:但是?|而且?|却|所以|因此|然后|结果|导致)(?=.)"),
    "en": compiled(
        r"[;:!?\n()“”\"—–]|,(?!\d{3})|\.(?!\d)|\b(?:but|although|though|while|whereas|because|since|so|which|that|when|and"
        r" then|who|if|until|unless)\b",
        re.IGNORECASE,
    ),
    "ru": compiled(
        r"[;:!?\n()«»—–]|,(?!\d)|\.(?!\d)|(?<![а-яё-])(?:но|а|хотя|однако|поскольку|поэтому|если|пока|когда|чтобы|что)(?![а-яё-])",
        re.IGNORECASE,
    ),
}


def clauses(text: str, language: str) -> list[int]:
    """For each character the number of its clause."""
    numbers: list[int] = []
    number = 0
    for match in _CLAUSE[language].finditer(text):
        numbers += [number] * (match.start() - len(numbers))
        number += 1
    return numbers + [number] * (len(text) - len(numbers))


# ---- Chinese ---------------------------------------------------------------------------------------------------------

_NONE_HAN = compiled(
    r"不仅|不但|不只|不止|不过(?![滤夜期检关审来去])|不断|不久|不论|不管|不少|不锈钢?|不如|不然|不好意思|不客气|不妨|不惜|不慎|不时|不外乎|差不多|"
    r"无论|要不是|要不|动不动|不知不觉|无线|无人机|无锡|无数|无疑|无偿|非常|非洲|非诉|非标|非得|非要|未来|未成年|无理(?!由)|不冤|一本不剩|一件不剩|一个不剩|没错(?=[，,。])|未婚|未必|未免|没关系|没问题|"
    r"对不起|了不起|不可抗力|不见得|没收(?![到货取件过])|没准|别人|别家|别的|别处|级别|类别|区别|分别|特别|性别|个别|识别|辨别|鉴别|差别|告别|"
    r"派别|国别|不日|不幸|无纺|除非|是非|不得已|不动产|不干胶|不等(?=[。，的]|$)|非说|非让|爱(.)不\1|(.)[不没]\2|有没有|是否|有无|能否|可否|"
    r"独一无二|不留情面|不折不扣|不遗余力|毫不(?=犹豫|客气|含糊)|不言而喻|不容置疑|不计成本|不定期|不由得|不停|宁[^，。]{1,3}[勿不]要?[^，。]{1,2}|不同(?![意步])|不一(?![致样])|无效|不变|不粘|不良(?!影响|后果)|不锈|不倒翁|无非|不一而足|无人仓|无菌|不限于|不了了之|毫不犹豫|一丝不苟|不知道?(?=是|为|怎)|不得超过|不得少于|不得低于|不得晚于|"
    r"不得迟于|不得高于|不超过|不低于|不高于|不少于|不多于|不晚于|不迟于|不早于|不大于|不小于|不到(?=\s?[\d一二两三四五六七八九十百半几])|不足(?=\s?[\d一二三四五六七八九十百])|拖着不"
)
_DOUBLE_HAN = compiled(
    r"不得不|不可能不|不会没|不可能没|没少(?![了件发])|不难(?=[^，。]{0,3}[^题])|不能不|不可不|不会不|不是不|不是没有|不是没|没有不|无不|未尝不|并非没有|并非不|不可避免|非[^，。]{1,6}不可|没有一[个单件票位次家天]?不|没有一[天次刻][^，。]{0,2}[断停漏]|没断过|莫不|迟迟[不未没]"
)
_STRONG_HAN = compiled(
    r"而非|严禁|禁止|从未|从不|从没有?|绝不|决不|绝无|绝非|并非|并不是?|并未|并没有?|均未|均无|尚未|还未|未能|未曾|未经|毫无|没有|不存在|没|未|不|无|勿|毋|"
    r"别(?=再|把|让|给|说|发|走|用|急|忘|往)|非(?=[^，。]{0,3}(?:本|我|官|正|原|人为|故意|授权|买家|卖家|平台|质量|恶意|销售))"
)
_WEAK_HAN = compiled(
    r"没问题|没事|私自|擅自|瘫痪|莫名其妙|无缘无故|无故|无效|缺|漏|少(?=了|件|发|一|两|\d|给|装|写|寄|传|算|印|贴|放|拿|带|配|填|标|送)|拒|(?<![门])禁|杜绝|避免|防止|以免|免(?![费税])|停|断|失败|失效|过期|忘|空(?=包|箱|盒|白|着)|丢|"
    r"(?<![删清解排开去移拆消扣根])除(?!湿|尘|了)|才|只|仅|否则|难|错|误|差(?![评])|晚|迟|(?<![休放请病长])假(?![期日模])|取消|作废|拉黑|绕过|跳过|省|懵|等(?=到)|之前|脱节|欠|(?<!违)反(?=了|着)|完好|消失|"
    r"掉线|宕|坏|冻|(?<![\d几一二三两每这第])封(?!箱|样|面)|下架|最多|至少|以内|低于|少于|哑|白(?=跑|费|等)|落下|(?<!没)(?<!没有)(?<!未)来得及|直到|隐瞒|冲突|撤|删|淘汰|报废|再(?=[^，。]{0,8}[才就])|"
    r"不变|终止|中止|解除|拦|卡住|堵住|到期|突然|忽然|意外|不同(?!意)|不一(?![致样])|避开|避免|绕|没了|偷|乱|懒|躲|逃|违|隔|剔|排除|豁免|免除"
)


_RELATED_HAN = compiled(r"[跟和与同对][^，。；]{1,12}没关系\Z")
"""跟我们没关系: nothing to do with us; 没关系 alone: never mind."""
_NOUNS_HAN = compiled(r"拒付|难免|不免|免不了|缺陷|错别字|丢失率|停车|停电通知|断码|差评|误差|晚上|晚班|迟早|空调|空运|航空|漏斗|假期|假日|休假|放假|防伪|防疫|防护|免费|免税|死角|截止")
"""Words in which a negative character negates nothing."""


BEFORE = "没…之前"
"""人没到位之前: before he is there. The negation says nothing."""
_EXPLETIVE_HAN = compiled(r"(?:没有|没(?!有)|未)(?![在于按能经做])[^，。；\d]{1,9}(?:之前(?!的|承诺|说|约|那|通知|发)|以前(?!的)|(?<!提)前(?=[，,不我先就均都也]))")


def _han(text: str) -> list[Negative]:
    numbers = clauses(text, "zh")
    hidden = [m.span() for m in (*_NONE_HAN.finditer(text), *_DOUBLE_HAN.finditer(text)) if not _RELATED_HAN.search(text[: m.end()])]
    found: list[Negative] = []
    for match in _STRONG_HAN.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in hidden):
            around = text[max(0, match.start() - 1) : match.end() + 2] if match.start() else " " + text[: match.end() + 2]
            strength: Strength = "faint" if _EXPLETIVE_HAN.match(text, match.start()) else "strong"
            found.append(Negative(match.start(), match.end(), match[0] if strength == "strong" else BEFORE, strength, numbers[match.start()], around))
    nouns = [m.span() for m in _NOUNS_HAN.finditer(text)]
    for match in _WEAK_HAN.finditer(text):
        if any(a <= match.start() < b for a, b in nouns) or any(a < match.start() < b for a, b in hidden):
            continue  # 低于 of 不低于, 断 of 不断
        if not any(n.start < match.end() and match.start() < n.end for n in found):
            faint: Strength = "faint" if match[0] in _FAINT_HAN else "weak"
            found.append(Negative(match.start(), match.end(), match[0], faint, numbers[match.start()]))
    for match in _DOUBLE_HAN.finditer(text):
        found.append(Negative(match.start(), match.end(), match[0], "weak", numbers[match.start()]))
    return sorted(found, key=lambda n: n.start)


# ---- English ---------------------------------------------------------------------------------------------------------

_STRONG_EN = compiled(
    r"\b(?:cannot|can't|won't|(?:not|never|none|nobody|nothing|neither|nowhere|without)\b|no one\b|no(?=\s+[\"“«]?[A-Za-z])(?!\s+(?:later|"
    r"earlier|more than|less than|fewer than|sooner|doubt|matter)\b)|nor\b)|(?<=[a-z])n['’]t\b",
    re.IGNORECASE,
)
_NONE_EN = compiled(
    r"\bnot only have\b|(?<!did )(?<!has )(?<!have )(?<!had )\bnot (?:be )?exceed\w*|\bnot (?:only|just|merely|least|later than|more than|less than|fewer than|earlier than|exceeding)\b|\b(?:cannot|not) (?:help )?but\b|"
    r"\bno (?:choice|option|alternative) but\b|\bwhether or not\b|\bif not\b",
    re.IGNORECASE,
)
_WEAK_EN = compiled(
    r"\b(?:f[ae]ll(?:s|ing)? short|fail\w*|unable|lack\w*|absen\w+|miss(?:ing|es|ed)?|refus\w+|reject\w*|declin\w+|den(?:y|ied|ies|ying|ial)|omit\w*|omissions?|"
    r"avoid\w*|prevent\w*|stop\w*|ceas\w+|forg[eo]t\w*|overlook\w*|neglect\w*|instead|rather|unless|until|only|hardly|barely|before|late|"
    r"wrong\w*|mistak\w+|error\w*|incorrect\w*|short\w*|too|less|few(?:er)?|little|empty|free|away|block\w*|prohibit\w*|forb[aio]\w+|ban(?:ned|s)?|barred|"
    r"invalid|void|off|gone|los[et]\w*|yet to|otherwise|except|inaccura\w+|incomplete|illegib\w+|unread\w*|blur\w+|poor\w*|weak\w*|"
    r"inadequa\w+|insufficien\w+|inconsist\w+|discrepan\w+|differ\w*|mismatch\w*|mis-?\w{4,}|non-?\w{4,}|un\w{4,}|dis(?:connect|agree|satisf|continu|regard)\w*|"
    r"irrelevan\w+|impossib\w+|improper\w*|withdraw\w*|withh\w+|exclu\w+|remov\w+|cancel\w*|closed|blank|delay\w*|overdue|expir\w+|broken?|"
    r"reluct\w+|withdrew|vanish\w*|never-\w+|discard\w*|scrap\w*|quarantin\w*|default|careless\w*|intact|eliminat\w+|negligen\w*|oversight|bypass\w*|"
    r"skip\w*|disput\w*|nil|zero|down|alike|doubt|exempt\w*|waiv\w*|spare|alone|idle|"
    r"idl\w+|vacant|lapse\w*|neutral|accident\w*|inadvertent\w*|fault\w*|pending|outstanding|below|under|inauthentic\w*|ineffective\w*|inactive|"
    r"ineligib\w+|inconspic\w+|inabilit\w+|invisib\w+|inappropriat\w+|infeasib\w+|insecur\w+|imped\w+|dissip\w+|still|await\w*|behind|more|swap\w*|mixed|mix-up\w*|confus\w+|chang\w+ (?:their|his|her|one's) minds?|various|separat\w+|vague\w*|other than|than (?:we |they |he |she )?(?:had )?expected|surpris\w+|clean|remain\w*|left|rest|loose\w*|low|slow\w*|bad(?:ly)?|partial\w*|rough\w*|half|ignor\w+|violat\w+|breach\w*|regardless|bypass\w*|disregard\w*|abolish\w*|abandon\w*|replac\w+|keep|kept|stuck|premature\w*|earl(?:y|ier)|optional|terminat\w+|end(?:ed|s)?|need(?:s|ed)?|out of \w+|conflict\w*|contradict\w*|idle|dropp\w+|decid\w+|ignoran\w+|fabricat\w+|behind|open|beyond|irrespons\w+|illegal\w*|incompat\w+|outside)\b",
    re.IGNORECASE,
)
_FAINT_EN = frozenset(
    "before late latest less few fewer little free away out off down too only until unless instead rather alone alike doubt barely short"
    " shortly shortage otherwise except gone closed cancel cancelled cancellation cancellations removed remove removal removing delay delays delayed"
    " overdue expired expire expires expiry default differ differs different differed difference differences intact spare oversight vague clean remain remaining remained remains left rest loose loosely low slow slowly bad badly partial partially rough roughly half keep kept early earlier optional end ended ends need needs needed decided decide replaced replace replaces replacing violate violates violated violation violations breach breaches terminated terminate conflict conflicts premature surprised surprise open behind beyond more various separate separately separated poor poorly accidentally accident inadvertently fault faults faulty"
    " pending outstanding below under still await awaiting awaited awaits behind impede impeded impedes exempt waive waived waives discard discarded"
    " stop stops stopped neutral dispute disputes disputed disputing block blocked discrepancy withdrawn error errors mistake mistakes mistaken".split()
)
_FAINT_RU = compiled(
    r"лишь|только|(?:пока|до|ранее|раньше|позже|менее|меньше|мало)(?![а-яё])|поздн|опозда|просроч|слаб|плох|друг|ин(?:ой|ого|ая|ые)|разн|отлич|отмен|снят|удал|закры|"
    r"задерж|истек|истёк|цел(?:ый|ая|ое|ые|ым|ой)|лишн|свободн|остан|приостан|сложн|против|вне|кроме|вместо|иначе|ошиб|предупрежд|расхожд|ожида|осталь|различ|слишком|остат|низк|медл|част|половин|наруш|независ|чист|удерж"
)
_FAINT_HAN = frozenset("才 只 仅 之前 再 最多 至少 以内 低于 少于 完好 来得及 直到 差 晚 迟 难 乱 懒 等".split())
_NOT_WEAK_EN = frozenset(
    ["unit", "units", "under", "until", "unload", "unloaded", "unloading", "unpack", "unpacked", "unpacking", "unbox", "unboxing", "unboxed", "union", "unique", "uniform", "uniforms", "unified", "university", "universal", "unlock", "unlocked", "undertake", "undertook", "undertaken", "undertaking", "underwent", "uncover", "understand", "mission", "missions", "missionary", "none", "nonetheless", "united", "unity", "units", "undergo", "undergoes", "undergone", "underlying", "understood", "understanding"]
)

# ---- Russian ---------------------------------------------------------------------------------------------------------

_STRONG_RU = compiled(
    r"(?<![а-яё-])(?:не|нет|нельзя|нечего|нечем|некому|некогда|без|безо|никто|никого|никому|никем|ничто|ничего|ничему|никак\w*|никогда|нигде|никуда|"
    r"ничей|ничья|ни)(?![а-яё-])",
    re.IGNORECASE,
)
_NONE_RU = compiled(
    r"(?<![а-яё-])(?:не (?:только|просто|лишь|менее|более|позднее|позже|ранее|раньше|реже|чаще|ниже|выше(?!л)|свыше|меньше|больше|хуже|столько|"
    r"превы\w+|долж\w+ превы\w+|раз(?![а-яё])|[а-яё]+ ли(?![а-яё]))|нельзя не|не (?:мог\w*|могли) не|не без|едва ли не|нельзя ли|не мог(?:ли|ла|ло)? бы|не прошло и|не долж\w+ быть (?:выше|ниже|более|менее)|чуть не|как бы то ни было|во что бы то ни стало|тем не менее|(?:как|что|кто|где|куда|скольк|каков|чем|чего)[а-яё]* (?:[а-яё]+ )?бы (?:[а-яё]+ )?ни)",
    re.IGNORECASE,
)
_CONCORD_RU = frozenset(["никто", "никого", "никому", "никем", "ничто", "ничего", "ничему", "никогда", "нигде", "никуда", "ничей", "ничья", "ни"])
_WEAK_RU = compiled(
    r"(?<![а-яё])(?:отсутств\w+|отказ\w*|невозможн\w+|неверн\w+|неправ\w*|непол\w+|несоответств\w+|недействит\w+|лиши\w+|лишь|только|забы\w+|"
    r"пропу[сщ]\w+|избе[гж]\w+|предотвра\w+|переста\w+|прекра\w+|исключ(?!ени[йея](?![а-я]))\w+|кроме|вместо|иначе|(?:пока|до|ранее|раньше|позже|менее|меньше|мало)(?![а-яё])|опозда\w+|просроч\w+|поздн\w+|"
    r"ошиб\w+|недоста\w+|нехватк\w+|пуст\w+|запре[щт]\w+|воспрещ\w+|недопу\w+|блокир\w+|заблокир\w+|потер\w+|утер\w+|утрат\w+|"
    r"пропа[лдв]\w*|исчез\w+|нечет\w+|неразбор\w+|нечита\w+|размыт\w+|плох\w*|слаб\w+|бракован\w+|расхожд\w+|отлич\w+|разн\w+|друг\w+|ин(?:ой|ого|ая|ые)|"
    r"отклон\w+|отверг\w+|отрица\w+|опроверг\w+|отмен\w+|снят\w*|изъя\w+|удал[её]н\w*|закры\w+|приостан\w+|останов\w+|останав\w+|отключ\w+|задерж\w+|истек\w*|истёк\w*|слома\w+|сбо[йея]\w*|"
    r"наугад|самовольн\w*|тайно|упу[сщ]\w+|ожида\w+|осталь\w+|перепут\w+|спута\w+|спутыв\w+|передума\w+|различ\w+|неточн\w+|слишком|остат\w+|низк\w+|ухудш\w+|разряд\w+|закончил\w+|сел[аи]?(?![а-яё])|медл\w+|част\w+|половин\w+|срыва\w+|затян\w+|наруш\w+|игнор\w+|независ\w+|чист\w*|застр(?!ах)\w+|простаив\w+|брак\w*|сомне\w+|отказ\w*|удерж\w+|преждевр\w+|расплывч\w+|вопреки|обход|сложн\w+|трудно\w*|затрудн\w+|предупрежд\w+|вне(?![а-яё])|лишн\w+|свободн\w+|ложн\w+|неиспр\w+|неизвест\w+|против|цел(?:ый|ая|ое|ые|ым|ой|ыми|ых|ого)(?![а-я])|холост\w+|"
    r"не(?!дел|дав|ожидан|погод|приятн|замет|запн|прост|приемл|гатив|ржав|кролог|фтян|йтр|рв|обход|котор|сколь|кто|кий|посред|заслуж|медл|смотр|зависим|фт|рвн|которы|прерыв|мног|большо|плох|редк|льзя|т\b|значит|фте|зав|обх)[а-яё]{4,})",
    re.IGNORECASE,
)


def _lettered(text: str, language: str) -> list[Negative]:
    text = text.replace("ё", "е").replace("Ё", "Е").replace("\u00a0", " ")
    numbers = clauses(text, language)
    strong, none, weak = (_STRONG_EN, _NONE_EN, _WEAK_EN) if language == "en" else (_STRONG_RU, _NONE_RU, _WEAK_RU)
    hidden = [m.span() for m in none.finditer(text)]
    found: list[Negative] = []
    absorbed: set[int] = set()
    for match in strong.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in hidden):
            continue
        if language == "ru" and (host := _concord(text, match, found, numbers)) is not None:
            again = host in absorbed and match[0].lower() in ("не", "нет")
            if match[0].lower() in ("не", "нет"):
                absorbed.add(host)
            if not again:
                continue  # никогда не нанимали; a second не is one of its own: и не раздавали
        if match[0].lower() == "nor" and (any(a < match.start() for a, _ in hidden) or (found and match.start() - found[-1].end < 90 and found[-1].text in ("neither", "nor"))):
            continue
        found.append(_strong(text, match, language, numbers))
    for match in weak.finditer(text):
        word = match[0].lower()
        if language == "en" and word in _NOT_WEAK_EN:
            continue
        if word.startswith(("fall", "fell")):
            word = "short of"
        if not any(n.start < match.end() and match.start() < n.end for n in found):
            faint = word in _FAINT_EN if language == "en" else _FAINT_RU.match(word) is not None
            found.append(Negative(match.start(), match.end(), word, "faint" if faint else "weak", numbers[match.start()]))
    found += [Negative(a, b, text[a:b].lower(), "faint", numbers[a]) for a, b in hidden]
    return sorted(found, key=lambda n: n.start)


_NEXT_RU = compiled(r"[ \u00a0]([а-яё]+(?:[ \u00a0](?:том|той|тем|ту|тот|те|того|адресу))?)", re.IGNORECASE)
_WRONG_RU = compiled(r"не (?:(?:в|на|к|по|с|из|за|о) )?(?:тот|та|то|те|того|той|тем|тех|том|ту|туда|там|адресу)\Z")
UNTIL_NOT = "пока не"
"""..., пока кто-либо не ответит: until somebody answers. The negation says nothing."""
_UNTIL_RU = compiled(r"(?:[,(]\s*|до тех пор,? )(?:а )?пока(?![а-яё])(?! что| ещ)(?:(?!(?<![а-яё])(?:не|никто|нет)(?![а-яё]))[^.;:!?])*\Z", re.IGNORECASE)
_UNTIL = compiled(r"[^.;]{1,60}\buntil\b")


def _strong(text: str, match: re.Match[str], language: str, numbers: list[int]) -> Negative:
    """не with the word after it, since 'не хватает', 'не тот', 'не работал' say what Chinese says without a negation."""
    word = match[0].lower()
    strength: Strength = "strong"
    if word == "не" and (following := _NEXT_RU.match(text, match.end())):
        word = f"не {following[1].lower()}"
        if _WRONG_RU.match(word):
            strength = "weak"
    if word.startswith("не ") and _UNTIL_RU.search(text[max(0, match.start() - 70) : match.start()]):
        word, strength = UNTIL_NOT, "faint"
    if word == "not" and _UNTIL.match(text, match.end()):
        word = "not until"
    return Negative(match.start(), match.end(), word, strength, numbers[match.start()])


_FAR_RU = frozenset(["ни", "никаких", "никакого", "никакой", "никакие", "никакую"])
"""Никаких связей по капиталу, финансам между нами нет: the negation may stand far behind."""


def _concord(text: str, match: re.Match[str], found: list[Negative], numbers: list[int]) -> int | None:
    """никто не, ни одного нет: one negation. The place of the one it belongs to."""
    word = match[0].lower()
    for other in reversed(found):
        if match.start() - other.end > 90:
            return None
        far = other.text in _FAR_RU and not re.search(r"[.;:!?]", text[other.end : match.start()])
        near = other.clause == numbers[match.start()] or word == "ни" or far
        if word in ("без", "безо"):
            continue
        if near and (word in _CONCORD_RU or word.startswith("никак") or other.text in _CONCORD_RU or other.text.startswith("никак")):
            return other.start
    return None


@lru_cache(maxsize=4096)
def negatives(text: str, language: str) -> tuple[Negative, ...]:
    """Negations of a text in `language` (zh, en, ru), in order."""
    return tuple(_han(text) if language == "zh" else _lettered(text, language))
