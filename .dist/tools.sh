# Sourced by the other scripts: the folder of the packages' tools, and what is in it. Nothing is installed on the machine.

# One place for everybody: where a program is compiled gets into its bytes.
work=/var/tmp/jianbao-dist

fail() {
    echo "错误：$1" >&2
    echo "error: $2" >&2
    exit 3
}

# The folder, ours alone: nobody else may have put anything there.
open_work() {
    mkdir -p -m 700 "$work"
    [ -O "$work" ] && [ ! -L "$work" ] ||
        fail "$work 是别人的文件夹，请删除后重来" "$work belongs to somebody else; remove it first"
    chmod 700 "$work"
    # By this name, whatever the home folder is called.
    if [ "${CARGO_HOME:-}" != "$work/cargo" ]; then
        ln -sfn "${CARGO_HOME:-$HOME/.cargo}" "$work/cargo"
    fi
    export CARGO_HOME=$work/cargo
}

need() {
    command -v "$1" >/dev/null 2>&1 || fail "缺少 $1：请先安装软件包 $2" "$1 is missing: install the package $2"
}

# The file of a Debian package, if it is there.
deb_file() {
    local file
    for file in "$work/debs/${1}_${2//:/%3a}"_*.deb; do
        [ -f "$file" ] && echo "$file" && return
    done
}

has_sum() {
    [ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d' ' -f1)" = "$2" ]
}

# Debian's own compiler for Windows, unpacked and not installed.
fetch_debian() {
    local pins=$1 name version sum
    mkdir -p "$work/debs"
    while read -r name version sum; do
        has_sum "$(deb_file "$name" "$version")" "$sum" && continue
        (cd "$work/debs" && apt-get download -q "$name=$version" >/dev/null 2>&1) ||
            fail "Debian 的软件源里已经没有 $name $version（或没有联网）。请先运行 apt-get update；还是没有，就在 .dist/tools.txt 里换成现有的版本，并重新检验" \
                "Debian no longer has $name $version (or there is no network). Try apt-get update; else put the version that it has into .dist/tools.txt and try the packages anew"
        has_sum "$(deb_file "$name" "$version")" "$sum" ||
            fail "$name $version 的校验和不对，不能使用" "$name $version has another checksum and is not used"
    done < <(sed -n 's/^deb //p' "$pins")
    local mark=$work/debian/.pins
    if [ "$(cat "$mark" 2>/dev/null)" != "$(grep '^deb ' "$pins")" ]; then
        rm -rf "$work/debian"
        mkdir "$work/debian"
        while read -r name version sum; do
            dpkg -x "$(deb_file "$name" "$version")" "$work/debian"
        done < <(sed -n 's/^deb //p' "$pins")
        grep '^deb ' "$pins" >"$mark"
    fi
}

# The linker for old versions of glibc, from PyPI.
fetch_zig() {
    local pins=$1 python=$work/tools-venv
    sed -n 's/^pip \([^ ]*\) \([^ ]*\) \(.*\)/\1==\2 --hash=sha256:\3/p' "$pins" >"$work/requirements.txt"
    if ! cmp -s "$work/requirements.txt" "$python/.pins"; then
        rm -rf "$python"
        python3 -m venv "$python"
        "$python/bin/pip" install -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r "$work/requirements.txt" ||
            fail "PyPI 上已经没有 .dist/tools.txt 里的版本（或没有联网）" "PyPI no longer has the versions of .dist/tools.txt (or there is no network)"
        cp "$work/requirements.txt" "$python/.pins"
    fi
}
