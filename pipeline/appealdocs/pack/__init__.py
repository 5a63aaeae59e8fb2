"""The pack stage: an evidence package that keeps every limit of the platform, with nothing lost."""

from __future__ import annotations

from appealdocs.pack.plan import Plan, Problem, plan

__all__ = ["Plan", "Problem", "plan"]
