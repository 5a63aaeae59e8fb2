"""False alarms of the language rules on good text: `python benchmarks/language_alarms.py [--show]`.

Letters are what counts: every text of the good sample cases and of the acceptance cases (those seeded with a language fault
left out), the letter templates and all clauses (their slots filled; the judge learns from them). The seed corpora are sellers' own plain sentences; of
those only the half that benchmarks/train_language.py does not learn from. A hit there need not be wrong: --show prints all.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml
from train_language import LANGUAGES, ROOT, clauses, filled, seed

from appealdocs.language.learnt import TOPICS
from appealdocs.language.lexicon import hits

SHARED = ROOT.parent / "shared"
LANGUAGE_RULES = ("no-emotional-language", "no-vague-attribution", "no-blaming-platform", "own-words")


def cases() -> Iterator[tuple[str, str]]:
    """(language, text) of the good cases' points and requests."""
    for path in (*sorted((ROOT / "samples").glob("*/case.yaml")), *sorted((SHARED / "acceptance" / "cases").glob("*/case.yaml"))):
        expected = path.parents[1] / f"{path.parent.name}.expected.json"
        told = json.dumps(json.loads(expected.read_text(encoding="utf-8"))) if expected.is_file() else ""
        if path.parent.name != "with-faults" and not any(rule in told for rule in LANGUAGE_RULES):
            yield from _texts(yaml.safe_load(path.read_text(encoding="utf-8")))


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in LANGUAGES and isinstance(value, str):
                yield key, value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def templates() -> Iterator[tuple[str, str]]:
    """(language, text) of the letter templates, a line at a time."""
    for lang in LANGUAGES:
        for path in sorted({*(ROOT / "templates" / lang).glob("*.j2"), *(SHARED / "content" / "letters" / lang).glob("*.j2")}):
            for line in re.sub(r"{#.*?#}|{%.*?%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines():
                text = filled(line, lang).strip("*-#>| ")
                if len(text) > 3 and not text.startswith("<!--"):
                    yield lang, text


def main() -> None:
    sources = {
        "cases": list(cases()),
        "templates": list(dict.fromkeys(templates())),
        "clauses": [(row.lang, row.sentence) for row in clauses()],
        "seed, held back": [(row.lang, row.sentence) for row in seed(1)],
    }
    print(f"{'':<18}{'texts':>6}" + "".join(f"{topic:>22}" for topic in TOPICS) + "   (patterns + judge)")
    for name, texts in sources.items():
        count: Counter[tuple[str, bool]] = Counter()
        for lang, text in texts:
            for topic in TOPICS:
                found = hits(text, lang, topic)
                if found:
                    learnt = all(hit.kind == "learnt" for hit in found)
                    count[topic, learnt] += 1
                    if "--show" in sys.argv:
                        print(f"    {topic}\t{lang}\t{text}\t{'; '.join(f'{h.kind}: {h.text}' for h in found)}")
        print(f"{name:<18}{len(texts):>6}" + "".join(f"{f'{count[t, False]} + {count[t, True]}':>22}" for t in TOPICS))


if __name__ == "__main__":
    main()
