#!/usr/bin/env python3
"""What RustSec knows of the packages in Cargo.lock: make.py CLONE-OF-ADVISORY-DB, from https://github.com/rustsec/advisory-db.

Writes packages.tsv beside this script: the package, the advisory, the versions that are mended, those that never had the fault, and of what is only a warning its kind.
A package of which nothing is known has a line with its name alone, so that one that nobody has looked up is seen. Only the facts are kept, not the texts.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

clone = sys.argv[1]
here = Path(__file__).resolve().parent
lock = tomllib.loads((here.parents[2] / "Cargo.lock").read_text())
names = sorted({package["name"] for package in lock["package"] if "source" in package})


def git(*arguments):
    return subprocess.run(["git", "-C", clone, *arguments], check=True, capture_output=True, text=True).stdout


found = {name: [] for name in names}
for path in git("ls-tree", "-r", "--name-only", "HEAD", "crates").splitlines():
    name = path.split("/")[1]
    if name not in found:
        continue
    text = git("show", f"HEAD:{path}").split("```toml", 1)[1].split("```", 1)[0]
    advisory = tomllib.loads(text)
    facts, versions = advisory["advisory"], advisory.get("versions", {})
    if "withdrawn" in facts:
        continue
    found[name].append(
        "\t".join(
            [
                name,
                facts["id"],
                "; ".join(versions.get("patched", [])),
                "; ".join(versions.get("unaffected", [])),
                facts.get("informational", ""),
            ]
        ).rstrip("\t")
    )
date = git("log", "-1", "--format=%cs").strip()
lines = [f"# The state of {date}; `just advisories CLONE` makes it anew."]
for name in names:
    lines += sorted(found[name]) or [name]
(here / "packages.tsv").write_text("\n".join(lines) + "\n")
