"""case.yaml as types (contract.md, section 1). Values come in as text; nothing is guessed, ids stay as written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from appealdocs.expressions import compiled
from appealdocs.model.keys import Platform
from appealdocs.model.text import LANGUAGES, Language, Text

_HAN = compiled(r"[\u3400-\u9fff\uf900-\ufaff]")
_CYRILLIC = compiled(r"[\u0400-\u04ff]")


class ValueFault(ValueError):
    """A value that cannot stand here; `zh` is the same message in Chinese, `allowed` what may stand here."""

    def __init__(self, en: str, zh: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(en)
        self.zh = zh
        self.allowed = allowed


def script_language(text: str) -> Language:
    """The language that a bare string of the seller is taken for, by script: Han -> zh, Cyrillic -> ru, else en."""
    if _HAN.search(text):
        return "zh"
    cyrillic = len(_CYRILLIC.findall(text))
    return "ru" if cyrillic and cyrillic * 2 > sum(c.isalpha() for c in text) else "en"


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value
    raise ValueFault("must be a text", "必须是文本")


def _file_name(value: Any) -> str:
    name = str(_text(value))
    size = len(name.encode("utf-8", "surrogatepass"))
    if size > 4 * LONGEST_NAME or any(len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME for part in name.split("/")):
        raise ValueFault(f"the file name is longer than {LONGEST_NAME} bytes", f"文件名超过 {LONGEST_NAME} 字节")
    return name


def _localised(value: Any) -> Any:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text(**{script_language(value): value.strip()})
    if isinstance(value, Mapping):
        unknown = [key for key in value if key not in LANGUAGES]
        if unknown or not all(isinstance(v, str) for v in value.values()):
            raise ValueFault("must be a text, or texts under zh, en, ru", "必须是文本，或 zh、en、ru 下的文本", LANGUAGES)
        return Text(**{str(k): str(v).strip() for k, v in value.items()})
    raise ValueFault("must be a text, or texts under zh, en, ru", "必须是文本，或 zh、en、ru 下的文本", LANGUAGES)


_DATE = compiled(r"\d{4}-\d{2}-\d{2}")
EARLIEST, LATEST = 1990, 2200
"""Years of a moment of a case; further out there is no time in another zone."""
LONGEST_NAME = 255
"""Most bytes of a file's or folder's name on the common file systems."""


def parse_date(value: Any) -> date:
    """A calendar date 'YYYY-MM-DD'. Raises ValueFault."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise ValueFault(f"'{value}' is no date", f"“{value}”不是日期", ("YYYY-MM-DD",))


def parse_moment(value: Any) -> datetime | date:
    """A date-time with offset, or a date alone. A time with no offset is a ValueFault."""
    if isinstance(value, datetime | date):
        return value
    if isinstance(value, str):
        text = value.strip()
        if _DATE.fullmatch(text):
            return parse_date(text)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is not None and moment.tzinfo is None:
            raise ValueFault(
                f"'{value}' has no offset: write +04:00, +03:00 or +08:00 after the time",
                f"“{value}”没有时区：请在时间后写上 +04:00、+03:00 或 +08:00",
                ("YYYY-MM-DDThh:mm:ss+04:00",),
            )
        if moment is not None and EARLIEST <= moment.year <= LATEST:
            return moment
    raise ValueFault(
        f"'{value}' is no date-time", f"“{value}”不是日期时间", ("YYYY-MM-DDThh:mm:ss+04:00", "YYYY-MM-DD")
    )


def _decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    try:
        number = Decimal(str(value).strip()) if isinstance(value, str | int | float) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise ValueFault(f"'{value}' is no number", f"“{value}”不是数字", ("129.00",))
    return number


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise ValueFault(f"'{value}' is neither true nor false", f"“{value}”既不是 true 也不是 false", ("true", "false"))


