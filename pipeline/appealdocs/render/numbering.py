"""Real list numbering: one w:num for each list, restarted at the number that the letter prints."""

from __future__ import annotations

from dataclasses import dataclass, field

from appealdocs.expressions import compiled
from appealdocs.render.package import HEAD, W, escape

_FIRST = 9001
"""Ids from here on are ours: a company's own numbering keeps its ids."""
_BULLET, _DECIMAL = 9001, 9002
_NUMBER = compiled(r"([1-9]\d{0,5})\.")


@dataclass
class Lists:
    """The lists of one document. `starts`: first number (0 for bullets) and level of each list, in order."""

    starts: list[tuple[int, int]] = field(default_factory=list)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By level: the list that is open there and the number it expects next (0 for bullets)."""

    def close(self) -> None:
        """What follows is no item: the next one opens a new list."""
        self._open = {}

    def place(self, label: str, level: int) -> tuple[int, int]:
        """numId and level of the next item. numId 0: the label is no number of the form '3.' and must be written out."""
        level = min(level, 2)
        match = _NUMBER.fullmatch(label)
        if match is None and not (len(label) == 1 and not label.isalnum()):
            self.close()
            return 0, level
        number = int(match[1]) if match else 0
        self._open = {key: value for key, value in self._open.items() if key <= level}
        id, expected = self._open.get(level, (0, -1))
        if number != expected:
            self.starts.append((number, level))
            id = _FIRST + len(self.starts) - 1
        self._open[level] = (id, number + 1 if number else 0)
        return id, level

    def xml(self, company: tuple[str, str], bullet: str) -> str:
        """word/numbering.xml; `company` is what the reference document brings (abstractNum, num)."""
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="hybridMultilevel"/>'
            + "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text.format(level + 1)}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{425 * (level + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
                for level in range(3)
            ) + "</w:abstractNum>"
            for id, kind, text in ((_BULLET, "bullet", escape(bullet)), (_DECIMAL, "decimal", "%{}."))
        )
        numbers = "".join(
            f'<w:num w:numId="{_FIRST + index}"><w:abstractNumId w:val="{_DECIMAL if start else _BULLET}"/>'
            + (f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else "") + "</w:num>"
            for index, (start, level) in enumerate(self.starts)
        )
        return HEAD + f'<w:numbering xmlns:w="{W}">{company[0]}{abstract}{company[1]}{numbers}</w:numbering>'
