"""People whom no list names: Chinese, Latin and Russian personal names as ordinary sentences hold them.

Meant to find too much rather than too little (a name that is found becomes a placeholder and comes back untouched), but
not the words of an appeal: the tests run it over the seed memory and count what it takes for a person there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from appealdocs.expressions import compiled

Span = tuple[int, int]

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
    "岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞"
)
COMPOUND = "欧阳|上官|司马|诸葛|司徒|皇甫|慕容|令狐|尉迟|夏侯|东方|公孙|端木|独孤|南宫|长孙|宇文|轩辕"
_UNUSUAL = "应全时成向任连关包管单路费解安于易方白万高金文常简农商师边房党全游符项尚"
"""Surnames that are far more often other words: only before a given name of two characters, or after a label."""
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲玉萍红娥芬燕彬鹏浩宇轩涵梓欣怡雨晨佳琪思雪婷倩颖琳莉薇蕾莹慧巧美凤梅"
    "莲香月珍琴云仙荷菊春夏冬秋华国建志永海波峰岩松柏林森栋梁宏光天达茂坚彪博诚敬震振壮群豪邦承绍善厚庆民友裕哲亮谦亨翰朗伯若鸣朋"
    "斌泰雄琛钧冠腾楠榕航弘义兴良飞顺俊泽晓东旭阳昊然睿智昕彤婧璐瑶瑾璇菲萌茜蓉娇媛嘉佩贵福龙祥武清淑惠珊丹雯宁爱芝萱贤仁荣"
    "岚苑昌凯健嵩晖铭锋钢铁锦鑫淼焱炎煜烨炜翔羽凌菁蓓芸芮苗莎蔓翠鹤鸿雁鹰麟骏驰骁虎豹彦彬影子小娅妮婉妍妤姗姝娴娉婵婕嫣嬿媚"
    "耀灿烁星辰昱晟曦晴晗晶暄珂珏珮琦琨琬琰瑞瑜瑛璟璞璋喆喜尧屹岳川恒恺悦愉恩悠忠德毅贞勋劲励卓卿叶吉君启咏品哲圣坤培壁奎奕学宝"
    "宜宗家容宸寒寿尚少展峻崇川巍州希帆广延廷弈强彤徽忆怀恬情惜慕懿成才扬拓敦斐方昭显景望朝来权杨枫柔柯栩根格桃桐梦棋椿楚榆槐樱"
    "欢正毓水汉汐江池汝沁沛沐沙河治泉泓津洁洪洲流浚润涓淇淳渊湘源溪滨滢漫潇潞澄澜濡火烈焕熙燊爽珠琼甜田甫畅皓益盈盼真知石磬社祖祺"
    "禄禹秉稷立竹筠筱紫红纪纯纲纹绅绮维缘罗翌聪胜腊臻舒舟艺艾芊芙茗茵莘萌葵蒙蓝蔚薪虹蝶裳西言诗语谊豫赫超越跃路轶达迅远连逸道金钊"
    "银锐长闯阔陶隆霄霏霖露青靖韵韬颂飘馨高魁鲁黎"
)
_GIVEN_SET = frozenset(_GIVEN)
_BEFORE = frozenset("是叫我人事工理管监员助长板机计服营购务师家户客东表和与及、由让请给向跟找派为名的告到，。；：:！？“”\"（( 　,;!?\n/—·午天日晚早周")
_ROLE = frozenset("员人师机家客管长板务计叫")
"""A word for a person ends so: what follows is a name whatever comes after it."""
_AFTER = frozenset(
    "已于在是因误未没将把被对共表说提发操收打确承负签审检拆贴漏忘擅私代亲和与及、，。；：！？”\"）) 　,;!?\n先后曾会能可也都等向通联跟"
    "经一二三两四五从进去来到用给为又还再主自直当出参离调管处核复制按要不同就只才本担任兼的拒投申反称寄下买取完独没填录"
)
_TITLES = "先生|女士|小姐|经理|主管|总监|律师|老师|医生|师傅|组长|店长|厂长|工程师|同学|会计|主任|部长|科长|专员|助理|老板"
_NO_NAME = frozenset(
    "凌晨 齐全 安全 方向 高清 金色 白云 文明 和平 平安 安全员 江西 江南 金华 万国 国华 安康 温州 成达 方知 方可 任意 成才 时来 关联 连云 石家 石家庄 马来"
    " 马来西 黄石 江山 路由 路政 文字 高达 时长 时方 单子 单发 包邮 连续 管理 管家 关系 和解 应季 应急 向平台 向平 全国 全新 全家 全球 全程 成长 成品"
    " 商家 商城 方正 白银 金银 金属 金龙 万达 顺丰 夏天 春天 冬天 秋天 夏季 秋季 温馨 易碎 马上 程度 林业 田间 白天 华东 华南 华北 东方 于东方 南方"
    " 路子 包子 左右 安宁 祝福 祝贺 谢谢 顾客 何时 何种 任何 钱款 严格 严重 许可 许多 毛重 余额 余下 简单 简易 冷静 时效 成为 解决 费用 管控 单品 单号"
    " 全天 全场 和华 应承 应当 沙石 水洗 车辆 车间 席卷 石材 米色 党员 景点 边境 房间 房源 游客 农产 师傅 司机 商品 商标 商户 包裹 包装 常规 常见 游戏 古风"
    " 古铜 冷链 荣誉 卫生 卫浴 卓越 项目 连接 关于 关税 关闭 高德 成因 成立 金融 江海 方德 文言 文玩 白天鹅 万一 成语 和顺 全权 全部 解除 边长 龙头".split()
)
_HAN = compiled("[\u4e00-\u9fff]")
_CHINESE = compiled(rf"(?=((?:{COMPOUND})|[{SURNAMES}]))")
_LABEL = compiled(
    rf"(?:我叫|名叫|名字叫|名字是|签名|签字|签署人|署名|姓名|敬礼|申诉人|我是(?!因)|本人)[:：是为，, \u00a0\n]{{0,3}}(?P<name>(?:{COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)"
    rf"(?=[已于在是因将把对表说确承负签现为以的和与、，。；：！？,;!?\s)）]|$)"
)
_CALLED = compiled(
    rf"(?P<c>(?![于向成应任和])[{SURNAMES}]某某?(?![些个种天一]))|(?:[我他她]|名字)叫(?P<d>(?!做)[\u4e00-\u9fff·]{{2,8}}?)(?=[，。,\s的]|$)"
    r"|(?P<e>[\u4e00-\u9fff]{1,5}·[\u4e00-\u9fff]{1,6}|穆罕默德|阿卜杜[拉勒]|艾哈迈德|法蒂玛|哈立德|奥马尔|伊万诺?夫?|玛丽亚)|"
    rf"(?<![大较过最很太减缩细极微弱窄变偏稍])(?P<a>[小老阿](?![于方白金时高毛单包费路成全向和应易])[{SURNAMES}])(?=[已被在把将误没未说和与、，。：]|$)"
    rf"|(?:^|(?<=[、，。；：和与由跟找让请给向是的事叫员人]))(?P<b>[{SURNAMES}](?:总|姐|哥|工|某某?|{_TITLES}))(?![\u4e00-\u9fff]?[价数计额体共作])"
)


def chinese(text: str) -> Iterator[Span]:
    """Chinese names in a Chinese text: after a label whatever stands there, elsewhere a surname and characters of given
    names between what may stand before and after a person."""
    if not _HAN.search(text):
        return
    for found in _LABEL.finditer(text):
        if found["name"] not in _NO_NAME:
            yield found.span("name")
    for found in _CALLED.finditer(text):
        yield found.span(next(group for group in "abcde" if found[group]))
    for found in _CHINESE.finditer(text):
        start, first = found.start(), found[1]
        if start and text[start - 1] not in _BEFORE and text[start - 2 : start] not in ("员工",):
            continue
        end = _given(text, start + len(first), first not in _UNUSUAL, start > 0 and text[start - 1] in _ROLE)
        if end and text[start:end] not in _NO_NAME and text[start : start + 2] not in _NO_NAME:
            yield start, end


def _given(text: str, at: int, sure: bool, role: bool) -> int:
    """Where a name ends whose surname ends at `at`; 0 if none begins there."""
    for size in (2, 1) if sure else (2,):
        end = at + size
        if end > len(text) or any(char not in _GIVEN_SET for char in text[at:end]):
            continue
        if end == len(text) or text[end] in _AFTER or (role and sure and size == 2) or re.match(_TITLES, text[end:]):
            return end
    return 0


# ---- Latin letters -----------------------------------------------------------------------------------------------------

_TITLE = compiled(r"(?<![A-Za-z0-9_@./-])(?:[A-Z][a-z’']+(?:-?[A-Z][a-z]+)*(?:-[a-z]+)*|[A-Z]{3,})(?![A-Za-z0-9_@])")
_JOINS = compiled(r"[ \u00a0](?:(?:al|el|bin|ibn|abu|de|van|von|bint)[ -]|[A-Z]\.[ \u00a0])?|-(?:al-)?")
_OPENS = compiled(r"(?:^|[.!?:;\n«“\"(—–。！？：；，“（]|\d\))\s*[«“\"(]*\Z")
_SELF = compiled(
    r"\b(?:[Mm]y name is|[Ii]'?m|I am|I,|[Ss]incerely,?|[Rr]egards,?|[Rr]espectfully,?|[Ss]igned:?|[Nn]amed|[Cc]alled|[Bb]uyer|[Cc]ustomer|[Oo]perator|[Mm]anager"
    r"|[Ee]mployee|[Cc]olleague|[Cc]ourier|[Dd]river|[Dd]irector|[Ss]upervisor|[Rr]ecipient|[Cc]ontact)[:,]?\s+"
    r"(?P<name>[A-Z][a-z’'-]+(?:[ \u00a0][A-Z][a-z’'-]+){1,3}|[A-Z][a-z’'-]+(?=,|\.|$))"
)
_WORDLIKE = compiled(r"(?:ments?|[ts]ions?|ly|ness|[ai]ble|ary|[ae]ncy|ing|wear|ware|out|ups|al|ity|ed|ives?|ile)$")
"""Endings of English words that open a sentence and are in no list of ours."""
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday"
    " sunday english arabic russian chinese ramadan eid christmas excel word pdf android windows gmail whatsapp wechat telegram viber bluetooth wifi wi-fi fnsku nos ltd co hello".split()
)


def latin(text: str, language: str) -> Iterator[Span]:
    """Names in Latin letters: runs of capitalised words of which one at least is neither English nor publicly known, two
    capitalised words that are pinyin, and whoever follows 'my name is', 'the buyer' and the like."""
    for found in _SELF.finditer(text):
        if not all(map(_ordinary, found["name"].split())):
            yield found.span("name")
    run: list[re.Match[str]] = []
    for word in [*_TITLE.finditer(text), None]:
        if run and (word is None or not _JOINS.fullmatch(text, run[-1].end(), word.start())):
            yield from _named(text, run)
            run = []
        if word is not None:
            run.append(word)


def _named(text: str, run: list[re.Match[str]]) -> Iterator[Span]:
    while run and _ordinary(run[0][0]) and _OPENS.search(text[: run[0].start()]) and not _pinyin_pair(run):
        run = run[1:]
    opens = len(run) == 1 and _OPENS.search(text[: run[0].start()]) is not None
    if opens and _WORDLIKE.search(run[0][0]):
        return
    if _pinyin_pair(run) or any(not _ordinary(word[0]) for word in run):
        yield run[0].start(), run[-1].end()


def _pinyin_pair(run: list[re.Match[str]]) -> bool:
    from appealdocs.locale_.names import split

    return 2 <= len(run) <= 3 and all(split(word[0]) is not None and len(split(word[0]) or ()) <= 2 for word in run)


@lru_cache(maxsize=4096)
def _ordinary(word: str) -> bool:
    """Whether a word tells nothing of a person: English, a month, an acronym, or in the gazetteer of public names."""
    from appealdocs.language.latin import is_english
    from appealdocs.translate.flags.words import gazetteer

    low = word.lower().replace("’", "'").removesuffix("'s")
    parts = low.split("-")
    return (
        (word.isupper() and len(word) < 5)
        or low in _CALENDAR
        or all(is_english(part) or part in _CALENDAR for part in parts if part)
        or bool(gazetteer().concepts_of(low, "en"))
    )


# ---- Russian -------------------------------------------------------------------------------------------------------------

_CYRILLIC = compiled(r"(?<![А-Яа-яЁёA-Za-z-])[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]*)*")
_INITIALS = compiled(r"[ \u00a0]?(?:[А-ЯЁ]\.[ \u00a0]?){1,2}")


def russian(text: str) -> Iterator[Span]:
    """Names in Cyrillic letters: capitalised words that the dictionary knows as names of persons, or does not know."""
    run: list[re.Match[str]] = []
    for word in [*_CYRILLIC.finditer(text), None]:
        if run and (word is None or text[run[-1].end() : word.start()] not in (" ", "\u00a0")):
            yield from _persons(text, run)
            run = []
        if word is not None:
            run.append(word)


def _persons(text: str, run: list[re.Match[str]]) -> Iterator[Span]:
    while run and _OPENS.search(text[: run[0].start()]) and not _person(run[0][0], opens=True):
        run = run[1:]
    if any(_person(word[0], opens=False) for word in run):
        start, end = run[0].start(), run[-1].end()
        initials = _INITIALS.match(text, end)
        yield start, initials.end() if initials else end


@lru_cache(maxsize=4096)
def _person(word: str, opens: bool) -> bool:
    from appealdocs.locale_.morph import analyzer, parses
    from appealdocs.translate.flags.words import gazetteer

    low = word.lower().replace("ё", "е")
    if gazetteer().concepts_of(low, "ru"):
        return False
    readings = parses(word.lower())[: 1 if opens else 3]
    if any(mark in reading.tag for reading in readings for mark in ("Name", "Surn", "Patr")):
        return True
    return not all(analyzer().word_is_known(part) for part in word.lower().split("-"))
