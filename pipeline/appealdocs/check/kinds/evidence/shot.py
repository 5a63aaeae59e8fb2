"""There is one upload only."""

from __future__ import annotations

from collections.abc import Iterator

from appealdocs.check.context import Context, Hit, Params


def one_shot(context: Context, params: Params) -> Iterator[Hit]:
    """When the package is to be made final: how many errors of the other rules still stand."""
    from appealdocs.check.check import check  # here, since check knows every kind

    report = check(context.dossier, context.letter, context.workspace, "check")
    errors = [f for f in report.findings if f.severity == "error" and not f.waived]
    if errors:
        rules = ", ".join(dict.fromkeys(f.rule for f in errors))
        yield Hit(context.at("evidence"), {"count": len(errors), "rules": rules})
