"""The licences of everything in a package, as texts: of both programs' crates, of what is linked into them besides, of the fonts."""

import gzip
import json
import os
import subprocess
from pathlib import Path

# A crate whose sources another crate compiles and links.
LINKED_BY_BUILD = {"openssl-src"}
NAMES = ("licen", "copying", "copyright", "notice", "unlicense")


def metadata(manifest: Path, target: str, features: list[str]) -> dict:
    """What cargo knows of the packages of a program on a system."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target, "--manifest-path", str(manifest)]
    for feature in features:
        command += ["--features", feature]
    return json.loads(subprocess.run(command, check=True, capture_output=True, cwd=manifest.parent).stdout)


def linked(found: dict) -> list[dict]:
    """The packages that are linked into the program, without those that only help to compile it."""
    packages = {package["id"]: package for package in found["packages"]}
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    root = found["resolve"]["root"]
    seen, waiting = set(), [root]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for dependency in nodes[current]["deps"]:
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            helps = packages[dependency["pkg"]]
            is_macro = all("proc-macro" in target["kind"] for target in helps["targets"] if "custom-build" not in target["kind"])
            if (None in kinds and not is_macro) or helps["name"] in LINKED_BY_BUILD:
                waiting.append(dependency["pkg"])
    chosen = [packages[key] for key in seen if key != root or packages[key]["source"]]
    return sorted(chosen, key=lambda package: (package["name"], package["version"]))


def texts_of(package: dict) -> list[tuple[str, str]]:
    """The files with licences in a crate, by name."""
    folder = Path(package["manifest_path"]).parent
    found = []
    for place in (folder, folder / "openssl"):
        if place.is_dir():
            found += [file for file in place.iterdir() if file.is_file() and file.name.lower().startswith(NAMES)]
    named = package.get("license_file")
    if named and (folder / named).is_file() and folder / named not in found:
        found.append(folder / named)
    return [(file.name, clean(file.read_bytes())) for file in sorted(found)]


def clean(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def document(title: str, packages: list[dict], more: list[tuple[str, str]], common: dict[str, str]) -> str:
    """One text: the list of components, then each text of a licence once, with the components that have it."""
    texts: dict[str, list[str]] = {}
    lines = [title, "", f"共 {len(packages)} 个 Rust 组件，以及文末所列。组件、版本、许可："]
    for package in packages:
        name = f"{package['name']} {package['version']}"
        licence = package["license"] or "见全文"
        lines.append(f"  {name}　{licence}　{package.get('repository') or ''}".rstrip("　 "))
        found = texts_of(package)
        for _, text in found:
            texts.setdefault(text, []).append(name)
        if not found:
            # Many crates name their licence and leave its text out.
            chosen = [known for known in common if known in licence]
            if not chosen:
                raise SystemExit(f"错误：{name} 没有许可的全文（error: {name} under {licence} has no text of its licence）")
            authors = "、".join(package.get("authors") or []) or "见源码"
            for known in chosen:
                texts.setdefault(common[known], []).append(f"{name}（{known}，作者 {authors}）")
    for name, text in more:
        texts.setdefault(text, []).append(name)
    for text, names in sorted(texts.items(), key=lambda item: item[1]):
        lines += ["", "=" * 80, "、".join(sorted(set(names))), "-" * 80, "", text]
    return "\n".join(lines) + "\n"


def besides(work: Path, windows: bool) -> list[tuple[str, str]]:
    """What is linked besides crates: Rust's standard library and the runtime of the compiler."""
    doc = work / "debian/usr/share/doc"

    def debian(name: str) -> str:
        file = doc / name / "copyright"
        return clean(file.read_bytes() if file.is_file() else gzip.decompress(file.with_suffix(".gz").read_bytes()))

    found = [("Rust 标准库", debian("libstd-rust-web-dev"))]
    if windows:
        found += [("mingw-w64 运行库", debian("mingw-w64-x86-64-dev")), ("GCC 运行库（libgcc，运行库例外）", debian("gcc-mingw-w64-base"))]
    else:
        zig = next((work / "tools-venv/lib").glob("python3*/site-packages/ziglang"))
        found += [
            ("Zig 编译器运行库（compiler-rt）", clean((zig / "LICENSE").read_bytes())),
            ("LLVM libunwind", clean((zig / "lib/libunwind/LICENSE.TXT").read_bytes())),
        ]
    return found


def write(folder: Path, work: Path, windows: bool) -> dict[str, bytes]:
    """The files of the folder 许可, by name."""
    source = work / "source"
    target = "x86_64-pc-windows-gnu" if windows else "x86_64-unknown-linux-gnu"
    common = {
        "MIT": clean((source / "LICENSE-MIT").read_bytes()).split("\n", 3)[-1],
        "Apache-2.0": clean((source / "LICENSE-APACHE").read_bytes()),
        "BSD-2-Clause": clean(Path(__file__).with_name("BSD-2-Clause.txt").read_bytes()),
        "0BSD": clean(Path(__file__).with_name("0BSD.txt").read_bytes()),
    }
    version = next(line for line in (source / "src/pdf/mod.rs").read_text().splitlines() if line.startswith("pub const VERSION"))
    version = version.split('"')[1]
    crates = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo")) / "registry/src"
    typst = next(crates.glob(f"*/typst-cli-{version}/Cargo.toml"))
    features = [] if windows else ["vendor-openssl"]
    more = besides(work, windows)
    own = document("简报 jianbao 里的组件和它们的许可", linked(metadata(source / "Cargo.toml", target, [])), more, common)
    other = document(f"排版程序 typst {version} 里的组件和它们的许可", linked(metadata(typst, target, features)), more, common)
    fonts = source / "templates/fonts/licenses"
    files = {
        "简报.txt": own,
        "排版程序typst.txt": other,
        "字体.txt": clean((fonts / "NOTICE.txt").read_bytes()) + "\n\n" + clean((fonts / "OFL-1.1.txt").read_bytes()) + "\n",
        "简报-MIT.txt": clean((source / "LICENSE-MIT").read_bytes()) + "\n",
        "简报-Apache-2.0.txt": clean((source / "LICENSE-APACHE").read_bytes()) + "\n",
    }
    return {f"{folder}/{name}": text.encode() for name, text in files.items()}
