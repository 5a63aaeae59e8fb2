"""Every error a person can meet, as one tree.

    AppealdocsError                 exit status
    ├── UsageError                  2   wrong words on the command line, a file that is not there
    ├── BadInput                    2   a file that cannot be used, with all its faults in one go
    ├── Refused                     1   the tool will not do it: what stands in the way is a finding
    ├── PartFailed                  3   an engine, database, renderer or rule failed
    │   ├── EngineFailed            3
    │   ├── RenderFailed            3
    │   └── MissingPart             3   an optional part (OCR, LibreOffice ...) is not installed
    └── Busy                        3   somebody else holds the case folder

Library code raises these and never prints or exits; `cli.main` alone turns them into words and exit statuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appealdocs.model.text import Text2


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input file.

    `line` counts from 1 (None: the file as a whole), `key` is the dotted path (`orders[0].amount.value`),
    `allowed` names what may stand there.
    """

    message: Text2
    file: str = ""
    line: int | None = None
    key: str = ""
    allowed: Sequence[str] = ()


class AppealdocsError(Exception):
    """Root of the tree. `text` is the line for the person, `remedy` what to do next."""

    exit_status = 70

    def __init__(self, text: Text2, remedy: Text2 | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.remedy = remedy


class UsageError(AppealdocsError):
    """Wrong usage of a command or of a function's arguments that a person chose."""

    exit_status = 2


class BadInput(AppealdocsError):
    """An input file is refused whole; `faults` lists everything that is wrong with it."""

    exit_status = 2

    def __init__(self, text: Text2, faults: Sequence[Fault] = (), remedy: Text2 | None = None) -> None:
        super().__init__(text, remedy)
        self.faults = tuple(faults)


class Refused(AppealdocsError):
    """The tool refuses to go on because the case does not allow it (open errors, unapproved text, too early)."""

    exit_status = 1


class PartFailed(AppealdocsError):
    """A part that the tool relies on failed."""

    exit_status = 3


class EngineFailed(PartFailed):
    """A translation engine gave no usable answer."""


class RenderFailed(PartFailed):
    """A document could not be written, or what was written differs from the letter."""


class MissingPart(PartFailed):
    """An optional part is not installed; the message names the command that installs it."""


class Busy(PartFailed):
    """Another process is writing to the case folder."""
