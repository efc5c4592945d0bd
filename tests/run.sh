#!/usr/bin/env bash
# Everything that CI runs, in the same order: `bash tests/run.sh`. Needs Rust and, the first time, the network.
# All steps are run even where one fails. The last line counts the tests; the exit status is 0 only where every step succeeded.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

failed=()
not_run=()
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() {
    local name=$1
    shift
    echo
    echo "==> $name: $*"
    if ! "$@"; then
        failed+=("$name")
        echo "==> $name FAILED"
    fi
}

tests() {
    cargo test --locked --no-fail-fast 2>&1 | tee "$log"
}

documentation() {
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items
}

# typst is installed once into the user's cache, which takes some minutes; the tests of the PDFs fail without it.
# By the program as the tests build it, so that nothing is compiled for this alone.
step setup cargo run --locked -- setup
# What the tests of the pages run besides Chromium: into the user's cache too.
if command -v npm >/dev/null 2>&1 || [ -n "${CI:-}" ]; then
    step tools bash tests/tools.sh
else
    not_run+=("tests/tools.sh, as there is no npm (axe-core and the Nu HTML Checker are not fetched)")
fi
step format cargo fmt --check
# The benches too: `--all-targets`.
step lints cargo clippy --locked --all-targets -- -D warnings
step "lints without the preview" cargo clippy --locked --all-targets --no-default-features -- -D warnings
step documentation documentation
if cargo deny --version >/dev/null 2>&1; then
    step dependencies cargo deny --locked check licenses bans sources
    if cargo deny fetch db; then
        step advisories cargo deny --locked check --disable-fetch advisories
    else
        not_run+=("cargo deny check advisories, as RustSec's database cannot be reached (tests/advisories.rs has a state of it)")
    fi
else
    not_run+=("cargo deny, which is not installed (tests/licences.rs and tests/advisories.rs check licences, sources and advisories)")
fi
step tests tests

echo
for name in "${not_run[@]}"; do
    echo "NOT RUN: $name"
done
sed -n 's/^test \(.*\) \.\.\. ignored/NOT RUN: \1/p; /^NOT CHECKED/p; /^NOT RUN/p' "$log" | sort -u
for name in "${failed[@]}"; do
    echo "FAILED: $name"
done
awk '/^test result: /{ for (i = 2; i <= NF; i++) { if ($i == "passed;") passed += $(i-1); if ($i == "failed;") failed += $(i-1); if ($i == "ignored;") ignored += $(i-1) } }
    END { printf "%d passed, %d failed, %d skipped\n", passed, failed, ignored }' "$log"
[ "${#failed[@]}" -eq 0 ]
