"""Speech acts and modality: an admission that the source does not make, a denial or duty that is gone, a promise that grew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.language.acts import Act, acts
from appealdocs.model.letter import Flag
from appealdocs.translate.flags.catalogue import flag
from appealdocs.translate.flags.pair import Pair
from appealdocs.translate.flags.polarity import changes

_MUST = {
    "zh": compiled(r"必须|务必|都要(?!求|是|么)|均[须需]|要由|要先|要经|一定要|不得不|应当|须(?!知)|强制|一律(?:要|须|得)"),
    "en": compiled(r"\b(?:must|shall|required?|requires|obliged|obligat\w+|mandatory|compulsory|ha(?:ve|s|d) to|needs? to|should|ought)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:долж\w+|обяз\w+|необходимо|следует|нужно|надлежит|требу\w+|надо)(?![а-яё])", re.IGNORECASE),
}
_MAY = {
    "zh": compiled(r"可以|可(?=[^，。能靠见惜疑]{0,2}(?:自行|选择|申请|酌情|由))|允许|许可|准许|(?<![才只])能|可能|或许|自愿|酌情|得以"),
    "en": compiled(r"\b(?:may|might|can|could|allowed|permitted|optional(?:ly)?|voluntar\w+|free to|possible|able)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:мо(?:жет|гут|жно|жем|гла|гли|гло|г)|вправе|разреш[её]н[оаы]?|разреша[ею]т\w*|разрешаем|допускает\w*|допустимо|позволя[ею]т\w*|добровол\w+|по желанию|при желании|возможно)(?![а-яё])", re.IGNORECASE),
}
_PLEDGE = {
    "zh": compiled(r"承诺(?!书|函)|保证(?!金|书|期)|担保|确保|发誓|一定|绝不|决不|务必|约定|必定|肯定|绝对"),
    "en": compiled(r"\b(?:guarantee[ds]?|pledge[ds]?|vow(?:ed|s)?|swear|promise[ds]?|undertakes?|undertook|commit(?:s|ted)?|assure[ds]?|ensure[ds]?|never|always|certainly)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:гарантир\w+|обязу\w+|обеща\w+|кляне\w+|заверя\w+|обеспеч\w+|никогда|всегда|непременно)(?![а-яё])", re.IGNORECASE),
}
_STRONG_PLEDGE = {
    "en": compiled(r"\b(?:we|company|store|i) (?:hereby |fully |absolutely )?(?:guarantee|pledge|vow|swear|promise)\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:гарантируем|клянемся|клянёмся|обещаем|ручаемся)(?![а-яё])", re.IGNORECASE),
    "zh": compiled(r"我们?(?:保证|担保|发誓)"),
}
_BAN = {
    "zh": compiled(r"不得|不准|不许|无权|不应|禁止|严禁|不允许|不可|勿|不能|杜绝"),
    "en": compiled(r"\b(?:must not|may not|shall not|cannot|can ?not|not (?:allowed|permitted|be)|prohibit\w*|forb\w+|ban(?:ned|s)?|barred|never|no)\b|n['’]t", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:не|нельзя|запре\w+|недопуст\w+|воспрещ\w+)(?![а-яё])", re.IGNORECASE),
}


def check(pair: Pair) -> Iterator[Flag]:
    """Acts of the one side that the other does not do."""
    yield from _duties(pair)
    yield from _excused(pair)
    ours = _acts(pair.plain_source, pair.source_language)
    if not ours.keys() & _ASKED and not _HINTS[pair.target_language].search(pair.plain_target):
        return  # to look for the acts of a target costs more than all else
    theirs = _acts(pair.plain_target, pair.target_language)
    yield from _guilt(pair, ours, theirs)
    yield from _promises(pair, ours, theirs)
    if "request" in ours and "request" not in theirs and _ASKS.match(pair.source) and "?" not in pair.target:
        yield flag("speech-act-request-lost", "the source asks for something, the target does not", "原文提出请求，译文没有")


_ASKED = frozenset({"admit", "deny", "request", "promise"})
_HINTS = {
    "en": compiled(r"admit|acknowledg|confess|conced|fault|mistake|blame|guilt|error|fail|oversight|neglig|respons|violat|breach|infring|wrong|liab|accept|apolog|regret|sorry|our own|our part|"
                     r"guarant|pledg|vow|swear|promise|forg|falsif|manipul|misl|deceiv|brush|fraud|fake|counterf|replica|imitat|authori|licen|permission|consent|certificat|careless|omission", re.IGNORECASE),
    "ru": compiled(r"призна|вин[аоеуы]|ошиб|ответств|наруш|упущ|недосм|небреж|халат|недораб|извин|сожал|допусти|неправ|раска|гарант|клян|обеща|руча|поддел|фальсиф|обман|накруч|накрут|заблужд|контраф|копи|разреш|лиценз|соглас|авториз|сертиф|просч|промах|невнимат|сознае|кае|неосторож", re.IGNORECASE),
    "zh": compiled("."),
}  # fmt: skip
"""Words without which a target neither admits nor promises."""
_ASKS = compiled(r"\s*(?:请(?!问|假|教)|恳请|敬请|烦请|特此?申请|我们?(?:恳请|请求|申请)|望|please\b|we (?:ask|request)|просим|прошу)", re.IGNORECASE)
"""A request to the reader opens the sentence; asked of somebody else it is a report."""


def _acts(text: str, language: str) -> dict[str, Act]:
    found: dict[str, Act] = {}
    for act in acts(text, language):
        if not act.weak:
            found.setdefault(act.kind, act)
    return found


_OWNS = compiled(
    r"(?:我司|我方|我们|我店|本店|本公司|公司|店铺|自己|自身|内部)[^，。；]{0,10}(?:疏漏|疏忽|失误|错误|过错|责任|问题|理亏|不足|不到位|不当|有错|原因|漏洞)|负责到底|[未没](?:有)?尽到?[^，。；]{0,6}(?:义务|责任)|我们认(?=[，。])|"
    r"承担[^，。]{0,6}责任|后果负责|认错|理亏|承认|\b(?:our|we)\b[^.;]{0,40}\b(?:fault|mistake|error|oversight|negligence|responsib\w+|fail\w*)|"
    r"наш\w*[^.;]{0,30}(?:ошибк|упущен|вин|недосмотр|недоработ)",
    re.IGNORECASE,
)
"""What a source may say that another language calls its own fault outright."""
_MISTAKE = compiled(r"错|误|疏|漏|责任|过失|检讨|不足|没.{0,4}到位|忘|失职|wrong|mistake|error|ошиб|упу")
_CONFESSION = compiled(r"admit|acknowledg|confess|guilt|violat|breach|infring|призна|вин[аоеуы]|наруш|counterfeit|контрафакт|поддел", re.IGNORECASE)


def _guilt(pair: Pair, ours: dict[str, Act], theirs: dict[str, Act]) -> Iterator[Flag]:
    if "admit" in theirs and "admit" not in ours and not _OWNS.search(pair.source):
        said = theirs["admit"].text
        if not _MISTAKE.search(pair.source) or _CONFESSION.search(said):  # 发错了 may well be told as our mistake
            yield flag("speech-act-admission-added", f"the target admits what the source does not: {said}", f"译文出现原文没有的承认：{said}")
    elif "admit" in ours and "admit" not in theirs:
        yield flag("speech-act-admission-lost", f"the source admits ({ours['admit'].text}), the target does not", f"原文有承认（{ours['admit'].text}），译文没有")
    if "deny" in ours and "deny" not in theirs and _negation_gone(pair):
        yield flag("speech-act-denial-lost", f"the source denies ({ours['deny'].text}), the target does not", f"原文有否认（{ours['deny'].text}），译文没有")


def _excused(pair: Pair) -> Iterator[Flag]:
    """Our own fault told as somebody else's, as none, or as hearsay."""
    if pair.source_language == "zh" and (hedge := _HEDGES.get(pair.target_language)) and (found := hedge.search(pair.plain_target)) and not _REPORTED.search(pair.source):
        yield flag("speech-act-blame-shifted", f"the source states what the target only reports: {found[0]}", f"原文直接陈述，译文变成转述：{found[0]}")
    if pair.source_language == "zh" and _GUILTY.search(pair.source) and (clear := _CLEARED.get(pair.target_language)) and (found := clear.search(pair.plain_target)):
        yield flag("speech-act-blame-shifted", f"the source takes the blame, the target does not: {found[0]}", f"原文承认责任，译文否认：{found[0]}")
    if pair.source_language == "zh" and (shifted := _BLAMES.get(pair.target_language)) and (found := shifted.search(pair.plain_target)) and _OURS.search(pair.source):
        yield flag("speech-act-blame-shifted", f"our own fault became '{found[0]}'", f"我方过错变成“{found[0]}”")


