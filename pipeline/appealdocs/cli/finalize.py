"""appealdocs finalize"""

from __future__ import annotations

from pathlib import Path

import click

from appealdocs.cli.options import Settings, common, folder_argument


@click.command("finalize")
@folder_argument
@click.option("--sign", is_flag=True, help="Place the seller profile's stamp and signature images.")
@click.option("--mask", is_flag=True, help="Paint over personal data in the copies of all evidence that go out.")
@click.option("--mask-evidence", multiple=True, metavar="ID", help="Paint over personal data in this piece of evidence (repeatable).")
@click.option("--by", default="", help="Who finalises (default: the workspace's reviewer).")
@common
def command(folder: Path, sign: bool, mask: bool, mask_evidence: tuple[str, ...], by: str, settings: Settings) -> int:
    """Write signed-ready documents and the evidence package to final/."""
    from appealdocs import stages

    workspace = settings.workspace(folder)
    masked = ("*",) if mask else mask_evidence
    stages.finalize_case(folder, workspace, settings.time, by or workspace.reviewer, sign, settings.lang, masked)
    for note in _notes(folder):
        settings.say(f"- {note['en']}", f"- {note['zh']}")
    settings.say(
        f"Written: {folder / 'final'}. Read checklist.md, sign and stamp letter.pdf, then submit in the portal.",
        f"已写入：{folder / 'final'}。请阅读 checklist.md，打印 letter.pdf 签字盖章，然后在后台提交。",
    )
    return 0


def _notes(folder: Path) -> list[dict[str, str]]:
    """What the packer did to the evidence beyond copying it, page by page."""
    import json

    manifest = json.loads((folder / "final" / "manifest.json").read_text(encoding="utf-8"))
    notes: list[dict[str, str]] = manifest["notes"]
    return notes
