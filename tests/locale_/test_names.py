"""Chinese names in Russian letters."""

import pytest

from appealdocs.locale_ import names


@pytest.mark.parametrize(
    ("han", "russian"),
    [
        ("陈卫东", "Чэнь Вэйдун"), ("王建国", "Ван Цзяньго"), ("欧阳娜", "Оуян На"), ("单雄信", "Шань Сюнсинь"),
        ("吕布", "Люй Бу"),
        ("徐悲鸿", "Сюй Бэйхун"), ("曾国藩", "Цзэн Гофань"), ("黄玉琴", "Хуан Юйцинь"), ("赵敏", "Чжао Минь"), ("王慧",
        "Ван Хуэй"),
    ],
)  # fmt: skip
def test_people(han: str, russian: str) -> None:
    assert names.person(han) == russian


@pytest.mark.parametrize(
    ("han", "russian"),
    [
        ("深圳", "Шэньчжэнь"), ("深圳市", "Шэньчжэнь"), ("西安", "Сиань"), ("长安", "Чанъань"), ("义乌", "Иу"),
        ("广州", "Гуанчжоу"),
        ("东莞", "Дунгуань"), ("延安", "Яньань"), ("平阳", "Пинъян"), ("北京", "Пекин"), ("霍尔果斯", "Хоргос"),
        ("重庆", "Чунцин"),
        ("厦门", "Сямэнь"), ("天安门", "Тяньаньмэнь"), ("绥芬河", "Суйфэньхэ"),
    ],
)  # fmt: skip
def test_places(han: str, russian: str) -> None:
    assert names.place(han) == russian


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("Chen Weidong", "Чэнь Вэйдун"), ("Wang Jianguo", "Ван Цзяньго"), ("Xi'an", "Сиань"), ("Xi’an", "Сиань"),
        ("Xian", "Сянь"),
        ("Chang'an", "Чанъань"), ("Shēnzhèn", "Шэньчжэнь"), ("Lü Bu", "Люй Бу"), ("Fangan", "Фаньгань"), ("Aramex",
        None), ("", None),
        ("Li Wei", "Ли Вэй"), ("Zhang Xiao-hong", "Чжан Сяохун"),
    ],
)  # fmt: skip
def test_pinyin(latin: str, russian: str | None) -> None:
    assert names.from_pinyin(latin) == russian


def test_the_table_is_whole() -> None:
    table = names.syllables()
    assert len(table) >= 405
    for pinyin, russian in {
        "zhi": "чжи", "ri": "жи", "si": "сы", "hui": "хуэй", "gui": "гуй", "jue": "цзюэ", "xun": "сюнь", "liu": "лю",
        "nv": "нюй",
        "er": "эр", "weng": "вэн", "qiong": "цюн", "xiong": "сюн", "zhuang": "чжуан", "wen": "вэнь", "yong": "юн",
        "bie": "бе",
    }.items():  # fmt: skip
        assert table[pinyin] == russian


def test_every_syllable_pypinyin_can_give_is_known() -> None:
    from pypinyin import Style, lazy_pinyin

    common = "".join(chr(code) for code in range(0x4E00, 0x9FA5, 7))
    rare = {"ê", "hm", "hng", "m", "n", "ng", "yo", "lo"}
    unknown = {
        s for s in lazy_pinyin(common, style=Style.NORMAL, v_to_u=False) if s.isascii() and s not in names.syllables()
    }
    assert unknown <= rare
