"""Puts the packages together: the same bytes for the same commit, programs and tools.

Nothing in a package has a place where an office keeps its own: `content/`, `output/`, `templates/`. So a package is unpacked over an older one.
"""

import argparse
import hashlib
import io
import lzma
import re
import subprocess
import tarfile
import time
import zipfile
from pathlib import Path

import licences
import manual

TOP = "jianbao"
# What an office may have beside the program.
THEIRS = ("content", "output", "templates", ".jianbao")


def tracked(source: Path, below: str) -> list[Path]:
    """The files of a folder of the sources, in order."""
    return sorted(path for path in (source / below).rglob("*") if path.is_file())


def files_of(work: Path, windows: bool, version: str) -> dict[str, tuple[bytes, bool]]:
    """Every file of a package by its path, and whether it can be run."""
    source = work / "source"
    system = "windows" if windows else "linux"
    ending = ".exe" if windows else ""
    files: dict[str, tuple[bytes, bool]] = {}
    for program in ("jianbao", "typst"):
        files[program + ending] = ((work / "programs" / system / (program + ending)).read_bytes(), True)
    for path in tracked(source, "content"):
        files["样例/" + path.relative_to(source).as_posix()] = (path.read_bytes(), False)
    for name, path in (("编写指南.md", "docs/guide.md"), ("检查规则.md", "docs/rules.md"), ("数据说明.md", "docs/data.md")):
        files["文档/" + name] = ((source / path).read_bytes(), False)
    lines = manual.lines_for((source / ".dist/使用说明.md").read_text(), system, version)
    files["使用说明.txt"] = (manual.plain(lines).encode(), False)
    files["使用说明.html"] = (manual.page(lines).encode(), False)
    for path in tracked(source, "docs/images/package"):
        files["文档/图/" + path.name] = (path.read_bytes(), False)
    files.update({name: (text, False) for name, text in licences.write(Path("许可"), work, windows).items()})
    taken = sorted({name.split("/")[0] for name in files} & set(THEIRS))
    if taken:
        raise SystemExit(f"错误：包里的 {taken} 会覆盖单位自己的文件（error: the package would overwrite an office's own files）")
    sums = "".join(f"{hashlib.sha256(bytes_).hexdigest()} *{name}\n" for name, (bytes_, _) in sorted(files.items()))
    files["SHA256SUMS"] = (sums.encode(), False)
    return dict(sorted(files.items()))


def leaks(files: dict[str, tuple[bytes, bool]]) -> list[str]:
    """Files in which a folder of this machine is named."""
    home = str(Path.home()).encode() + b"/"
    return [name for name, (bytes_, _) in files.items() if home in bytes_]


def zipped(files: dict[str, tuple[bytes, bool]], when: int) -> bytes:
    buffer = io.BytesIO()
    # Zip has local times and no zone; this is the commit's in China, where it is unpacked.
    moment = time.gmtime(when + 8 * 3600)[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (bytes_, _) in files.items():
            entry = zipfile.ZipInfo(f"{TOP}/{name}", moment)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, bytes_)
    return buffer.getvalue()


def tarred(files: dict[str, tuple[bytes, bool]], when: int) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, (bytes_, can_be_run) in files.items():
            entry = tarfile.TarInfo(f"{TOP}/{name}")
            entry.size, entry.mtime, entry.mode = len(bytes_), when, 0o755 if can_be_run else 0o644
            archive.addfile(entry, io.BytesIO(bytes_))
    return lzma.compress(buffer.getvalue(), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, preset=9)


def lay_out(folder: Path, files: dict[str, tuple[bytes, bool]]) -> None:
    """The files of a package in a folder, for tests."""
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    for name, (bytes_, can_be_run) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes_)
        path.chmod(0o755 if can_be_run else 0o644)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--time", type=int, required=True)
    parser.add_argument("--commit", required=True)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    manifest = (arguments.work / "source/Cargo.toml").read_text()
    version = re.search(r'^version = "(.*)"', manifest, re.MULTILINE)[1]
    arguments.to.mkdir(parents=True, exist_ok=True)
    sums = []
    for system, ending, pack in (("linux", "tar.xz", tarred), ("windows", "zip", zipped)):
        files = files_of(arguments.work, system == "windows", version)
        named = leaks(files)
        if named:
            raise SystemExit(f"错误：这些文件里有本机的路径（error: paths of this machine in）：{named}")
        bytes_ = pack(files, arguments.time)
        name = f"jianbao-{version}-{system}-x86_64.{ending}"
        (arguments.to / name).write_bytes(bytes_)
        lay_out(arguments.to / system / TOP, files)
        (arguments.to / system / "commit").write_text(arguments.commit + "\n")
        sums.append(f"{hashlib.sha256(bytes_).hexdigest()} *{name}\n")
        print(f"{name}: {len(files)} files, {len(bytes_)} bytes")
    (arguments.to / "SHA256SUMS").write_text("".join(sums))


main()
