"""Names of signers in a letter (common/fact-contradicted)."""

from __future__ import annotations

import re

import pytest

from appealdocs.check.kinds.evidence import signer


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "Shipment 342 was delivered and signed for by Omar Haddad; the record differs.", ["Omar Haddad"]),
        ("en", "The parcel was received by Fatima Al Mansoori on 7 March.", ["Fatima Al Mansoori"]),
        ("en", "The parcel was received by the buyer.", []),
        ("ru", "Посылка вручена 10.03.2026; получатель Кузьмин А. А.", ["Кузьмин А. А."]),
        ("ru", "Посылка вручена лично Кузьмину А. А. в Казани", ["Кузьмину А. А."]),
        ("zh", "包裹由 Omar Haddad 签收", ["Omar Haddad"]),
        ("zh", "运单已签收，签收人为王小明。", ["王小明"]),
    ],
)
def test_the_signer_is_found_in_the_letter(lang: str, text: str, names: list[str]) -> None:
    found = [m[1] for pattern in signer._SIGNED[lang] for m in re.finditer(pattern, text, re.IGNORECASE)]
    assert found == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fatima Mansoori", "Fatima Al Mansoori", True),
        ("F. Al Mansoori", "Fatima Al Mansoori", True),
        ("Omar Al Mansoori", "Fatima Al Mansoori", False),
        ("Кузьмину А. А.", "Кузьмин А. А.", True),
        ("Кузьмин А. А.", "Соколова Е. В.", False),
        ("Fatima Al Mansoorl", "Fatima Al Mansoori", True),
        ("Иванова", "Ivanova", False),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert signer._alike(one, other) is same