_HEDGES = {
    "en": compiled(r"\balleged(?:ly)?\b|\bsupposedly\b|\breportedly\b|\bit is (?:said|claimed) that\b|\bpurported(?:ly)?\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:якобы|будто бы|мол|дескать|предположительно)(?![а-яё])", re.IGNORECASE),
}  # fmt: skip
_REPORTED = compiled(r"[说称讲告]|据|所谓|怀疑|疑|嫌|反映|投诉|举报|指[控责出称]|自称|认为|以为|听|传|谣|觉得|被[判指控认]|主张|抱怨|通知|报|假装|谎|来电|留言|评|理由")
_GUILTY = compiled(r"(?:我们|我方|我司|自己|线|组|部|员工|同事|人)的(?:过?错|责任|失误|问题|疏忽)(?!吗|不|而非)|责任[^，。；]{0,3}[在归由](?:我|自|本)|我们认(?=[，。；])|(?:处罚|罚款|扣款)我们认|认罚|没有异议|无异议|怪我们|理亏")
_CLEARED = {
    "en": compiled(r"\bnot to blame\b|\bnot (?:our|their|his|her) (?:fault|mistake|responsibility)\b|\b(?:we|i) (?:dispute|contest|reject|do not accept|deny)\b|\bblameless\b|\bin the right\b", re.IGNORECASE),
    "ru": compiled(r"не винова\w+|не по (?:нашей )?вине|нашей вины (?:в этом )?нет|мы (?:не призна\w+|оспарива\w+|не соглас\w+|отрица\w+)|не несём ответственн", re.IGNORECASE),
}  # fmt: skip
_OURS = compiled(r"(?:我方|我司|我们|我店|本店|自己|自身|内部)(?:自己|自身|内部|员工|仓库|工作|操作)?的?(?:疏忽|失误|过错|过失|责任|原因|错误|大意|问题)|(?:责任|错|问题)[^，。；]{0,4}[在是](?:我们|我方|我司|自己)|理亏")
_BLAMES = {
    "en": compiled(r"\b(?:courier|carrier|buyer|customer|platform|supplier|factory|forwarder)['’]s? (?:own )?(?:carelessness|fault|mistake|error|negligence|oversight|responsibility)|fault (?:lies|lay|is|was) with the \w+|(?<!not )\bin the right\b", re.IGNORECASE),
    "ru": compiled(r"(?:по|из-за) (?:вин[еы]|ошибк[еи]|небрежност[ьи]|невнимательност[ьи]|недосмотру|упущени[юя]) (?:курьер|перевозчик|покупател|клиент|площадк|поставщик|фабрик|экспедитор)\w*|вин[аы] (?:лежит на |целиком на )?(?:курьер|перевозчик|покупател|площадк|поставщик)\w*|виноват\w* (?:курьер|перевозчик|покупател|площадк|поставщик|фабрик|экспедитор)\w*|(?<!не )(?<!не)(?<![а-яё])правы(?![а-яё])", re.IGNORECASE),
}  # fmt: skip


