"""Which Cyrillic language: letters first, then telling words and endings, then a dictionary of Russian; detectors last.

Ukrainian, Belarusian, Bulgarian, Macedonian, Serbian and Kazakh must never pass for Russian, also where a short segment
holds none of their own letters ('Товар не було отримано'). Measured in ../../../shared/research/translation.md (f):
no detector alone is fit for that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from appealdocs.expressions import compiled
from appealdocs.language.detectors import langdetect, lingua
from appealdocs.language.scripts import word_set

_KAZAKH = frozenset("әғқңөұүһ")
_SERBIAN = frozenset("ђћ")
_MACEDONIAN = frozenset("ѓќѕ")
_SOUTH = frozenset("љњџј")
_OTHER = frozenset("ӯҷҳӣҗӂӑӗҫӳҡҙҥӊ")
# Ukrainian і ї є ґ, Belarusian ў; і alone is shared by Ukrainian, Belarusian and Kazakh.

# None of these words is Russian (a test asks the dictionary).
_TELLING_WORDS = {
    "uk": """що було були від який які цей ця це ці цього також якщо після під вже ще дуже замовлення замовленням
        замовлень відправлено отримано втрачено надіслано перевірено виконано виконана скасовано покупець покупця
        покупцю покупцем продавець продавця посилка посилку посилок посилки товарів кошти коштів накладну зі із
        дякуємо звертаємося прохання розглянути розгляд виробник виробника випробувань затримка затримки затримку
        митниця митниці митницею прострочення відправлення підтвердження підпис рахунок рахунка відповідь помилка
        помилку якості якість шановні шановний повагою березня квітня травня червня липня серпня вересня жовтня
        грудня січня днів дні години тижнів ви його її їх немає відновити картку додаток додається додаємо перелік
        одержувач одержувача перевізник перевізника перевізником""",
    "be": """гэты быў былі будзе каб калі таксама таму пасля праз дастаўка тавар тавары тавару тавараў пасылка пасылку
        пасылкі атрыманы атрымана атрымаў згублена згублены затрымка затрымкі мытня мытні мытнай прасім просім
        дзякуем разгледзець дакументы дакументаў паважаныя павагай пакупнік пакупніка пакупніку прадавец крама крамы
        аднавіць картку адказ памылка прычына гадзін студзеня лютага сакавіка красавіка чэрвеня ліпеня жніўня
        верасня кастрычніка лістапада снежня""",
    "bg": """са ще беше бяха бъде със във към тази този тези това които който която както защото молбата доставена
        доставен доставено доставката поръчка поръчката поръчки пратка пратката пратки стоката клиентът купувач
        купувачът купувача получени получихме връчена изпратена изпратено изпратени изпращане задържани задържана
        забавяне забавена забавени митница митницата митническо експедиция уважаеми фактурата обява обявата
        възстановена възстановите възстановете разгледате разгледайте проверихме етикет етикета артикулите
        документите няма нямаше вижте приложението прилагаме производителят изпитване изпитването товарителница
        сумата доставчик доставчикът доставчика сме бе ви ги нашия нашият нашата нашите вашия вашата""",
    "mk": """беше беа бидејќи кој која тоа овој оваа овие нарачка нарачката нарачки пратка пратката пратки пратките
        стоката доставена примена примено купувач купувачот продавач продавачот царина царината царински магацин
        магацинот магацините доцнење задоцнување потпис прилог прилогот ве молиме бараме почитувани почит фактурата
        вратите вратени вратиме објава објавата објавите артиклите испратено испратена испратени испраќање
        документите разгледајте видете производителот извештај тестирање тестирањето проверивме етикетата главната
        причината денови месец поднел жалба врачена врачен задржани задржана наплата број ги ја""",
    "sr": """је није нису био смо сте овај ова ово који која које због поруџбина поруџбине поруџбину пошиљка пошиљке
        пошиљку испоручена испорука испоруке испоруку примљена примљен купац продавац царина царини царине магацина
        магацину кашњење кашњења узрок поштоване поштовани колеге прегледате послата послат уручен уручена артикала
        недеља рачун""",
    "kk": """және үшін бойынша туралы арқылы кейін дейін бірақ немесе болған болып емес жоқ біз сіз олар бұл сол тапсырыс
        тапсырысты тапсырыстың тауарды тауардың тауарлар тауарлары сатып алушы алушының алушыға сатушы жеткізілді
        жеткізу жөнелту жөнелтілді алмады алған берілді берді сұраймыз құрметпен құрметті қойма қоймадан қоймада
        кеден кеденде мәселе себебі негізгі өндіруші құжат құжаттар растау жауап хаттамасы сынақ наурызда сәуірде
        мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда қаңтарда ақпанда күн сағат шағым
        жіберілді қайтарылды кешікті кешіктірілді тізімі нөмірі етеміз алушылар келді жатыр тұр еді екен ұстап қалды""",
}
# In the Russian dictionary as rarities, yet telling in a seller's letter.
_ODD_IN_RUSSIAN = {
    "uk": "або була бути чи яка яке просимо накладна",
    "be": "што гэта або",
    "bg": "се моля имаме стоки е",
    "mk": "се нема кои е",
    "sr": "се нема молимо робе",
    "kk": "болды осы",
}
_RUSSIAN_WORDS = word_set(
    "что чтобы как какой который которая которое которые это этот эта эти этого был была были быть есть нет из к ко об обо для "
    "подтверждение также мы вы они он она его её их наш наша наше наши нас нам вас вам свой если поэтому однако уже ещё очень "
    "только после посылки просим прошу прилагаем заказ заказа заказов заказы заказу покупатель покупателя покупателю покупателем "
    "посылка посылку отправление товара товаров доставлен доставлена вручен вручён вручена отгружен отгружена отправлен "
    "отправлена получен площадка площадки площадке перевозчик перевозчика перевозчиком накладная накладной складе карточка "
    "карточки карточку артикул артикула артикулов уважением найден утерян рублей дней дня часов года г бы"
)
_RUSSIAN_LETTERS = compiled("[ыэё]")
_RUSSIAN_ENDINGS = compiled(r"(?:ая|яя|ого|его|ому|ему|ии|ией|тся|ться|лся|лась|лись|ость|остью|ению|ением|аний|ений)$")

# Letters and endings that Russian does not have: ъ before anything but е ё ю я; an apostrophe inside a word (пов'язано).
_BULGARIAN_SIGN = compiled(r"ъ(?![еёюя])")
_BULGARIAN_ARTICLE = compiled(r"(?:ият|ята|ията|ките|ните|тите|лите|ците|щите|ството|нето|ането|ението|ваме|хме|яхме)$")


class Reading(NamedTuple):
    """`language`: best guess; `sure`: letters or words decide; `foreign`: indices of words that are no Russian."""

    language: str
    sure: bool
    foreign: tuple[int, ...]


@lru_cache(maxsize=1)
def _telling() -> dict[str, str]:
    owner: dict[str, set[str]] = {}
    for lang, words in (*_TELLING_WORDS.items(), *_ODD_IN_RUSSIAN.items()):
        for word in words.split():
            owner.setdefault(word, set()).add(lang)
    return {word: "/".join(sorted(langs)) for word, langs in owner.items()}


def _maybe_surname(word: str) -> bool:
    """A short word with a capital: Chinese surnames look like the small words of other languages ('Се Нин')."""
    return word[0].isupper() and len(word) <= 3


def _letters_say(word: str) -> str:
    """The language (or 'a/b') that the letters of a lower-case word show, "" if they are all Russian ones."""
    chars = set(word)
    if chars & _KAZAKH:
        return "kk"
    if chars & _OTHER:
        return "other"
    if chars & _SERBIAN:
        return "sr"
    if chars & _MACEDONIAN:
        return "mk"
    if chars & _SOUTH:
        return "mk/sr"
    if "ў" in chars:
        return "be"
    if chars & {"ї", "є", "ґ"}:
        return "uk"
    if "і" in chars:
        return "be/kk" if _RUSSIAN_LETTERS.search(word) else "uk/be/kk"
    if _BULGARIAN_SIGN.search(word):
        return "bg"
    if re.search(r"[бпвмфкгхжчшр]['’ʼ][яюєї]", word):
        return "uk/be"
    return ""


_LOAN = compiled(
    r"(?:тикет|листинг|селлер|трекинг|маркетплейс|инвойс|кейс|фулфилмент|дашборд|скриншот|фидбек|промокод|штрихкод|вебинар|бренд|апелляци|логист)"
    r"(?:а|у|ом|е|ы|ов|ам|ами|ах|и|я|й|ю|ей)?"
)
"""Loan words of online trade that the dictionary does not know, in their cases."""


@lru_cache(maxsize=20_000)
def known_russian(word: str) -> bool:
    """Is the lower-case word in the Russian dictionary? Compounds count by their parts ('трек-номер')."""
    from appealdocs.locale_.morph import analyzer

    analyse = analyzer()
    if analyse.word_is_known(word) or analyse.word_is_known(word.replace("ё", "е")):
        return True
    if _LOAN.fullmatch(word):
        return True
    parts = [part for part in word.split("-") if part]
    return len(parts) > 1 and all(analyse.word_is_known(part) for part in parts)


_SURE, _MOSTLY = 0.95, 0.7
"""The quick detector's "Russian" is believed from this confidence on, where this share of the words is in the dictionary."""


