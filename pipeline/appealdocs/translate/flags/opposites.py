"""Words that became their opposite without any 'not': agreed for refused, continued for stopped, rose for fell.

A row has two poles. A flag is raised only where the source names one pole and not the other, no negation stands at it, and the
target names the other and not the first. Negations proper are the business of `polarity`.
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

_ROWS: tuple[tuple[tuple[str, str, str], tuple[str, str, str]], ...] = (
    ((r"(?<![不得])(?:低于|少于|小于)", r"(?<!not )(?<!no )(?<!never )(?:less|below|under|fewer|lower|smaller)|short\w*", r"(?<!не )(?:ниже|менее|меньше|мало)"),
     (r"不低于|不少于|不小于|至少", r"(?:not|no) (?:less|below|under|fewer|lower)", r"не (?:ниже|менее|меньше)")),
    ((r"愿意|乐意|情愿", r"willing\w*|ready|glad|happy|prepared|agree\w*|accept\w*", r"готов\w*|соглас\w*|охотно|рад\w*|жела\w+"),
     (r"拒绝|不愿|不肯|不同意", r"unwilling\w*|refus\w+|reluctan\w+|declin\w+", r"отказ\w+|отклон\w+|отверг\w+")),
    ((r"同意|接受|答应|认可", r"agree\w*|accept\w*|consent\w*|approv\w+|acknowledg\w+|recogni[sz]\w+|willing\w*|acceptab\w+|satisf\w+", r"соглас\w+|приня\w*|принима\w+|одобр\w+|призна\w+|устро\w+|готов\w*"),
     (r"拒绝|拒收|拒付|不肯|不愿|拒", r"refus\w+|declin\w+|reject\w+|unwilling\w*|disagree\w*|oppos\w+|object(?:s|ed|ing)?(?= to)", r"отказ\w*|отклон\w+|отверг\w+|возража\w+")),
    ((r"通过(?:了|检|认|审|测|考|验)|(?<!不)合格(?!证)|(?:考核|检测|审核|认证|测试)[^，。]{0,4}通过|达标", r"pass\w*|complian\w*|compl(?:y|ies|ied)|conform\w*|qualif\w+|approv\w+|clear\w+|certified|met|meets?|success\w*|satisf\w+|obtain\w*|acceptab\w+",
      r"прош\w+|пройд\w+|проход\w+|соответств\w+|сда(?:л|н)\w*|одобр\w+|годн\w+|успешн\w*|подтвер\w+|сертиф\w+|получ\w+|выдерж\w+|качеств\w+|норм\w+"),
     (r"失败|未通过|没通过|驳回|被拒|不达标|不合格", r"fail\w*|reject\w+|non-complian\w*|non-conform\w*|disqualif\w+", r"провал\w*|отклон\w+|забракован\w*|несоответств\w+|не сдал\w*")),
    ((r"驳回|拒绝|拒收|被拒|不予", r"refus\w+|reject\w*|declin\w+|den(?:y|ies|ied|ying)|turn\w* down|unsuccess\w+|fail\w*|not|n't|never|no|without|unable|dismiss\w*|return\w*", r"отказ\w*|отклон\w+|отверг\w+|не|нет|возвра\w+|без"),
     (r"接受|同意|通过", r"accepted|approved|agreed|granted", r"принял\w?|приняли|принято|приняты|одобр\w+|согласил\w+|удовлетвор\w+")),
    ((r"作废|失效|无效|过期", r"void\w*|invalid\w*|expir\w+|cancel\w*|no longer|not|n't|ineffective|laps\w+|null|annul\w*|out of date|useless|fail\w*|un\w+|outdated", r"недействит\w+|утрат\w+|аннул\w+|отмен\w+|истек\w*|не|неэффект\w+|просроч\w+|прекра\w+|сбо\w+"),
     (r"有效|生效", r"valid|effective|in force", r"действ(?:ует|уют|овал\w*|ующ\w+)|действителен|действительн\w+|в силе")),
    ((r"停电|断电|停网|断网", r"outage\w*|cut\w*|no|without|lost|loss|fail\w*|off|interrupt\w*|blackout\w*|out|down|disconnect\w*|went|ration\w*|backup|reserve|generat\w+", r"отключ\w+|без|нет|не|перебо\w+|прерв\w+|обесточ\w+|авари\w+|пропа\w+|сбо\w+|лиши\w+"),
     (r"来电|恢复供电", r"power|electricity|internet|network", r"электр\w+|интернет\w*|сеть|сети")),
    ((r"(?<!不)(?<!没有)否认|不承认", r"den(?:y|ies|ied|ying|ial)\b|disput\w+|reject\w*|contest\w*|refut\w+|disclaim\w*|repudiat\w+", r"отрица\w+|оспар\w+|опроверг\w+|отказ\w+|отверг\w+"),
     (r"(?<!不)承认", r"admit\w*|acknowledg\w+|confess\w*|conced\w+|confirm\w*", r"призна\w+|подтвержд\w+")),
    ((r"(?<!不)承认|不[能得]不承认", r"admit\w*|acknowledg\w+|recogni[sz]\w+|confess\w*|confirm\w*|conced\w+|accept\w*|own(?:ed|s)? up", r"призна\w+|подтверд\w+"),
     (r"否认|(?<!不能)(?<!不得)不承认|(?<!不能)(?<!不得)不认", r"den(?:y|ies|ied|ying)\b|disput\w+|reject\w*", r"отрица\w+|оспар\w+")),
    ((r"停止|停了|停掉|停售|终止|中止|暂停|停用|停工|停发|解除了?|撤销", r"stop\w*|ceas\w+|halt\w*|suspend\w*|discontin\w+|terminat\w+|end(?:s|ed|ing)?|cancel\w*|no longer|paus\w+|withdr\w+|remov\w+|delist\w*|off|shut\w*|closed?|out|down|interrupt\w*|not",
      r"прекра\w+|останов\w+|останав\w+|приостан\w+|отмен\w+|снят\w*|расторг\w+|отключ\w+|закры\w+|больше не|простаив\w+|не|выве\w+|сним\w+"),
     (r"继续|仍|还在|照常|恢复|重新|开始|启动", r"continu\w+|keep|kept|resum\w+|still|renew\w*|extended", r"продолж\w+|по-прежнему|возобнов\w+|продли\w+")),
    ((r"(?:增加|上升|上涨|涨到|涨了|升到|提高|增长|增至|升至|提升|飙升|翻了)", r"increas\w+|rose|rise[sn]?|rising|grew|grow\w*|high\w*|up|jump\w*|add\w*|rais\w+|improv\w+|climb\w*|went|more|doubl\w+|tripl\w+|soar\w*|surg\w+|enhanc\w+|strength\w+|better|upgrad\w+|expand\w*|extend\w*|exceed\w*|boost\w*|longer|greater|from|extra|further|new",
      r"увелич\w+|вырос\w*|возрос\w*|рост\w*|раст\w+|повы\w+|подня\w+|больше|выше|подорож\w+|улучш\w+|добав\w+|удво\w+|утро\w+|усил\w+|дополн\w+|скач\w+|подскоч\w+|расшир\w+|сверх|нов\w+|ещ[её]|прирос\w*|прибав\w+"),
     (r"减少|下降|降低|降到|降了|降至|跌|压到|缩短|降为|少了|回落", r"decreas\w+|fell|fall\w*|drop\w*|declin\w+|lower\w*|reduc\w+|shrank|shrunk", r"снизи\w+|сниж\w+|упал\w*|уменьш\w+|сокра\w+|паден\w+|опусти\w+")),
    ((r"减少|下降|降低|降到|降了|降至|跌到|压到|缩短|降为|回落", r"decreas\w+|fell|fall\w*|drop\w*|declin\w+|low\w*|reduc\w+|shrank|down|less|fewer|short\w*|cut\w*|cuts|slash\w*|minimi[sz]\w+|under|below|improv\w+|better|weaken\w*|brought|sav\w+|worse\w*|deteriorat\w+|mitigat\w+|slow\w*|lessen\w*|bring\w*",
      r"снизи\w+|сниж\w+|упал\w*|уменьш\w+|сокра\w+|паден\w+|опусти\w+|меньше|ниже|короче|до|ускор\w+|мен\w+|экономи\w+|ухудш\w+|пада\w+|спад\w*|ослаб\w+|низк\w+|быстрее|реже|минимиз\w+"),
     (r"(?:增加到|上升|上涨|涨到|升到|提高到|增长|增至|升至|飙升)", r"increas\w+|rose|rise[sn]?|rising|grew|grow\w*|rais\w+|climb\w*|jump\w*|soar\w*|surg\w+", r"увелич\w+|вырос\w*|возрос\w*|рост\w*|повы\w+|подня\w+|подскоч\w+")),
    ((r"(?<!不)正确|(?<!不)准确|无误|属实", r"correct\w*|accura\w+|right\w*|tru\w+|proper\w*|exact\w*|valid\w*|precise\w*|without|free", r"верн\w*|правильн\w*|точн\w*|корректн\w*|достоверн\w*|безошибочн\w*|действит\w+|без"),
     (r"错|不正确|有误|不准|误|不对", r"incorrect\w*|wrong\w*|inaccura\w+|erroneous\w*|false\w*", r"неверн\w*|неправильн\w*|неточн\w*|ошибочн\w*|некорректн\w*|недостоверн\w*|ложн\w*")),
    ((r"不正确|有误|(?<!无)错误|写错|填错|标错|不准确", r"incorrect\w*|wrong\w*|inaccura\w+|erroneous\w*|false\w*|mis\w+|error\w*|not|n't|confus\w+|mix\w*|fault\w*|typo\w*|rather|instead|by accident|swap\w*|fix\w*|correct(?:ed|ing|ion)s?|oversight",
      r"неверн\w*|неправ\w*|неточн\w*|ошиб\w*|некоррект\w*|недостоверн\w*|ложн\w*|не|перепут\w+|опечат\w+|исправ\w+|сбо\w+|вместо|промах\w*|друг\w+|неполад\w+|упущ\w+"),
     (r"(?<!不)正确|(?<!不)准确|无误", r"correct|correctly|accurate|accurately|right", r"верн(?:о|ый|ая|ое|ые|ого|ую|ыми|ых)|правильн\w*|корректн\w*|безошибочн\w*")),
    ((r"(?<!不)相同|(?<!不)一样|(?<!不)一致|相符|吻合|对得上|同一", r"same|identical\w*|match\w*|consisten\w+|agree\w*|correspond\w*|coincid\w+|one|equal\w*|as|like|alike|uniform\w*|in line|conform\w*|align\w*|single|unified|common", r"одинак\w+|т(?:от|а|о|е|ой|ого|ом|ем|у|ех) же|одн\w+|один|совпад\w+|соответств\w+|идентич\w+|так\w*|как|сход\w+|един\w+|равн\w+|соглас\w+"),
     (r"不同|不一|不符|对不上|差异|另", r"differ\w*|mismatch\w*|inconsisten\w+|discrepan\w+|contradict\w*", r"разн\w+|отлич\w+|расход\w+|расхожд\w+|различ\w+|несовпад\w+|противореч\w+")),
    ((r"(?<!不)不同(?!意)|不一样|不一致|不符|对不上|不匹配|不相符", r"differ\w*|mismatch\w*|inconsisten\w+|discrepan\w+|not|n't|other|vari\w+|various|contradict\w*|wrong|separate|rather|instead|conflict\w*|nothing|unlike|another|diverg\w+|fail\w*|non-\w+|cannot|unrelated|disagree\w*|un\w+|mis\w+|distinct|no",
      r"разн\w+|отлич\w+|расход\w+|расхожд\w+|различ\w+|не|друг\w+|несовпад\w+|несоответств\w+|противореч\w+|ин(?:ой|ая|ые|ого)|вместо|отдельн\w+|нет|ни|разош\w+|неверн\w+"),
     (r"(?<!不)相同|(?<!不)一样|(?<!不)一致|相符|吻合|同", r"same|identical\w*|match\w*|consisten\w+|coincid\w+", r"одинак\w+|т(?:от|а|о|е) же|совпад\w+|соответств\w+|идентич\w+")),
    ((r"(?<!不)正常", r"normal\w*|usual\w*|proper\w*|regular\w*|work\w*|function\w*|standard|fine|routine\w*|smooth\w*|ordinar\w+|correct\w*|well|order|due|natural\w*|legitimate|genuine", r"нормальн\w*|норм\w+|обычн\w*|штатн\w*|исправн\w*|надлежащ\w*|рабоч\w+|работа\w+|стандартн\w*|регулярн\w*|естествен\w+"),
     (r"异常|不正常|反常", r"abnormal\w*|unusual\w*|anomal\w+|irregular\w*", r"ненормальн\w*|аномал\w+|необычн\w*|нештатн\w*")),
    ((r"(?<!不)完整|(?<!不)齐全|齐备", r"complet\w+|full\w*|intact|entire\w*|all|whole|every\w*|uninterrupted|undamaged|without|unedited|comprehensive", r"полн\w*|цел\w+|вс[ея]\w*|комплектн\w*|неповрежд\w+|без|вс[её]|исчерпыв\w+|целостн\w+"),
     (r"不完整|不全|残缺|缺", r"incomplet\w+|partial\w*|missing", r"неполн\w*|частичн\w*|некомплект\w*")),
    ((r"没有?(?:被)?(?:破|拆|开封|坏|损|动过)|未(?:拆|开封|损|动)|完好", r"intact|un\w+|not|n't|never|seal\w*|good|no|without|new|undamag\w+", r"цел\w+|не\w*|запечат\w+|нетронут\w*|новы\w*|без|ни|нет|сохран\w+"),
     (r"拆封|开封|破损|破了|坏了|损坏|打开", r"broken|damaged|opened|torn|broke", r"вскрыт\w*|вскрыв\w+|поврежд\w+|слома\w+|разбит\w*|порван\w*|наруш\w+")),
    ((r"禁止|严禁|不准|不许|不得|不允许", r"prohibit\w*|forbid\w*|forbad\w*|ban|bans|banned|not|n't|never|no|cannot|only|block\w*|without|neither|nor|unless|must|disallow\w*|barred|exclu\w+|non-\w+|nothing|nobody|avoid\w*|refus\w+|up|maximum|at most|limit\w*|within|stop\w*|dismiss\w*|reject\w*",
      r"запре\w+|воспрещ\w+|не|нельзя|недопу\w+|никто|ни|без|только|исключ\w+|невозможн\w+|блокир\w+|никогда|нет|максимум|отклон\w+"),
     (r"允许|可以|准许|许可", r"allow\w*|permit\w*|may", r"разреш\w+|можно|допускает\w*|вправе")),
    ((r"卖家|卖方|商家", r"seller\w*|merchant\w*|vendor\w*|shop\w*|store\w*|we|our|us|trader\w*|supplier\w*", r"прода\w+|магазин\w*|мы|наш\w*|нам\w*|нас|мерчант\w*|поставщ\w+"),
     (r"买家|客户|客人|顾客|买方|消费者|用户", r"buyer\w*|customer\w*|purchaser\w*", r"покупател\w+|клиент\w*|заказчик\w*")),
    ((r"买家|买方", r"buyer\w*|customer\w*|purchas\w+|client\w*|he|she|his|her|recipient\w*|they|consumer\w*|consignee\w*|shopper\w*|their|them|complain\w*", r"покупател\w+|клиент\w*|получател\w+|он|она|его|ей|ему|заказчик\w*|потребител\w*"),
     (r"卖家|卖方|商家", r"seller\w*|merchant\w*", r"продав\w+")),
)  # fmt: skip
"""Two poles of zh, en, ru. The first pole's net is wide (any word that may say it), the second's narrow (words that say nothing
else), so a row serves in one direction: source in the first pole, target in the second."""
_NOT = {
    "zh": compiled(r"[不没未无非别勿]|拒|避免|防止|停|取消|免"),
    "en": compiled(r"\b(?:not|no|never|without|cannot|none|nor|neither|unless|until|avoid\w*|prevent\w*)\b|n['’]t\b", re.IGNORECASE),
    "ru": compiled(r"(?<![а-яё])(?:не|ни|нет|без|нельзя|избе\w+|во избежание|предотвра\w+|пока)(?![а-яё])", re.IGNORECASE),
}


class _Row(NamedTuple):
    here: re.Pattern[str]
    here_other: re.Pattern[str]
    there: re.Pattern[str]
    """Wide: what says the same."""
    opposite: re.Pattern[str]


@lru_cache(maxsize=9)
def _rows(source: str, target: str) -> tuple[_Row, ...]:
    places = {"zh": 0, "en": 1, "ru": 2}

    def word(pattern: str, language: str) -> re.Pattern[str]:
        if language == "zh":
            return compiled(pattern)
        return compiled(rf"(?<![A-Za-zА-Яа-яё])(?:{pattern})(?![A-Za-zА-Яа-яё])", re.IGNORECASE)

    return tuple(
        _Row(*(word(pole[places[lang]], lang) for pole, lang in ((one, source), (other, source), (one, target), (other, target))))
        for one, other in _ROWS
    )  # fmt: skip


def check(pair: Pair) -> Iterator[Flag]:
    """One flag for each word that became its opposite. Sources in Chinese only: nets of English words are too wide to start from."""
    if pair.source_language != "zh" or pair.target_language not in ("en", "ru"):
        return
    target = pair.plain_target.replace("Ё", "Е").replace("ё", "е") if pair.target_language == "ru" else pair.plain_target
    for row in _rows(pair.source_language, pair.target_language):
        said = row.here.search(pair.plain_source)
        if said is None or row.here_other.search(pair.plain_source) or row.there.search(target):
            continue
        other = row.opposite.search(target)
        if other is None or _negated(pair.plain_source, said, "zh") or _negated(target, other, pair.target_language):
            continue
        yield flag("negation-opposite", f"{said[0]} became '{other[0]}'", f"“{said[0]}”变成“{other[0]}”，意思相反")


def _negated(text: str, match: re.Match[str], language: str) -> bool:
    reach = 4 if language == "zh" else 24
    return _NOT[language].search(text[max(0, match.start() - reach) : match.start()]) is not None