def _negation_gone(pair: Pair) -> bool:
    """A denial lives by its negation: as long as that stands, it was only said in other words."""
    found = changes(pair.plain_source, pair.plain_target, pair.source_language, pair.target_language)
    return any(change.kind == "lost" and change.serious for change in found)


def _duties(pair: Pair) -> Iterator[Flag]:
    """must that became may, and may that became must. Mood that is merely left out ('we check' for 必须检查) is good style."""
    source, target = pair.source, pair.target
    here, there = pair.source_language, pair.target_language
    must, may = _MUST[here].search(source), _MAY[here].search(source)
    duty, leave = _MUST[there].search(target), _MAY[there].search(target)
    banned, ban = _BAN[here].search(source), _BAN[there].search(target)
    only = "才能" in source and _ONLY[there].search(target) is not None
    if must and not may and not banned and not only and leave and not duty and not ban:
        yield flag("speech-act-duty-weakened", f"{must[0]} became '{leave[0]}'", f"“{must[0]}”变成“{leave[0]}”")
    elif banned and _NO_DUTY[there].search(target) and not _FREED[here].search(source):
        freed = _NO_DUTY[there].search(target)
        yield flag("speech-act-duty-weakened", f"{banned[0]} became '{freed[0] if freed else ''}'", f"“{banned[0]}”变成“{freed[0] if freed else ''}”")
    elif must and not banned and not _FREED[here].search(source) and (freed := _NO_DUTY[there].search(target)):
        yield flag("speech-act-duty-weakened", f"{must[0]} became '{freed[0]}'", f"“{must[0]}”变成“{freed[0]}”")
    elif may and not must and not banned and duty and not leave and not ban and not _WANTS[here].search(source):
        yield flag("speech-act-duty-strengthened", f"{may[0]} became '{duty[0]}'", f"“{may[0]}”变成“{duty[0]}”")


