#!/usr/bin/env bash
# Fetches what tests/browser/tools.txt lists (axe-core, the Nu HTML Checker) from npm into the user's cache, once, and checks it against its SHA-256; and
# yaml-language-server for tests/schema.rs, by tests/editor/package-lock.json.
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

# What tests/schema.rs asks what an editor would show, with what it needs, by the lock file beside the test.
version=$(sed -n 's/.*"yaml-language-server": "\(.*\)".*/\1/p' tests/editor/package.json)
editor=$cache/yaml-language-server-$version
if [ ! -d "$editor" ]; then
    mkdir -p "$work/editor" "$cache"
    cp tests/editor/package.json tests/editor/package-lock.json "$work/editor/"
    (cd "$work/editor" && npm ci --silent --ignore-scripts --no-audit --no-fund >/dev/null)
    rm -rf "$editor.part"
    cp -r "$work/editor" "$editor.part"
    mv "$editor.part" "$editor"
    echo "yaml-language-server $version is in $editor"
fi
