#!/usr/bin/env python3
"""Mutants: python3 tests/mutants/run.py [GROUP or NUMBER ...], e.g. `removal 39`; without any, all of them, which takes two hours. `check` only reads the lists.

A mutant is the program with one fault put in by hand; a test has to fail with it. The lists beside this file, one for each group, say which tests are run against a
group and what each mutant changes: the text after `- ` stands once in the file, and becomes the text after `+ `, in which MUTANT is true where that one is tried.
One that no test can tell from the program says why after `equivalent: ` or `untested: ` and is not run; an untested one counts as not caught.

All mutants are built at once, in a copy of the tree in target/mutants, and an environment variable chooses one. What was found is kept there in found.tsv, so that the
test that caught a mutant last time is run first. The end is 1 where less than nine tenths of a group are caught."""

import argparse
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ROOT / "tests/mutants"
WORK = ROOT / "target/mutants"
TREE = WORK / "tree"
FOUND = WORK / "found.tsv"
VARIABLE = "JIANBAO_MUTANT"
# Long tests in fewer rounds: each of them is run again and again.
ROUNDS = {"JIANBAO_RANDOM_EDITS": "8", "JIANBAO_KILLS": "6", "TYPED": "60", "RUST_BACKTRACE": "0"}
# What has nothing to do with any mutant, or takes minutes.
SKIPPED = ["architecture", "mutants", "safety::trial", "safety::full", "safety::markers", "publish::a_build_that_is_killed"]
LONGEST = 900  # seconds that one run of tests may take; a mutant that hangs is caught
WANTED = 0.9

SWITCH = f"""
/// Whether the mutant `number` is the one that is tried.
pub(crate) fn mutant(number: u32) -> bool {{
    static TRIED: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let tried = || std::env::var("{VARIABLE}").ok().and_then(|text| text.parse().ok());
    *TRIED.get_or_init(|| tried().unwrap_or(0)) == number
}}
"""


class Mutant:
    def __init__(self, group, number, file):
        self.group, self.number, self.file = group, number, file
        self.old, self.new, self.reason = [], [], None


def read_lists():
    """The mutants by number, and the tests of each group."""
    mutants, tests = {}, {}
    for path in sorted(LISTS.glob("*.txt")):
        group, mutant = path.stem, None
        tests[group] = []
        for place, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith(("lib ", "suite ")):
                tests[group].append(tuple(line.split(" ", 1)))
            elif head := re.fullmatch(r"(\d+) (\S+)", line):
                mutant = Mutant(group, int(head[1]), head[2])
                if mutant.number in mutants:
                    sys.exit(f"{path.name}:{place}: {mutant.number} stands twice")
                mutants[mutant.number] = mutant
            elif mutant and line[:2] in ("- ", "+ "):
                (mutant.old if line[0] == "-" else mutant.new).append(line[2:])
            elif mutant and line.startswith(("equivalent: ", "untested: ")):
                mutant.reason = line
            elif line and not line.startswith("# "):
                sys.exit(f"{path.name}:{place}: no line of a list: {line}")
    return mutants, tests


def changed_files(mutants):
    """The text of each file with its mutants in it, and what is wrong with the lists."""
    places, wrong = {}, []
    for mutant in mutants.values():
        path, old = ROOT / mutant.file, "\n".join(mutant.old)
        text = path.read_text("utf-8") if path.is_file() else ""
        if not old or text.count(old) != 1:
            wrong.append(f"{mutant.group}.txt: {mutant.number}: stands {text.count(old) if old else 0} times in {mutant.file}: {old}")
        elif "MUTANT" not in "\n".join(mutant.new) and not mutant.reason:
            wrong.append(f"{mutant.group}.txt: {mutant.number}: no MUTANT in what comes after +")
        elif not mutant.reason:
            start = text.index(old)
            places.setdefault(mutant.file, []).append((start, start + len(old), mutant))
    files = {}
    for file, changes in places.items():
        text, changes = (ROOT / file).read_text("utf-8"), sorted(changes, key=lambda change: change[:2])
        for (_, end, one), (start, _, other) in zip(changes, changes[1:]):
            if start < end:
                wrong.append(f"{one.number} and {other.number} change the same text of {file}")
        for start, end, mutant in reversed(changes):
            new = "\n".join(mutant.new).replace("MUTANT", f"crate::mutant({mutant.number})")
            text = text[:start] + new + text[end:]
        files[file] = text
    return files, wrong


