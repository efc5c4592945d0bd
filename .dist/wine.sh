#!/usr/bin/env bash
# Runs a program of Windows under wine: `bash .dist/wine.sh jianbao.exe check`. The first time it makes a folder for wine in target/, without menus or links
# to the home folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=${JIANBAO_WINE:-$(dirname "$here")/target/wine}

# Debian's 64-bit wine without the script around it, which wants the one for 32 bits.
wine=
for each in /usr/lib/wine/wine64 "$(command -v wine64 || true)" "$(command -v wine || true)"; do
    [ -x "$each" ] && wine=$each && break
done
[ -n "$wine" ] || { echo "没有 wine：请安装软件包 wine64（wine is missing: install the package wine64）" >&2; exit 3; }

export WINEPREFIX=$prefix WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=;bcryptprimitives=n,b"
mkdir -p "$prefix"
exec 8>"$prefix/.lock"
flock 8
if [ ! -f "$prefix/.made" ]; then
    "$wine" wineboot.exe --init >/dev/null 2>&1 8>&- || true
    # Windows has ProcessPrng; wine 8 lacks it, and Rust asks for nothing else.
    compiler=$(command -v x86_64-w64-mingw32-gcc-win32 || command -v x86_64-w64-mingw32-gcc || echo /var/tmp/jianbao-dist/debian/usr/bin/x86_64-w64-mingw32-gcc-win32)
    cat >"$prefix/random.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, (ULONG)count); }
C
    "$compiler" -shared -o "$prefix/drive_c/windows/system32/bcryptprimitives.dll" "$prefix/random.c" -ladvapi32
    touch "$prefix/.made"
fi
flock -u 8
exec 8>&-
# What Explorer starts has no shell around it.
exec env -u SHLVL "$wine" "$@"
