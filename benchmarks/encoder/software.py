"""A general parallel corpus: what free software says in English, Chinese and Russian (messages, help, the prose of games).

    python benchmarks/encoder/software.py --work FOLDER [--packages FOLDER]

For the first stage of training, before sentences of appeals. Reads the packages of Debian 12 named below, unpacked into one
folder, and writes FOLDER/software.json: by language the pairs (English, translation). The texts are under the licences of their
programs; none of them is committed.
"""

# Taken with `apt-get download NAME...` and unpacked with `dpkg-deb -x FILE FOLDER/packages`, one file after another:
#   wesnoth-1.16-data freeciv-data gcc-12-locales libc-l10n gnucash-common gimp-data evolution-common vlc-l10n
#   libreoffice-help-zh-cn libreoffice-help-ru libreoffice-help-en-us kmymoney-common digikam-data kdenlive-data krita-l10n
#   manpages-ru dpkg aptitude-common gparted-common homebank-data nautilus-data inkscape darktable plasma-workspace-data
#   dolphin kmail korganizer

from __future__ import annotations

import argparse
import gettext
import html
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

WORK = Path(tempfile.gettempdir()) / "appealdocs-encoder"
FOLDERS = {"zh": ("zh_CN", "zh-CN"), "ru": ("ru", "ru")}
"""What catalogues and help call the languages."""
_PARAGRAPH = re.compile(r'<(?:p|h\d)[^>]*\bid="(\w+)"[^>]*>(.*?)</(?:p|h\d)>', re.DOTALL)
_LEAST_HELP = 25
"""Characters of a paragraph of help: what is shorter is a name of a button."""


def cleaned(text: str) -> str:
    """Without marks of keys (_File, &File, (F)), tags and entities."""
    if text.count("_") <= 1:  # several are a name in a program
        text = text.replace("\x04", " ").replace("_", "")
    text = re.sub(r"<[^>]{1,60}>", "", text)
    text = html.unescape(re.sub(r"&(?=\w)(?!\w+;)", "", text))
    return re.sub(r"\s+", " ", re.sub(r"\(&?[A-Z]\)", "", text)).strip()


def fits(english: str, target: str, lang: str) -> bool:
    """Whether the two look like a sentence and its translation: length, script, and neither of them left as it was."""
    if not 12 <= len(english) <= 420 or english == target or not target:
        return False
    length = len(target) / len(english)
    if lang == "zh":
        han = len(re.findall("[\u4e00-\u9fff]", target))
        return han >= 5 and han > len(target) * 0.35 and 0.12 < length < 0.9
    cyrillic = len(re.findall("[а-яё]", target, re.IGNORECASE))
    return cyrillic >= 10 and cyrillic > len(target) * 0.5 and 0.6 < length < 1.8


def messages(packages: Path, lang: str) -> Iterator[tuple[str, str]]:
    """The messages of all catalogues, without their contexts and plurals."""
    for path in sorted(packages.glob(f"**/{FOLDERS[lang][0]}/**/*.mo")):
        try:
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # nothing public lists messages
        except (OSError, UnicodeDecodeError, ValueError):
            print(f"{path}: cannot be read")
            continue
        for key, value in catalogue.items():
            if key and isinstance(key, str) and isinstance(value, str):
                english = key.split("\x04")[1] if "\x04" in key else key
                if -1 < english.find("^") < 30:  # Wesnoth's contexts
                    english = english.split("^", 1)[1]
                yield cleaned(english), cleaned(value)


def help_pages(packages: Path, lang: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of LibreOffice's help: translations bear the same id."""
    base = packages / "usr/share/libreoffice/help"
    for path in sorted((base / "en-US" / "text").glob("**/*.html")):
        other = base / FOLDERS[lang][1] / path.relative_to(base / "en-US")
        if other.exists():
            theirs = _paragraphs(other)
            for key, english in _paragraphs(path).items():
                if key in theirs and len(english) > _LEAST_HELP:
                    yield english, theirs[key]


def _paragraphs(path: Path) -> dict[str, str]:
    """By id."""
    text = path.read_text(encoding="utf-8", errors="ignore")
    return {match[1]: cleaned(match[2]) for match in _PARAGRAPH.finditer(text)}


def main() -> None:
    """Write software.json."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--work", type=Path, default=WORK)
    words.add_argument("--packages", type=Path, help="default: WORK/packages")
    given = words.parse_args()
    packages = given.packages or given.work / "packages"
    found: dict[str, dict[str, str]] = {}
    for lang in FOLDERS:
        found[lang] = {}
        for english, target in (*messages(packages, lang), *help_pages(packages, lang)):
            if fits(english, target, lang):
                found[lang].setdefault(english, target)
        print(lang, len(found[lang]), "pairs")
    print("in both", len(found["zh"].keys() & found["ru"].keys()))
    given.work.mkdir(parents=True, exist_ok=True)
    data = {lang: list(pairs.items()) for lang, pairs in found.items()}
    (given.work / "software.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
