#!/usr/bin/env bash
# Fetches what tests/browser/tools.txt lists (axe-core, the Nu HTML Checker) from npm into the user's cache, once, and checks it against its SHA-256.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache=${XDG_CACHE_HOME:-$HOME/.cache}/jianbao/test-tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_right() {
    [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]
}

while read -r package version path sum; do
    case $package in '' | '#'*) continue ;; esac
    file=$cache/$package-$version/$(basename "$path")
    if is_right "$file" "$sum"; then
        continue
    fi
    if ! command -v npm >/dev/null 2>&1; then
        echo "NOT INSTALLED: $package $version (no npm)" >&2
        exit 1
    fi
    (cd "$work" && npm pack --silent "$package@$version" >/dev/null && tar -xzf "$package-$version.tgz" "$path")
    if ! is_right "$work/$path" "$sum"; then
        echo "$package $version: $path is not the file that tests/browser/tools.txt names" >&2
        exit 1
    fi
    mkdir -p "$(dirname "$file")"
    mv "$work/$path" "$file.part"
    mv "$file.part" "$file"
    echo "$package $version is in $file"
done < tests/browser/tools.txt
