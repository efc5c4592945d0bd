#!/usr/bin/env bash
# Tries the package for Linux as an office has it: `bash .dist/try.sh`, as root. An ordinary user, no Rust, no network, no cache, a path with Chinese,
# blanks and brackets; and what is unpacked over it leaves what is theirs alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
package=$(ls "$PWD"/target/dist/jianbao-*-linux-x86_64.tar.xz)
user=jianbao-try
place=$(mktemp -d /var/tmp/jianbao-try.XXXXXX)
ended() {
    rm -rf "$place"
    userdel "$user" 2>/dev/null || true
}
trap ended EXIT
useradd --no-create-home --home-dir /nonexistent --shell /bin/bash "$user"
stick="$place/U 盘 [新] (简报)"
mkdir "$stick"
tar -xJf "$package" -C "$stick" --no-same-owner
(cd "$stick/jianbao" && sha256sum --quiet -c SHA256SUMS)
chown -R "$user" "$place"

cat >"$place/steps.sh" <<'S'
set -euo pipefail
cd "$1/jianbao"
timed() {
    local begin end
    begin=$(date +%s%N)
    "$@" >"../said" 2>&1 || { cat ../said; echo "FAILED: $*"; exit 1; }
    end=$(date +%s%N)
    echo "$(((end - begin) / 1000000)) ms: $*"
}
! command -v cargo >/dev/null || { echo "there is a cargo"; exit 1; }
timed ./jianbao --version
timed ./jianbao --version
timed ./jianbao doctor --content 样例/content || true
timed ./jianbao build --content 样例/content --output 样例的资料库
echo "$(find 样例的资料库 -name '*.pdf' | wc -l) PDFs, $(find 样例的资料库 -type f | wc -l) files"
timed ./jianbao build --content 样例/content --output 样例的资料库
timed ./jianbao init . --name 云汀市总工会 --code 云工 --kinds 通报 --date 2026-03-27
series=$(basename "$(dirname "$(ls content/*/series.yaml | head -n 1)")")
timed ./jianbao new "$series" --date 2026-04-20
issue=$(cd content && ls -d "$series"/*/* | tail -n 1)
# As a writer would: what has to be filled in is filled in.
find content -type f -exec sed -i 's/【待填】/已核实/g; /^草稿: true/d' {} +
timed ./jianbao check
timed ./jianbao print "$issue" --to 第一期.pdf
head -c 5 第一期.pdf; echo
./jianbao serve --content 样例/content --port 8655 >../serve 2>&1 &
server=$!
for _ in $(seq 100); do grep -q 预览地址 ../serve && break; sleep 0.1; done
python3 - <<'P' || { kill "$server"; exit 1; }
import urllib.request
page = urllib.request.urlopen("http://127.0.0.1:8655/").read().decode()
assert "云汀市总工会简报资料库" in page
print("the preview answers,", len(page), "characters")
P
kill -INT "$server"
wait "$server"
echo "output/ of their own" >content/记号
S
chmod 755 "$place"
chmod a+r "$place/steps.sh"
# Without a network: only this machine itself.
unshare -n bash -c 'ip link set lo up; exec setpriv --reuid "$1" --regid "$1" --clear-groups env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME=/nonexistent bash "$2/steps.sh" "$3"' _ "$user" "$place" "$stick"
before=$(cd "$stick/jianbao" && find content 样例的资料库 第一期.pdf -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
tar -xJf "$package" -C "$stick" --no-same-owner
after=$(cd "$stick/jianbao" && find content 样例的资料库 第一期.pdf -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
[ "$before" = "$after" ] || { echo "FAILED: unpacking changed what is theirs"; exit 1; }
echo "unpacked over it: nothing of theirs changed"
