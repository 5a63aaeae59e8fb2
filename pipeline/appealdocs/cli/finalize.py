"""appealdocs finalize"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appealdocs.cli.options import Settings, common, folder_argument

if TYPE_CHECKING:
    from appealdocs.render.style import Key

_KEY_BYTES = 1_000_000


@click.command("finalize")
@folder_argument
@click.option("--sign", is_flag=True, help="Place the seller profile's stamp and signature images.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Sign letter-esign.pdf with this PKCS#12 file (.p12, .pfx). Its passphrase is asked for, or read from "
                   "APPEALDOCS_KEY_PASSPHRASE.")
@click.option("--mask", is_flag=True, help="Paint over personal data in the copies of all evidence that go out.")
@click.option("--mask-evidence", multiple=True, metavar="ID", help="Paint over personal data in this piece of evidence (repeatable).")
@click.option("--by", default="", help="Who finalises (default: the workspace's reviewer).")
@common
def command(
    folder: Path, sign: bool, key: Path | None, mask: bool, mask_evidence: tuple[str, ...], by: str, settings: Settings
) -> int:
    """Write signed-ready documents and the evidence package to final/."""
    from appealdocs import stages

    workspace = settings.workspace(folder)
    masked = ("*",) if mask else mask_evidence
    stages.finalize_case(folder, workspace, settings.time, by or workspace.reviewer, sign, settings.lang, masked, _key(key, settings))
    for note in _notes(folder):
        settings.say(f"- {note['en']}", f"- {note['zh']}")
    settings.say(
        f"Written: {folder / 'final'}. Read checklist.md, sign and stamp letter.pdf, then submit in the portal.",
        f"已写入：{folder / 'final'}。请阅读 checklist.md，打印 letter.pdf 签字盖章，然后在后台提交。",
    )
    return 0


def _key(file: Path | None, settings: Settings) -> Key | None:
    """The key to sign with. The passphrase never stands on the command line, where others could read it."""
    if file is None:
        return None
    from appealdocs.errors import UsageError
    from appealdocs.model.text import Text2
    from appealdocs.render.style import Key

    if file.stat().st_size > _KEY_BYTES:
        raise UsageError(Text2(f"{file} is no PKCS#12 file: it is too large", f"{file} 过大，不是 PKCS#12 文件"))
    passphrase = os.environ.get("APPEALDOCS_KEY_PASSPHRASE")
    if passphrase is None:
        words = {"zh": f"{file.name} 的密码", "ru": f"Пароль к {file.name}"}
        passphrase = click.prompt(words.get(settings.lang, f"Passphrase of {file.name}"), hide_input=True, default="", show_default=False, err=True)
    return Key(file.read_bytes(), passphrase)


def _notes(folder: Path) -> list[dict[str, str]]:
    """What the packer did to the evidence beyond copying it, page by page."""
    import json

    manifest = json.loads((folder / "final" / "manifest.json").read_text(encoding="utf-8"))
    notes: list[dict[str, str]] = manifest["notes"]
    return notes
