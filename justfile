# The names that people expect. Needs `just`; each line can be typed by hand, and README's two commands need none of it.

# The sample archive.
build *arguments:
    cargo run --release --locked -- build {{arguments}}

# Everything that CI runs.
test:
    bash tests/run.sh

# The tests of one module, e.g. `just only golden`.
only module:
    cargo test --locked --test suite {{module}}

# Writes what the golden and diagnostics cases give now; somebody has to read the difference.
bless:
    SNAPSHOTS=overwrite cargo test --locked --test suite -- golden diagnostics
    git diff --stat

# Formatting and lints, quickly.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# How fast, how much memory.
bench name="html":
    cargo bench --locked --bench {{name}}

# Makes up texts for one of the readers of what people type, e.g. `just fuzz markdown 10000000`.
fuzz target runs="1000000" way="blind":
    bash tests/fuzz/run.sh {{target}} {{runs}} {{way}}

# Time and memory of the inputs that cost most.
worst:
    cargo build --release --locked
    python3 tests/hostile/worst.py target/release/jianbao

# Two hundred builds that are killed or whose calls fail, with the content changed between them. A quarter of an hour.
kills count="200":
    JIANBAO_KILLS={{count}} cargo test --locked --test suite safety::trial -- --nocapture

# Faults put into the program by hand, each of which some test has to notice, e.g. `just mutants removal`. All of them take two hours.
mutants *wanted:
    python3 tests/mutants/run.py {{wanted}}

# What RustSec knows of our packages, out of a clone of https://github.com/rustsec/advisory-db.
advisories clone:
    python3 tests/data/advisories/make.py {{clone}}

# Documentation of every item, private ones too.
docs:
    cargo doc --locked --no-deps --document-private-items

# The packages for Windows and Linux, out of the last commit, in target/dist/. Long the first time.
dist:
    bash .dist/make.sh
