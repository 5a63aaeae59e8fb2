"""Personal data that no list names: people, companies, addresses as texts usually write them.

Meant to find too much rather than too little: what is found becomes a placeholder, and comes back untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_PERSON = re.compile(
    rf"(?:(?:{_LABELS})[:：为是]?|(?:{_LABELS_WITH_COLON})[:：])[ \u00a0]?(?P<a>{_LATIN_NAME}|{_LABELLED})"
    rf"|(?P<b>{_LATIN_NAME}|{_GIVEN})(?=[ \u00a0]?(?:先生|女士|小姐|经理|主管|总监|律师|老师|医生))"
    rf"|由(?!于)(?P<c>{_GIVEN})(?=(?:担任|负责|签字|签署|审核|任职|处理|跟进|批准|核对|复核|保管))"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?[ \u00a0](?P<d>{_LATIN_NAME})"
    rf"|\b(?:signed by|contact person|representative|attn\.?|recipient|addressee|consignee)[:,]?[ \u00a0]"
    rf"(?P<e>{_LATIN_NAME})"
    r"|\bг-(?:н|на|ну|ном|жа|жи|же|жой)[ \u00a0](?P<f>[А-ЯЁ][а-яё-]+(?:[ \u00a0][А-ЯЁ][а-яё.-]+)?)",
)
_COMPANY_END = re.compile("(?:股份|集团)?有限(?:责任)?公司|股份公司|有限合伙企业")
_COMPANY_LEAD = re.compile("^.*(?:我司|我公司|品牌方|权利人|供应商|代理商|工厂|厂家|货代|敬礼)")
_COMPANY_STOP = frozenset("！!与和向由从是给为经在及的们被对把让请跟找用，。、；：（）“”《》() 　")
_COMPANY_LATIN = re.compile(
    r"(?:[A-Z][\w&'’.-]*[ \u00a0]){1,6}(?:Co\.?,? ?Ltd\.?|Ltd\.?|LLC|L\.L\.C\.?|FZE|FZCO|FZ-LLC|Inc\.?|GmbH|Limited)"
)
_ADDRESS = re.compile(
    rf"(?:[{_HAN}]{{2,7}}(?:省|自治区|特别行政区))?(?:[{_HAN}]{{2,6}}市)?(?:[{_HAN}]{{1,6}}(?:区|县|镇|街道|乡))?"
    rf"[{_HAN}A-Za-z0-9]{{1,16}}?(?:路|街|大道|巷|弄|胡同|村|社区)[{_HAN}A-Za-z0-9（）()#-]{{0,24}}?\d+[A-Za-z]?"
    rf"(?:[-–—]\d+)*(?:号楼|号院|号|栋|幢|座|楼|层|室|单元|房)(?:[{_HAN}]{{0,8}}?[A-Za-z]?\d*[A-Za-z]?(?:号楼|栋|幢|座|楼|层|室|单元|房))*"
    r"|\b(?:(?:Flat|Apt\.?|Apartment|Villa|Office|Room|Unit|Warehouse|Building|Shop)[ \u00a0](?:No\.? ?)?[A-Z0-9][\w-]*,? )+"
    r"[A-Z][\w'’.-]+(?:[ ,]+[A-Z0-9][\w'’.-]+){1,8}"
    r"|\b\d{1,5}[A-Za-z]?,? [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3} (?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Blvd)\b"
    r"(?:,[ \u00a0][A-Z][\w -]+){0,3}"
    r"|\bP\.?O\.? Box \d+"
    r"|\b(?:ул|пр-т|просп|пер|наб|ш)\.[ \u00a0][А-ЯЁ][\w-]+(?:[ \u00a0][\w-]+)?,[ \u00a0](?:д\.[ \u00a0]?)?\d+[а-яА-Я]?"
    r"(?:,[ \u00a0](?:кв|оф|корп|стр)\.[ \u00a0]?\d+)*"
)
_CARD = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|(?:\d{4}[ -]){3}\d{3,4})(?!\d)")


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """(`name`, `place` or `id`, start, end) of what looks personal, possibly overlapping."""
    for found in _PERSON.finditer(text):
        group = next(name for name in "abcdef" if found[name])
        yield "name", found.start(group), found.end(group)
    for end in _COMPANY_END.finditer(text):
        start = end.start()
        while start > 0 and end.start() - start < 18 and text[start - 1] not in _COMPANY_STOP and not text[start - 1].isspace():
            start -= 1
        start += _lead(text[start : end.start()])
        if end.start() - start >= 2:
            yield "name", start, end.end()
    for found in _COMPANY_LATIN.finditer(text):
        yield "name", found.start(), found.end()
    for found in _ADDRESS.finditer(text):
        yield "place", found.start(), found.end()
    for found in _CARD.finditer(text):
        yield "id", found.start(), found.end()


def _lead(words: str) -> int:
    """Length of what introduces a company ('我司…') at the beginning of its name."""
    found = _COMPANY_LEAD.match(words)
    return found.end() if found else 0
