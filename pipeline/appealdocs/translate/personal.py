"""Personal data that no list names: people, companies, addresses as texts usually write them.

Meant to find too much rather than too little: what is found becomes a placeholder, and comes back untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealdocs.expressions import compiled
from appealdocs.translate import people

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
)
_HAN = "\u4e00-\u9fff"
_NO_NAME = "的了在是和与为于税款件货品费已被把将就也都及等或"
_GIVEN_CHAR = rf"(?![{_NO_NAME}])[{_HAN}]"
_FAMILY = rf"(?<!担)(?<!责)(?:欧阳|上官|司马|诸葛|[{_SURNAMES}])"
_GIVEN = rf"{_FAMILY}(?:{_GIVEN_CHAR}){{1,2}}?"
_VERB = "签担负任在已于是说表处、，。审批核跟确出"
_LABELLED = rf"{_FAMILY}{_GIVEN_CHAR}(?:(?![{_VERB}]){_GIVEN_CHAR})?"
"""After a label the name is taken whole: a given name of two characters unless the second begins a verb."""
_LATIN_NAME = r"[A-Z][A-Za-z'’-]+(?:[ \u00a0](?:[A-Z]\.|(?:al|bin|ibn|de|van|von)[ -][A-Z][\w'’-]+|[A-Z][A-Za-z'’-]+)){0,3}"
_LABELS = "联系人|负责人|经办人|经手人|法定代表人|法人代表|法人|授权代表|姓名|签字人|代表人"
_LABELS_WITH_COLON = "收件人|寄件人|签收人|收货人|发件人|买家姓名|买家|客户"
_PERSON = compiled(
    rf"(?:(?:{_LABELS})[:：为是]?|(?:{_LABELS_WITH_COLON})[:：])[ \u00a0]?(?P<a>{_LATIN_NAME}|{_LABELLED})"
    rf"|(?P<b>{_LATIN_NAME}|{_GIVEN})(?=[ \u00a0]?(?:先生|女士|小姐|经理|主管|总监|律师|老师|医生))"
    rf"|由(?!于)(?P<c>{_GIVEN})(?=(?:担任|负责|签字|签署|审核|任职|处理|跟进|批准|核对|复核|保管))"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?[ \u00a0](?P<d>{_LATIN_NAME})"
    rf"|\b(?:signed by|contact person|representative|attn\.?|recipient|addressee|consignee)[:,]?[ \u00a0]"
    rf"(?P<e>{_LATIN_NAME})"
    r"|\bг-(?:н|на|ну|ном|жа|жи|же|жой)[ \u00a0](?P<f>[А-ЯЁ][а-яё-]+(?:[ \u00a0][А-ЯЁ][а-яё.-]+)?)",
)
_COMPANY_END = compiled("(?:股份|集团)?有限(?:责任)?公司|股份公司|有限合伙企业")
_COMPANY_LEAD = compiled("^.*(?:我司|我公司|品牌方|权利人|供应商|代理商|工厂|厂家|货代|敬礼)")
_COMPANY_STOP = frozenset("！!与和向由从是给为经在及的们被对把让请跟找用，。、；：（）“”《》() 　")
_COMPANY_LATIN = compiled(
    r"(?:[A-Z][\w&'’.-]*[ \u00a0]){1,6}(?:Co\.?,? ?Ltd\.?|Ltd\.?|LLC|L\.L\.C\.?|FZE|FZCO|FZ-LLC|Inc\.?|GmbH|Limited)"
)
_ADDRESS = compiled(
    rf"(?:[{_HAN}]{{2,7}}(?:省|自治区|特别行政区))?(?:[{_HAN}]{{2,6}}市)?(?:[{_HAN}]{{1,6}}(?:区|县|镇|街道|乡))?"
    rf"[{_HAN}A-Za-z0-9]{{1,16}}?(?:路|街|大道|(?<![知渠通报])道|巷|弄|胡同|村|社区)[{_HAN}A-Za-z0-9（）()#-]{{0,24}}?\d+[A-Za-z]?"
    rf"(?:[-–—]\d+)*(?:号楼|号院|号|栋|幢|座|楼|层|室|单元|房)(?:[{_HAN}]{{0,8}}?[A-Za-z]?\d*[A-Za-z]?(?:号楼|栋|幢|座|楼|层|室|单元|房))*"
    r"|\b(?:(?:Flat|Apt\.?|Apartment|Villa|Office|Room|Unit|Warehouse|Building|Shop)[ \u00a0](?:No\.? ?)?[A-Z0-9][\w-]*,? )+"
    r"[A-Z][\w'’.-]+(?:[ ,]+[A-Z0-9][\w'’.-]+){1,8}"
    r"|\b\d{1,5}[A-Za-z]?,? [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3} (?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd)\b"
    r"(?:,[ \u00a0][A-Z][\w -]+){0,3}"
    r"|\bP\.?O\.? Box \d+"
    r"|\b(?:ул|пр-т|просп|пер|наб|ш)\.[ \u00a0][А-ЯЁ][\w-]+(?:[ \u00a0][\w-]+)?,[ \u00a0](?:д\.[ \u00a0]?)?\d+[а-яА-Я]?"
    r"(?:,[ \u00a0](?:кв|оф|корп|стр)\.[ \u00a0]?\d+)*"
)
_PLACE = compiled(
    rf"(?:[{_HAN}]{{2,4}}(?:省|自治区))?[{_HAN}]{{2,4}}市(?:[{_HAN}]{{1,5}}(?:市|区|县))?[{_HAN}A-Za-z0-9（）()#-]{{0,30}}"
    rf"(?:街道|镇|乡|村|社区|工业区|工业园|园区|产业园|物流园|大厦|广场|栋|楼|号|座|室)"
    rf"|[{_HAN}]{{2,14}}?(?:城|市场|区|园)[一二三四五六七八九十0-9A-Za-z]*区?\d+号(?:门|楼|库|仓|铺|摊)"
    rf"|(?:住在|位于|注册在|注册于|注册地[为是：:]|寄往|寄到|(?:住址|住所|地址)(?:[:：]|[是为在][:：]?))(?P<after>(?:(?![的了都漏错])[{_HAN}A-Za-z0-9 （）()#-]){{2,40}}?"
    rf"(?:区|县|街道|镇|乡|村|路|街|号|楼|室|栋|塔|座|大厦|广场)(?:(?![的了都漏错])[{_HAN}A-Za-z0-9（）()#-]){{0,24}})(?=[，。；,;！？!?\s的]|$)"
    r"|\b(?:(?:Room|Rm\.?|Unit|Floor|Building|Block|No\.)[ \u00a0]?[A-Z0-9][\w-]*,[ \u00a0]?)+(?:No\.[ \u00a0]?\d+[ \u00a0])?[A-Z][\w'’-]+(?:[ ,]+[A-Z][\w'’-]+){0,8}"
    r"|\b(?:[A-Z][\w'’-]+[ \u00a0]){1,2}(?:Sub-?district|District|Road|Street|Avenue|Village|Town|Building|Tower|Heights|Residence)\b(?:,?[ \u00a0](?:No\.[ \u00a0]?)?[A-Z0-9][\w-]*)*"
    r"|\b(?:[Аа]дрес|[Aa]ddress)(?:[ ]\w+){0,2}:[ ](?P<line>[^\n;]{5,120})"
    r"|\b(?:[А-ЯЁ][\w-]+[ \u00a0]){1,2}(?:улиц\w+|проспект\w*|переул\w+|шоссе|набережн\w+|бульвар\w*|проезд\w*)(?:,?[ \u00a0](?:д\.|дом|корп\.|кв\.|оф\.)[ \u00a0]?\d+\w?)*"
    r"|\b(?:улиц\w+|проспект\w*|переул\w+|бульвар\w*|проезд\w*|ул\.|пр-т|просп\.|пер\.|наб\.)[ \u00a0][А-ЯЁ][\w-]+(?:[ \u00a0][А-ЯЁ][\w-]+)?(?:,?[ \u00a0](?:д\.|дом|корп\.|кв\.|оф\.|стр\.)?[ \u00a0]?\d+\w?)*"
)
_COMPANY_ELSE = compiled(
    rf"[“「『\"《][^“”「」『』\"《》，。]{{1,16}}?(?:店|铺|商行|工作室|科技|贸易|商贸)[”」』\"》]"
    rf"|(?<![{_HAN}])[{_HAN}A-Za-z0-9]{{2,10}}?(?:旗舰店|专卖店|专营店|商行|工作室|经营部|电子商务|银行[{_HAN}]{{1,8}}[分支]行)"
    rf"|[{_HAN}]{{2,4}}银行[{_HAN}]{{1,8}}[分支]行"
    r"|\b(?:ООО|ОАО|ЗАО|АО|ПАО|ТОО|ЧУП|ОДО|ИП)[ \u00a0](?:[«\"“][^»\"”]{2,60}[»\"”]|[А-ЯЁ][\w-]+(?:[ -][А-ЯЁ][\w-]+)*)"
)
_MAIL = compiled(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[\w.+-]+(?:[ ]dot[ ]\w+)*[ ]?(?:\(at\)|\[at\]|（at）|＠|\(собака\))[ ]?\w[\w.-]*(?:[ ]?(?:\(dot\)|\[dot\]|[ ]dot)[ ]?\w+)*"
    r"|[\w.+-]+(?:[ ]dot[ ]\w+)*[ ]at[ ]\w+(?:[ ]dot[ ]\w+)+",
    re.IGNORECASE,
)
_ACCOUNT = compiled(
    r"(?:微信|威信|薇信|[Ww]e[Cc]hat|weixin|QQ|qq|旺旺|Skype|[Tt]elegram|Телеграм\w*|Вотсап\w*|Вайбер\w*|TG|[Ww]hats[Aa]pp|Instagram|支付宝|抖音|小红书|LINE|Viber|账号|帐号)"
    r"(?:同号|账号|帐号|号码|号|ID|id)?(?P<mark>[ \u00a0]?[:：是为@][ \u00a0]?@?|[ \u00a0]?)(?P<id>[A-Za-z0-9][\w.+-]{3,})",
)
_CAR = compiled("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·]?[A-Z0-9]{5,6}(?![A-Za-z0-9])")
_SPOKEN = compiled("[一二三四五六七八九〇零幺两]{7,}")
_FLAT_DIGITS = str.maketrans("０１２３４５６７８９－（）＋", "0123456789-()+")
_DATE = compiled(r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d)|(?<!\d)(?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d(?!\d)")
_GROUPED = compiled(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_DIGITS = compiled(
    r"(?<![A-Za-z0-9.,-])(?:[A-Z]{2}\d{2}(?=[ \u00a0]\d{3}))?[+(]{0,2}\d(?:[ \u00a0()-]{0,3}\d){6,33}(?:[ \u00a0]?(?:转|分机|ext\.?|доб\.?)[ \u00a0]?\d{1,6})?(?![\d]|[.,]\d)"
)
"""A telephone, card, account or identity number in any grouping."""
_IBAN = compiled(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])")
_CARD = compiled(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|(?:\d{4}[ -]){3}\d{3,4})(?!\d)")


def spans(text: str, language: str = "zh") -> Iterator[tuple[str, int, int]]:
    """(`name`, `place` or `id`, start, end) of what looks personal, possibly overlapping."""
    for start, end in (*_people(text, language), *_companies(text)):
        yield "name", start, end
    places: list[people.Span] = []
    for pattern in (_ADDRESS, _PLACE):
        for found in pattern.finditer(text):
            places.append(found.span(next((name for name in ("after", "line") if found.groupdict().get(name)), 0)))
    for start, end in _united(places):
        yield "place", start, end
    for start, end in (*_numbers(text), *_accounts(text)):
        yield "id", start, end


def _united(spans: list[people.Span]) -> list[people.Span]:
    """Spans that overlap as one."""
    whole: list[people.Span] = []
    for start, end in sorted(spans):
        if whole and start < whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def _people(text: str, language: str) -> Iterator[people.Span]:
    for found in _PERSON.finditer(text):
        yield found.span(next(name for name in "abcdef" if found[name]))
    if language == "zh":
        yield from people.chinese(text)
    if language == "ru" or re.search("[А-ЯЁ]", text):
        yield from people.russian(text)
    yield from people.latin(text, language)


def _companies(text: str) -> Iterator[people.Span]:
    for end in _COMPANY_END.finditer(text):
        start = end.start()
        while start > 0 and end.start() - start < 18 and text[start - 1] not in _COMPANY_STOP and not text[start - 1].isspace():
            start -= 1
        start += _lead(text[start : end.start()])
        if end.start() - start >= 2:
            yield start, end.end()
    for pattern in (_COMPANY_LATIN, _COMPANY_ELSE):
        for found in pattern.finditer(text):
            yield found.span()


def _numbers(text: str) -> Iterator[people.Span]:
    flat = text.translate(_FLAT_DIGITS)
    blank = _DATE.sub(lambda found: "\x00" * len(found[0]), flat)
    for found in _DIGITS.finditer(blank):
        if not _GROUPED.fullmatch(found[0]):
            yield found.span()
    for pattern in (_CARD, _IBAN, _CAR, _SPOKEN):
        for found in pattern.finditer(flat):
            yield found.span()


def _accounts(text: str) -> Iterator[people.Span]:
    for found in _MAIL.finditer(text):
        yield found.span()
    han = re.search(f"[{_HAN}]", text) is not None
    for found in _ACCOUNT.finditer(text):
        if han or found["mark"].strip() or re.search(r"[\d_]", found["id"]):
            yield found.span("id")
    for found in re.finditer(r"(?<![\w@.])@[A-Za-z][\w.]{3,}", text):
        yield found.span()


def _lead(words: str) -> int:
    """Length of what introduces a company ('我司…') at the beginning of its name."""
    found = _COMPANY_LEAD.match(words)
    return found.end() if found else 0
