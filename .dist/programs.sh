#!/usr/bin/env bash
# Compiles jianbao and typst for old Linux (glibc 2.17) and for Windows; `.dist/make.sh` calls it.
# The sources of jianbao lie in $work/source; the programs end up in $work/programs/<system>/.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/tools.sh"
open_work

source=$work/source
typst=$(sed -n 's/^pub const VERSION: &str = "\(.*\)";/\1/p' "$source"/src/pdf/*.rs)
rust=$(sed -n 's/^channel = "\(.*\)"/\1/p' "$source/rust-toolchain.toml")
[ -n "$typst" ] && [ -n "$rust" ] || fail "源码里读不出 typst 或 Rust 的版本" "the sources do not say which typst or Rust"

export SOURCE_DATE_EPOCH=0 CARGO_INCREMENTAL=0 RUSTUP_TOOLCHAIN=$rust
# No name of a user or a folder of this machine in the programs.
paths="--remap-path-prefix=$work/cargo/registry/src=/crates"$'\x1f'"--remap-path-prefix=$work=/build"
jobs=${JIANBAO_DIST_JOBS:-$(nproc)}

# Runs cargo for old Linux.
linux() (
    export PATH=$work/tools-venv/bin:$PATH CARGO_ENCODED_RUSTFLAGS=$paths
    export ZIG_GLOBAL_CACHE_DIR=$work/zig ZIG_LOCAL_CACHE_DIR=$work/zig CARGO_ZIGBUILD_CACHE_DIR=$work/zigbuild
    cd "$source"
    nice cargo-zigbuild "$@" --target x86_64-unknown-linux-gnu.2.17 -j "$jobs"
)

# Runs Debian's cargo for Windows; the standard library is compiled along, as Debian has none for Windows.
windows() (
    debian=$work/debian/usr
    prefix=x86_64-w64-mingw32
    export PATH=$debian/bin:$PATH LD_LIBRARY_PATH=$debian/lib/x86_64-linux-gnu RUSTC=$debian/bin/rustc RUSTC_BOOTSTRAP=1
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=$prefix-gcc-win32
    export CC_x86_64_pc_windows_gnu=$prefix-gcc-win32 AR_x86_64_pc_windows_gnu=$prefix-ar
    export CARGO_ENCODED_RUSTFLAGS=$paths$'\x1f-Clink-arg=-Wl,--no-insert-timestamp'
    cd "$source"
    nice "$debian/bin/cargo" "$@" --target x86_64-pc-windows-gnu -Zbuild-std=std,panic_unwind -j "$jobs"
)

# Puts a program where `pack.py` looks for it.
keep() {
    mkdir -p "$work/programs/$1"
    cp "$2" "$work/programs/$1/"
}

# typst changes with its version, the tools and the way it is compiled, and with nothing else: it is compiled once.
stamp=$({ cat "$here/tools.txt" "$here/programs.sh"; echo "$typst $rust"; } | sha256sum | cut -c1-16)
typst_for() {
    local system=$1 program=$2
    shift 2
    [ "$(cat "$work/programs/$system/typst.made-with" 2>/dev/null)" = "$stamp" ] && return
    CARGO_PROFILE_RELEASE_STRIP=symbols "$system" install typst-cli --version "$typst" --locked --force "$@" \
        --root "$work/typst-$system" --target-dir "$work/target-typst-$system"
    keep "$system" "$work/typst-$system/bin/$program"
    echo "$stamp" >"$work/programs/$system/typst.made-with"
}
typst_for linux typst --features vendor-openssl
typst_for windows typst.exe

linux zigbuild --release --locked --bin jianbao --target-dir "$work/target-linux"
keep linux "$work/target-linux/x86_64-unknown-linux-gnu/release/jianbao"
windows build --release --locked --bin jianbao --target-dir "$work/target-windows"
keep windows "$work/target-windows/x86_64-pc-windows-gnu/release/jianbao.exe"