def build(changed):
    """The programs with all mutants in them: the tests of the library and of the suite."""
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    names = {name for name in names.stdout.decode().split("\0") if (ROOT / name).is_file()}
    for old in [path for path in TREE.rglob("*") if path.is_file() and str(path.relative_to(TREE)) not in names]:
        old.unlink()
    for name in names:
        bytes_ = changed[name].encode() if name in changed else (ROOT / name).read_bytes()
        if name == "src/lib.rs":
            bytes_ += SWITCH.encode()
        to = TREE / name
        to.parent.mkdir(parents=True, exist_ok=True)
        # What has not changed is not compiled again.
        if not to.is_file() or to.read_bytes() != bytes_:
            to.write_bytes(bytes_)
    command = os.environ.get("CARGO", "cargo").split() + ["test", "--locked", "--no-run", "--lib", "--bins", "--test", "suite"]
    run = subprocess.run(command, cwd=TREE, env=dict(os.environ, CARGO_TARGET_DIR=str(WORK / "target")), stderr=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    programs = dict(re.findall(r"Executable \S* ?(src/lib\.rs|tests/suite\.rs) \((.+)\)", run.stderr))
    return {"lib": TREE / programs["src/lib.rs"], "suite": TREE / programs["tests/suite.rs"]}


def hang_up_as_usual():
    """Under nohup the signal would be ignored that a test sends."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def failing(programs, kind, tests, number):
    """The first test that fails with a mutant of those whose names begin with `tests`, or of that name where it ends in `$`; none where all pass."""
    exact = tests.endswith("$")
    arguments = [str(programs[kind]), "-q", tests.rstrip("$")] + (["--exact"] if exact else [])
    for skipped in SKIPPED if kind == "suite" else []:
        arguments += ["--skip", skipped] if not tests.startswith(skipped) else []
    environment = dict(os.environ, **ROUNDS, **{VARIABLE: str(number)})
    try:
        run = subprocess.run(
            arguments, cwd=TREE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST, preexec_fn=hang_up_as_usual
        )
    except subprocess.TimeoutExpired:
        return tests
    said = run.stdout.decode(errors="replace")
    if run.returncode == 0:
        return None if exact or "running 0 tests" not in said else sys.exit(f"no test of the {kind} is called {tests}")
    names = re.findall(r"^    (\S*::\S*)$", said, re.M)
    return names[0] + "$" if names else tests


def try_one(programs, tests, mutant, known, sound):
    """What catches a mutant: the kind of the test and its name."""
    for kind, name in [*known, *tests[mutant.group]]:
        test = failing(programs, kind, name, mutant.number)
        # A test that fails now and then, or without any mutant, catches nothing.
        if not test or not failing(programs, kind, test, mutant.number):
            continue
        if test not in sound and failing(programs, kind, test, 0):
            sys.exit(f"fails without any mutant: {kind} {test}")
        sound.add(test)
        return kind, test
    return None


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("wanted", nargs="*", help="`check`, groups or numbers")
    wanted = arguments.parse_args().wanted
    mutants, tests = read_lists()
    changed, wrong = changed_files(mutants)
    if wrong:
        sys.exit("\n".join(wrong))
    if wanted == ["check"]:
        return
    if unknown := [one for one in wanted if one not in tests and not (one.isdigit() and int(one) in mutants)]:
        sys.exit(f"no group and no number: {' '.join(unknown)}")
    chosen = [m for m in mutants.values() if not wanted or m.group in wanted or str(m.number) in wanted]
    programs = build(changed)
    rows = FOUND.read_text("utf-8").splitlines() if FOUND.is_file() else []
    known = {int(number): [(kind, test)] for number, kind, test in (row.split("\t") for row in rows)}
    alive, sound = [], set()
    for mutant in (m for m in chosen if not m.reason):
        start, found = time.time(), try_one(programs, tests, mutant, known.get(mutant.number, []), sound)
        said = f"caught by {found[0]} {found[1].rstrip('$')}" if found else "ALIVE"
        print(f"{mutant.number}\t{mutant.group}\t{mutant.file}\t{said}\t{time.time() - start:.0f} s", flush=True)
        if not found:
            alive.append(mutant)
            continue
        with FOUND.open("a", encoding="utf-8") as rows:
            rows.write(f"{mutant.number}\t{found[0]}\t{found[1]}\n")
    failed = False
    for group in sorted({mutant.group for mutant in chosen}):
        own = [m for m in chosen if m.group == group]
        untested = [m for m in own if (m.reason or "").startswith("untested")]
        counted = [m for m in own if not (m.reason or "").startswith("equivalent")]
        missed = [m for m in alive if m.group == group] + untested
        rate = 1 - len(missed) / len(counted) if counted else 1
        failed |= rate < WANTED
        names = " ".join(str(m.number) for m in missed)
        print(f"{group}: {len(counted) - len(missed)} of {len(counted)} caught, {rate:.0%}; {len(own) - len(counted)} equivalent; not caught: {names or 'none'}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
