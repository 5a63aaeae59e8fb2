"""Currencies: ISO 4217 codes, signs, and their names in the three languages as patterns."""

from __future__ import annotations

ISO = (
    "USD", "EUR", "RUB", "AED", "SAR", "CNY", "EGP", "GBP", "KZT", "BYN", "TRY", "JPY", "HKD", "SGD", "MYR", "THB",
    "PHP", "IDR", "VND", "TWD", "BRL", "MXN", "CAD", "AUD", "INR", "KRW", "PLN", "QAR", "KWD", "BHD", "OMR",
)  # fmt: skip
ALIASES = {"RMB": "CNY", "RUR": "RUB", "US$": "USD", "CNH": "CNY", "DHS": "AED", "SR": "SAR"}
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "¥": "CNY", "￥": "CNY", "₸": "KZT", "₺": "TRY"}
CHINESE = {
    "美元": "USD", "美金": "USD", "欧元": "EUR", "卢布": "RUB", "阿联酋迪拉姆": "AED", "迪拉姆": "AED",
    "沙特里亚尔": "SAR",
    "里亚尔": "SAR", "人民币": "CNY", "埃及镑": "EGP", "英镑": "GBP", "坚戈": "KZT", "白俄罗斯卢布": "BYN",
    "土耳其里拉": "TRY", "里拉": "TRY",
    "日元": "JPY", "港元": "HKD", "港币": "HKD", "新加坡元": "SGD", "新币": "SGD", "马来西亚林吉特": "MYR",
    "林吉特": "MYR", "泰铢": "THB",
    "菲律宾比索": "PHP", "印尼盾": "IDR", "越南盾": "VND", "新台币": "TWD", "巴西雷亚尔": "BRL", "墨西哥比索": "MXN",
    "加元": "CAD",
    "澳元": "AUD", "印度卢比": "INR", "韩元": "KRW", "波兰兹罗提": "PLN", "元": "CNY", "块钱": "CNY", "块": "CNY",
}  # fmt: skip
ENGLISH = [
    (r"(?:US|U\.S\.) dollars?|dollars?", "USD"), (r"euros?", "EUR"), (r"(?:Russian )?r(?:o)?ubles?", "RUB"),
    (r"(?:UAE |Emirati )?dirhams?", "AED"), (r"(?:Saudi )?ri[y]?als?", "SAR"), (r"yuan|renminbi", "CNY"),
    (r"Egyptian pounds?", "EGP"), (r"pounds sterling|pounds?(?= sterling)", "GBP"), (r"tenge", "KZT"), (r"yen", "JPY"),
]  # fmt: skip
RUSSIAN = [
    (r"доллар[а-я]*(?:[ \u00a0]США)?|долл\.?(?:[ \u00a0]США)?", "USD"), (r"евро(?![а-я])", "EUR"),
    (r"белорусск[а-я]+[ \u00a0]рубл[а-я]+", "BYN"), (r"(?:российск[а-я]+[ \u00a0])?рубл[а-я]+|руб\.?(?![а-я])|р\.",
    "RUB"),
    (r"дирхам[а-я]*(?:[ \u00a0]ОАЭ)?", "AED"), (r"(?:саудовск[а-я]+[ \u00a0])?ри[яа]л[а-я]*", "SAR"), (r"юан[а-я]+",
    "CNY"),
    (r"(?:египетск[а-я]+[ \u00a0])фунт[а-я]*", "EGP"), (r"фунт[а-я]*[ \u00a0]стерлингов", "GBP"), (r"тенге", "KZT"),
    (r"(?:турецк[а-я]+[ \u00a0])?лир[а-я]*", "TRY"), (r"иен[а-я]*", "JPY"), (r"гонконгск[а-я]+[ \u00a0]доллар[а-я]*",
    "HKD"),
    (r"(?:индийск[а-я]+[ \u00a0])?рупи[а-я]+", "INR"),
]  # fmt: skip
