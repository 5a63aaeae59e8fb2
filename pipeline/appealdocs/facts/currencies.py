"""Currencies: ISO 4217 codes, signs, and their names in the three languages as patterns."""

from __future__ import annotations

ISO = (
    "USD", "EUR", "RUB", "AED", "SAR", "CNY", "EGP", "GBP", "KZT", "BYN", "TRY", "JPY", "HKD", "SGD", "MYR", "THB",
    "PHP", "IDR", "VND", "TWD", "BRL", "MXN", "CAD", "AUD", "INR", "KRW", "PLN", "QAR", "KWD", "BHD", "OMR",
)  # fmt: skip
ALIASES = {"RMB": "CNY", "RUR": "RUB", "US$": "USD", "CNH": "CNY", "DHS": "AED", "SR": "SAR", "RM": "MYR", "S$": "SGD", "NT$": "TWD", "HK$": "HKD", "R$": "BRL"}
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "¥": "CNY", "￥": "CNY", "₸": "KZT", "₺": "TRY", "฿": "THB", "₱": "PHP", "₫": "VND", "₹": "INR", "₩": "KRW"}
CHINESE = {
    "美元": "USD", "美金": "USD", "欧元": "EUR", "卢布": "RUB", "阿联酋迪拉姆": "AED", "迪拉姆": "AED",
    "沙特里亚尔": "SAR",
    "里亚尔": "SAR", "人民币": "CNY", "埃及镑": "EGP", "英镑": "GBP", "坚戈": "KZT", "白俄罗斯卢布": "BYN",
    "土耳其里拉": "TRY", "里拉": "TRY",
    "日元": "JPY", "港元": "HKD", "港币": "HKD", "新加坡元": "SGD", "新币": "SGD", "马来西亚林吉特": "MYR",
    "林吉特": "MYR", "泰铢": "THB",
    "菲律宾比索": "PHP", "印尼盾": "IDR", "越南盾": "VND", "新台币": "TWD", "巴西雷亚尔": "BRL", "墨西哥比索": "MXN",
    "加元": "CAD",
    "澳元": "AUD", "印度卢比": "INR", "韩元": "KRW", "波兰兹罗提": "PLN", "兹罗提": "PLN", "马来西亚令吉": "MYR", "令吉": "MYR", "马币": "MYR", "新元": "SGD", "台币": "TWD", "雷亚尔": "BRL",
    "印尼卢比": "IDR", "印度尼西亚盾": "IDR", "加拿大元": "CAD", "澳大利亚元": "AUD", "卡塔尔里亚尔": "QAR", "科威特第纳尔": "KWD", "巴林第纳尔": "BHD", "阿曼里亚尔": "OMR", "元": "CNY", "块钱": "CNY", "块": "CNY",
}  # fmt: skip
ENGLISH = [
    (r"Singapore(?:an)? dollars?", "SGD"), (r"(?:New )?Taiwan(?:ese)? dollars?", "TWD"), (r"Hong Kong dollars?", "HKD"), (r"Canadian dollars?", "CAD"), (r"Australian dollars?", "AUD"),
    (r"Qatari ri[y]?als?", "QAR"), (r"Omani ri[y]?als?", "OMR"), (r"Kuwaiti dinars?", "KWD"), (r"Bahraini dinars?", "BHD"), (r"(?:Malaysian )?ringgits?", "MYR"), (r"(?:Thai )?baht", "THB"),
    (r"Philippine pesos?", "PHP"), (r"Mexican pesos?", "MXN"), (r"(?:Indonesian )?rupiahs?", "IDR"), (r"(?:Vietnamese )?dong", "VND"), (r"(?:Brazilian )?reais", "BRL"), (r"(?:Indian )?rupees?", "INR"),
    (r"(?:South )?Korean won", "KRW"), (r"(?:Polish )?z[lł]ot(?:y|ys|ych)", "PLN"), (r"(?:Turkish )?lira", "TRY"), (r"Belarusian r(?:o)?ubles?", "BYN"),
    (r"(?:US|U\.S\.) dollars?|dollars?", "USD"), (r"euros?", "EUR"), (r"(?:Russian )?r(?:o)?ubles?", "RUB"),
    (r"(?:UAE |Emirati )?dirhams?", "AED"), (r"(?:Saudi )?ri[y]?als?", "SAR"), (r"yuan|renminbi", "CNY"),
    (r"Egyptian pounds?", "EGP"), (r"pounds sterling|pounds?(?= sterling)", "GBP"), (r"tenge", "KZT"), (r"yen", "JPY"),
]  # fmt: skip
RUSSIAN = [
    (r"сингапурск[а-я]+[ \u00a0]доллар[а-я]*", "SGD"), (r"тайваньск[а-я]+[ \u00a0]доллар[а-я]*", "TWD"), (r"канадск[а-я]+[ \u00a0]доллар[а-я]*", "CAD"), (r"австралийск[а-я]+[ \u00a0]доллар[а-я]*", "AUD"),
    (r"гонконгск[а-я]+[ \u00a0]доллар[а-я]*", "HKD"), (r"катарск[а-я]+[ \u00a0]ри[яа]л[а-я]*", "QAR"), (r"оманск[а-я]+[ \u00a0]ри[яа]л[а-я]*", "OMR"), (r"кувейтск[а-я]+[ \u00a0]динар[а-я]*", "KWD"), (r"бахрейнск[а-я]+[ \u00a0]динар[а-я]*", "BHD"),
    (r"(?:малайзийск[а-я]+[ \u00a0])?ринг+ит[а-я]*", "MYR"), (r"(?:тайск[а-я]+[ \u00a0])?бат(?:а|ов|ы|ам|ах)?(?![а-я])", "THB"), (r"филиппинск[а-я]+[ \u00a0]песо", "PHP"), (r"мексиканск[а-я]+[ \u00a0]песо", "MXN"),
    (r"индонезийск[а-я]+[ \u00a0]рупи[а-я]+", "IDR"), (r"(?:вьетнамск[а-я]+[ \u00a0])?донг[а-я]*", "VND"), (r"(?:бразильск[а-я]+[ \u00a0])реал[а-я]*", "BRL"), (r"(?:южнокорейск[а-я]+[ \u00a0])?вон(?:а|ы)?(?![а-я])", "KRW"), (r"злот[а-я]+", "PLN"),
    (r"доллар[а-я]*(?:[ \u00a0]США)?|долл\.?(?:[ \u00a0]США)?", "USD"), (r"евро(?![а-я])", "EUR"),
    (r"белорусск[а-я]+[ \u00a0]рубл[а-я]+", "BYN"), (r"(?:российск[а-я]+[ \u00a0])?рубл[а-я]+|руб\.?(?![а-я])|р\.",
    "RUB"),
    (r"дирхам[а-я]*(?:[ \u00a0]ОАЭ)?", "AED"), (r"(?:саудовск[а-я]+[ \u00a0])?ри[яа]л[а-я]*", "SAR"), (r"юан[а-я]+",
    "CNY"),
    (r"(?:египетск[а-я]+[ \u00a0])фунт[а-я]*", "EGP"), (r"фунт[а-я]*[ \u00a0]стерлингов", "GBP"), (r"тенге", "KZT"),
    (r"(?:турецк[а-я]+[ \u00a0])?лир[а-я]*", "TRY"), (r"иен[а-я]*", "JPY"),
    (r"(?:индийск[а-я]+[ \u00a0])?рупи[а-я]+", "INR"),
]  # fmt: skip