def _count(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 12:
        return int(value.strip())
    raise ValueFault(f"'{value}' is no whole number", f"“{value}”不是整数", ("60",))


Id = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int | float) else _text(v))]
Plain = Annotated[str, BeforeValidator(_text)]
FileName = Annotated[str, BeforeValidator(_file_name)]
Localised = Annotated[Text, BeforeValidator(_localised)]
Day = Annotated[date, BeforeValidator(parse_date)]
Moment = Annotated[datetime | date, BeforeValidator(parse_moment)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[int, BeforeValidator(_count)]


class Base(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)


class Period(Base):
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class Claim(Base):
    """One statement of the seller: text in one or more languages, or a clause of the library with its slots."""

    text: Localised = Text()
    clause: Plain = ""
    slots: dict[str, Any] = Field(default_factory=dict)
    evidence: tuple[Plain, ...] = ()
    owner: Localised = Text()
    by: Day | None = None

    @property
    def source_language(self) -> Language:
        """The language that the claim was written in: Chinese where it has Chinese, else the only one there is."""
        languages = self.text.languages
        return "zh" if "zh" in languages or not languages else languages[0]


_CLAIM_KEYS = ("zh", "en", "ru", "clause", "with", "evidence", "owner", "by")


def _claim(value: Any) -> Any:
    if isinstance(value, Claim):
        return value
    if isinstance(value, str):
        if not value.strip():
            raise ValueFault("is empty", "为空")
        if not any(c.isalpha() for c in value):
            raise ValueFault(f"'{value.strip()}' is no statement: write it as a sentence", f"“{value.strip()}”不是陈述：请写成一句话")
        return {"text": value}
    if isinstance(value, Mapping):
        unknown = [str(key) for key in value if key not in _CLAIM_KEYS]
        if unknown:
            raise ValueFault(f"unknown key '{unknown[0]}' in a claim", f"陈述中有未知的键“{unknown[0]}”", _CLAIM_KEYS)
        texts = {key: value[key] for key in LANGUAGES if key in value}
        if bool(texts) == ("clause" in value):
            raise ValueFault(
                "a claim is a text under zh, en or ru, or a clause", "陈述必须是 zh、en 或 ru 下的文本，或一个条款", _CLAIM_KEYS
            )
        rest = {key: value[key] for key in ("clause", "evidence", "owner", "by") if key in value}
        return {**rest, "text": texts or Text(), "slots": value.get("with", {})}
    raise ValueFault("must be a claim: a text, texts under zh, en, ru, or a clause", "必须是陈述：文本、zh/en/ru 文本或条款", _CLAIM_KEYS)


ClaimIn = Annotated[Claim, BeforeValidator(_claim)]


class Account(Base):
    status: Literal["active", "restricted", "deactivated"] | None = None
    verified: Flag | None = None
    closure: Literal["platform", "voluntary", "dormant"] | None = None


class LogEntry(Base):
    event: Plain
    at: Moment
    order: Id = ""


class Licence(Base):
    number: Id
    kind: Literal["trade-licence", "commercial-registration", "business-licence"] | None = None
    country: Plain = ""
    valid: Period | None = None


class Representative(Base):
    name: Localised = Text()
    title: Localised = Text()


class Seller(Base):
    legal_name: Localised = Text()
    legal_name_zh: Plain = ""
    store: Localised = Text()
    address: Localised = Text()
    licence: Annotated[Licence, BeforeValidator(lambda v: {"number": v} if isinstance(v, str) else v)] | None = None
    representative: Representative = Representative()
    email: Plain = ""
    phone: Id = ""
    logo: FileName = ""
    stamp: FileName = ""
    signature: FileName = ""
    former_names: tuple[Localised, ...] | None = None
    former_licences: tuple[Id, ...] | None = None
    other_accounts: tuple[Localised, ...] | None = None


class Amount(Base):
    value: Number
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Order(Base):
    id: Id
    tracking: Id = ""
    carrier: Plain = ""
    skus: tuple[Id, ...] = ()
    ordered: Moment | None = None
    promised_dispatch: Moment | None = None
    label_created: Moment | None = None
    dispatched: Moment | None = None
    first_scan: Moment | None = None
    delivered: Moment | None = None
    signed_by: Plain = ""
    complaint: Moment | None = None
    first_reply: Moment | None = None
    amount: Amount | None = None
    commission: Number | None = None
    platform_status: Plain = ""


class Metric(Base):
    name: Plain
    value: Number | None = None
    unit: Plain = ""
    threshold: Number | None = None
    window_days: Count | None = None
    as_of: Day | None = None
    valid_orders: Count | None = None


class Point(Base):
    code: Id = ""
    title: ClaimIn | None = None
    clause: Plain = ""
    skus: tuple[Id, ...] = ()
    date: Day | None = None
    problem: tuple[ClaimIn, ...] = ()
    cause: tuple[ClaimIn, ...] = ()
    action: tuple[ClaimIn, ...] = ()
    prevention: tuple[ClaimIn, ...] = ()

    def part(self, name: str) -> tuple[Claim, ...]:
        """The claims of one of the four parts (keys.PARTS)."""
        claims: tuple[Claim, ...] = getattr(self, name)
        return claims


class Reason(Base):
    number: Id
    text: Plain


class Rejection(Base):
    file: FileName = ""
    reasons: tuple[Reason, ...] = ()
    platform_case: Id = ""


class Evidence(Base):
    """A file as the case declares it; what it really shows is a `Reading`."""

    id: Id
    file: FileName
    type: Plain
    language: Plain = ""
    date: Day | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    order: Id = ""
    orders: tuple[Id, ...] = ()
    code: Id = ""
    tracking: Id = ""
    valid: Period | None = None
    shows: ClaimIn | None = None
    link: Plain = ""
    translation: FileName = ""
    certified_by: Plain = ""

    @property
    def order_ids(self) -> tuple[str, ...]:
        return ((self.order,) if self.order else ()) + self.orders


class Allow(Base):
    rule: Plain
    reason: Plain
    by: Plain


class Case(Base):
    """A whole case.yaml. `lines` maps a dotted key to its line in the file."""

    procedure: Plain
    platform: Platform | None = None
    reference: Id = ""
    site: Plain = ""
    issue: Plain = ""
    account: Account | None = None
    platform_log: tuple[LogEntry, ...] = ()
    errors: tuple[Id, ...] = ()
    category: Plain = ""
    received: Moment | None = None
    deadline: Moment | None = None
    notice: FileName = ""
    platform_case: Id = ""
    final_warning: Flag | None = None
    seller: Seller = Seller()
    orders: tuple[Order, ...] = ()
    metric: Metric | None = None
    points: tuple[Point, ...] = ()
    request: ClaimIn | None = None
    rejection: Rejection | None = None
    required: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    allow: tuple[Allow, ...] = ()
    lines: dict[str, int] = Field(default_factory=dict, exclude=True)
