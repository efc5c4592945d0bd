#!/usr/bin/env bash
# Makes the pictures of 使用说明 anew, with the real program: `bash .dist/pictures.sh`. Needs what .ci/run installs (chromium, fonts-noto-cjk), poppler-utils and
# imagemagick. Somebody has to look at them before they are committed. There is none of the window in Windows: wine's console squeezes Chinese.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
to=docs/images/package
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$to"

cargo build --locked --quiet
# As files: the preview's own page never ends loading, as it waits for news.
target/debug/jianbao build --quiet --content content --no-pdf --output "$folder/site" >/dev/null
shot() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --lang=zh-CN --window-size="$3" --screenshot="$folder/$2.png" "file://$folder/site/$1index.html" 2>/dev/null
    convert "$folder/$2.png" -colors 64 -strip -define png:exclude-chunks=date,time "$to/$2.png"
}
shot "" home 1000,640
shot ducha/2026/1/ issue 1000,760
target/debug/jianbao print ducha/2026/1 --final --to "$folder/print.pdf"
pdftoppm -r 55 -f 1 -l 1 -png -singlefile "$folder/print.pdf" "$folder/print"
convert "$folder/print.png" -colors 32 -bordercolor '#cccccc' -border 1 -strip -define png:exclude-chunks=date,time "$to/print.png"

ls -l "$to"