def read(words: Sequence[str], names: Sequence[bool] = ()) -> Reading:
    """What language the Cyrillic words of one block are. `names[i]` marks a word that may be a name (capital, not first)."""
    low = [w.lower().replace("’", "'").replace("ʼ", "'") for w in words]
    votes: Counter[str] = Counter()
    foreign: list[int] = []
    for index, word in enumerate(low):
        said = _letters_say(word)
        if not said and word not in _RUSSIAN_WORDS and not _maybe_surname(words[index]):
            said = _telling().get(word, "")
        if not said and len(word) > 5 and _BULGARIAN_ARTICLE.search(word) and not known_russian(word):
            said = "bg/mk"
        if said:
            foreign.append(index)
            for lang in said.split("/"):
                votes[lang] += 2 if "/" not in said else 1
    if votes:
        return _foreign(low, votes, tuple(foreign))
    return _russian(low, list(names) or [False] * len(low))


def _foreign(low: Sequence[str], votes: Counter[str], foreign: tuple[int, ...]) -> Reading:
    best, most = votes.most_common(1)[0]
    ties = [lang for lang, n in votes.items() if n == most]
    if len(ties) > 1:
        guess = lingua(" ".join(low), "cyrillic")[0]
        best = guess if guess in ties else best
    rest = [w for i, w in enumerate(low) if i not in foreign]
    native = sum(1 for w in rest if w in _RUSSIAN_WORDS or _RUSSIAN_LETTERS.search(w))
    known = sum(1 for w in rest if known_russian(w))
    if native and best != "kk" and (native > len(foreign) or known >= max(4, 0.9 * len(rest))):
        return Reading("ru", True, foreign)
    return Reading(best, True, tuple(range(len(low))))


