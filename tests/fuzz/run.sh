#!/usr/bin/env bash
# Fuzzing: bash tests/fuzz/run.sh TARGET [RUNS] [blind|guided], e.g. `markdown 10000000`; the targets are in src/fuzzing/mod.rs.
# `guided` looks at the coverage, with libFuzzer (needs g++), keeps what is new in target/fuzz/TARGET/corpus, and ends at the first fault. `blind` changes these
# texts at random, ten times as quick, and goes on. Give what breaks something to src/fuzzing/tests.rs under the name of its kind, and mend the kind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

name=${1:?the name of a target, as src/fuzzing/mod.rs has it}
runs=${2:-1000000}
way=${3:-blind}
corpus=target/fuzz/$name/corpus
seeds=target/fuzz/seeds
mkdir -p "$corpus"
python3 tests/fuzz/seeds.py "$seeds"
# The same versions of libraries as the program.
cp Cargo.lock tests/fuzz/Cargo.lock
build=(cargo build --manifest-path tests/fuzz/Cargo.toml --bin "$way")

if [ "$way" = blind ]; then
    "${build[@]}" --target-dir target
    exec nice -n 10 target/debug/blind "$name" "$runs" "$corpus" "$seeds/$name"
fi
# What the coverage of LLVM is called for stable Rust.
flags="-Ccodegen-units=16 -Cpasses=sancov-module"
for option in level=3 inline-8bit-counters pc-table; do
    flags+=" -Cllvm-args=-sanitizer-coverage-$option"
done
machine=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS=$flags "${build[@]}" --release --features guided --target "$machine" --target-dir target/fuzz
FUZZ_TARGET=$name exec nice -n 10 "target/fuzz/$machine/release/guided" "$corpus" "$seeds/$name" \
    -artifact_prefix="target/fuzz/$name/" -dict=tests/fuzz/marks.dict -max_len=160 -timeout=5 -rss_limit_mb=1000 -print_final_stats=1 -runs="$runs"
