#!/usr/bin/env bash
# Makes the packages for Windows and Linux out of the last commit: `bash .dist/make.sh`, on Debian 12 with Rust, a C compiler, perl and the network.
# They end up in target/dist/. The first time takes as long as compiling typst twice and jianbao twice.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/tools.sh"
project=$(dirname "$here")

need git git
need cc build-essential
need perl perl
need python3 python3-venv
need dpkg dpkg
open_work
git -C "$project" diff --quiet HEAD || echo "注意：有没有提交的改动，包里没有它们（note: what is not committed is not in the packages）" >&2
# Two at a time would write the same folders.
exec 9>"$work/.lock"
flock -n 9 || fail "另一个打包还没有结束" "another run has not ended"

fetch_debian "$here/tools.txt"
fetch_zig "$here/tools.txt"
# As committed, and new to cargo, which goes by times.
rm -rf "$work/source"
mkdir "$work/source"
git -C "$project" archive HEAD | tar -xm -C "$work/source"
bash "$work/source/.dist/programs.sh"
time=$(git -C "$project" log -1 --format=%ct)
python3 "$work/source/.dist/pack.py" --work "$work" --time "$time" --commit "$(git -C "$project" rev-parse HEAD)" --to "$project/target/dist"