def _russian(low: Sequence[str], names: Sequence[bool]) -> Reading:
    length = sum(len(w) for w in low)
    if all(names) and not any(known_russian(w) for w in low):
        return Reading("ru", False, ())  # names of persons and places only ('Чэнь Вэйдун')
    plain = [w for w, name in zip(low, names, strict=True) if not name and len(w) > 2]
    known = sum(1 for w in plain if known_russian(w))
    native = sum(1 for w in low if w in _RUSSIAN_WORDS or _RUSSIAN_LETTERS.search(w) or _RUSSIAN_ENDINGS.search(w))
    share = known / len(plain) if plain else 1.0
    surely = any(w in _RUSSIAN_WORDS or _RUSSIAN_LETTERS.search(w) for w in low)
    if share >= 0.7 and native and (length >= 12 or (share == 1.0 and surely)):
        return Reading("ru", True, ())
    if share == 1.0 and len(plain) >= 5:
        return Reading("ru", True, ())
    if length < 12:
        return Reading("ru" if share == 1.0 else "", False, ())
    text = " ".join(low)
    first, confidence = lingua(text, "cyrillic", accurate=False)
    if first != "ru" or confidence < _SURE or share < _MOSTLY:  # the large models take seconds to load
        first, confidence = lingua(text, "cyrillic")
    if first == "ru" and share >= 0.5 and (confidence >= 0.5 or langdetect(text)[0] == "ru"):
        return Reading("ru", True, ())
    if first != "ru" and confidence >= 0.5 and share < 0.8:
        return Reading(first, True, tuple(range(len(low))))
    second = langdetect(text)[0]
    if second == first and first and (first == "ru" or share < 1.0):
        return Reading(first, True, () if first == "ru" else tuple(range(len(low))))
    return Reading("ru" if plain and share == 1.0 else first or second, False, ())
