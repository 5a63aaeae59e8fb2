"""The pack stage: an evidence package that keeps every limit of the platform, with nothing lost."""

from __future__ import annotations

from appealdocs.pack.build import build
from appealdocs.pack.package import Package, Packed
from appealdocs.pack.plan import Plan, Problem, plan
from appealdocs.pack.verify import Check, verify

__all__ = ["Check", "Package", "Packed", "Plan", "Problem", "build", "plan", "verify"]
