"""make demo: drafts every sample as a new user would and says where the documents are and what a person must do next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent


def main(options: list[str]) -> int:
    """Run `appealdocs draft` on every sample at the time at which its case is live."""
    command = [str(Path(sys.executable).with_name("appealdocs")), "draft"]
    times = yaml.safe_load((HERE / "now.yaml").read_text(encoding="utf-8"))
    worst = 0
    for name, now in times.items():
        print(f"\n=== samples/{name} (as of {now})", flush=True)
        status = subprocess.run([*command, str(HERE / name), "--now", str(now), *options], check=False).returncode
        worst = max(worst, status if status > 1 else 0)  # 1 = the case has findings, which is what a draft is for
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
