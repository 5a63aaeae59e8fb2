"""The filters in a real Jinja environment."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, StrictUndefined

from appealdocs.locale_.filters import environment_filters
from appealdocs.model.fact import Money
from appealdocs.model.text import Text


def render(lang: str, zone: str, template: str, **values: object) -> str:
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(environment_filters(lang, ZoneInfo(zone)))
    return environment.from_string(template).render(**values).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lang", "zone", "template", "expected"),
    [
        ("en", "Asia/Dubai", "On {{ d | date }} at {{ t | time }} ({{ m | money }}), {{ r | percent }}, {{ n | "
                             "count('day') }}",
         "On 9 March 2026 at 14:22 GST (GMT+4) (AED 129), 98.5%, 3 days"),
        ("ru", "Europe/Moscow", "{{ d | date }} в {{ t | time }}; {{ m | money }}; {{ r | percent }}; {{ n | "
                                "count('день') }}",
         "9 марта 2026 г. в 13:22 по московскому времени; 129 дирхамов ОАЭ; 98,5 %; 3 дня"),
        ("zh", "Asia/Dubai", "{{ d | date }} {{ t | time }}，{{ m | money }}，{{ r | percent }}，{{ n | count('天') }}",
         "2026年3月9日 14:22 GST（GMT+4），129 阿联酋迪拉姆，98.5%，3天"),
        ("ru", "Europe/Moscow", "{{ n | count('минута', 'accs') }} {{ 'перевозчик' | case('gent') }} {{ l | join }} "
                                "{{ p | quote }}",
         "3 минуты перевозчика 1, 2 и 4 «Хоргос»"),
        ("en", "Asia/Dubai", "{{ t | moment }} / {{ d | moment }} / {{ l | map('number') | join }} / {{ 12345.5 | "
                             "number }}",
         "5 March 2026 at 14:22 GST (GMT+4) / 9 March 2026 / 1, 2 and 4 / 12,345.5"),
        ("en", "Asia/Dubai", "{{ none | date }} {{ none | money }} {{ none | count('day') }} {{ none | join }}",
        "____ ____ ____ ____"),
        ("en", "Asia/Dubai", "{{ [] | join }}|{{ 'every ' ~ (n | count('day')) }}", "|every 3 days"),
    ],
)  # fmt: skip
def test_letters(lang: str, zone: str, template: str, expected: str) -> None:
    text = render(
        lang, zone, template,
        d=date(2026, 3, 9), t="2026-03-05T14:22+04:00", m={"value": 129, "currency": "AED"}, r=98.5, n=3, l=[1, 2, 4],
        p=Text(zh="霍尔果斯", en="Khorgos", ru="Хоргос"),
    )  # fmt: skip
    assert text == expected


def test_filter_names_are_those_of_the_templates() -> None:
    names = {"date", "time", "moment", "money", "percent", "number", "count", "case", "join", "quote"}
    assert set(environment_filters("en", ZoneInfo("Asia/Dubai"))) == names


def test_typed_values_are_taken_too() -> None:
    assert render("ru", "Europe/Moscow", "{{ m | money }}", m=Money(Decimal("18500"), "RUB")) == "18 500 руб."


def test_importing_locale_loads_nothing_heavy() -> None:
    code = (
        "import sys, appealdocs.locale_.filters, appealdocs.locale_.names, appealdocs.locale_.morph\n"
        "print([m for m in ('pymorphy3', 'babel', 'pypinyin') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]"