_ONLY = {
    "zh": compiled("只有|才"), "en": compiled(r"\b(?:only|unless|until|once|not)\b", re.IGNORECASE), "ru": compiled(r"только|лишь|не ранее|не раньше|пока", re.IGNORECASE),
}  # fmt: skip
"""'May be listed only with proof' says 必须有证明才能."""
_NO_DUTY = {
    "zh": compiled(r"不必|不需要?|无需|无须|不用|可以不"),
    "en": compiled(r"\b(?:(?:do|does|did|need)(?: not|n['’]t) (?:have|need) to|need not|(?:is|are|was|were)(?: not|n['’]t) (?:obliged|required|bound|compelled)|not (?:necessary|mandatory|compulsory)|(?:no ?one|nobody|none|no [a-z]+(?: [a-z]+){0,6}) (?:has|have|needs?) to|without being (?:obliged|required)|not (?:necessarily|recommended|advis\w+))\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])не (?:обяз\w+|требу\w+|нужно|надо|необходимо|должн\w+ обязательно)(?![а-яё])|необязательн\w+|не рекоменд\w+|нежелательн\w+", re.IGNORECASE),
}
_FREED = {
    "zh": compiled(r"不必|不需|无需|无须|不用|不一定|不强制|可以不|没必要|免"), "en": compiled(r"need not|not (?:have|need|required|obliged|necessary)|n['’]t (?:have|need)", re.IGNORECASE),
    "ru": compiled(r"не (?:обяз|требу|нужн|надо|необход)|необязат"),
}  # fmt: skip
"""'No duty' is no ban: 不得 told as 'do not have to'."""
_WANTS = {
    "zh": compiled(r"(?<![重主需])要(?!求)|需(?!求)|应(?!用)|只能|才能|请|规定|责任|不可能|功能|性能|能力|可能|能源|智能|能看|能量"), "en": compiled(r"\bonly\b|\bplease\b", re.IGNORECASE),
    "ru": compiled(r"только|прос(?:им|ьба)|нужн"),
}  # fmt: skip


def _promises(pair: Pair, ours: dict[str, Act], theirs: dict[str, Act]) -> Iterator[Flag]:
    """A pledge that the source does not give; 'will' and a plan are none."""
    strong = _STRONG_PLEDGE[pair.target_language].search(pair.target)
    if strong and not _PLEDGE[pair.source_language].search(pair.source) and "promise" not in ours:
        yield flag("speech-act-promise-added", f"the target promises more than the source: {strong[0]}", f"译文承诺超出原文：{strong[0]}")
    mine = _STRONG_PLEDGE[pair.source_language].search(pair.source)
    if mine and not _PLEDGE[pair.target_language].search(pair.target) and "promise" not in theirs:
        yield flag("speech-act-promise-weakened", f"the promise is gone: {mine[0]}", f"承诺缺失：{mine[0]}")
