#!/usr/bin/env python3
"""The fifty inputs that cost most: python3 tests/hostile/worst.py target/release/jianbao. Time and memory of a run over each, the worst first; one that takes
more than two seconds or 300 MB fails. Each is the largest of its kind that is read at all: fragments of 1 MB, lines of 30 kB, other texts of 4 MB."""

import io
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

SECONDS, MEGABYTES = 2.0, 300
ISSUE = "标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n"
FRAGMENT = 1 << 20
TEXT = 4 << 20
LINE = 29_000


def lines(line, size=FRAGMENT):
    """As many of this line as a file may have."""
    return (line + "\n") * (size // len((line + "\n").encode()))


def paragraphs(line, size=FRAGMENT):
    """As many of this paragraph as a file may have."""
    return lines(line + "\n", size)


def run_of(mark, size=LINE):
    """A line of nothing but this mark."""
    return mark * (size // len(mark.encode()))


def fragment(text):
    """A fragment."""
    return {"a/2026/1/正文.md": text}


def issue(text):
    """Keys more of an issue.yaml."""
    return {"a/2026/1/issue.yaml": ISSUE + text, "a/2026/1/正文.md": "文。\n"}


def table(name, text, columns=None):
    """A table that the text shows."""
    return {"a/2026/1/正文.md": f"文\n\n![表]({name})\n", "a/2026/1/" + name: text}


def svg(inside):
    """A drawing that the text shows."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">'
    return {"a/2026/1/正文.md": "文\n\n![图](d.svg)\n", "a/2026/1/d.svg": head + inside + "</svg>"}


def sheet(rows, more=()):
    """A workbook that the text shows."""
    out = io.BytesIO()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}content-types"><Default Extension="xml" ContentType="application/xml"/></Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</worksheet>')
        for name, text in more:
            archive.writestr(name, text)
    return table("t.xlsx", out.getvalue())


def cells(rows, columns, text="<v>1</v>"):
    """Rows of cells."""
    names = [name(column) for column in range(columns)]
    row = lambda r: "".join(f'<c r="{n}{r}">{text}</c>' for n in names)
    return "".join(f'<row r="{r}">{row(r)}</row>' for r in range(1, rows + 1)) + "</sheetData>"


def name(column):
    """The letters of a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def png(width, height):
    """A white picture of many points and few bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" + b"\xff" * width, 1)
    compressor, rows = zlib.compressobj(9), []
    row = b"\0" + b"\xff" * width
    for _ in range(height):
        rows.append(compressor.compress(row))
    data = b"".join(rows) + compressor.flush()
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return {"a/2026/1/正文.md": "文\n\n![图](d.png)\n", "a/2026/1/d.png": picture}


def laughs():
    """Aliases of aliases of aliases."""
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for n in range(1, 10):
        text += f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]\n"
    return text


def outline(depth):
    """Headings of an outline, one in another."""
    text = ""
    for n in range(depth):
        text += "  " * 2 * n + "  - 标题: 甲\n" + "  " * 2 * n + "    正文:\n"
    return text + "  " * 2 * depth + "  - 正文.md\n"


def issues(count, text="文。\n"):
    """An archive of many issues."""
    files = {}
    for n in range(1, count + 1):
        files[f"a/2026/{n}/issue.yaml"] = ISSUE
        files[f"a/2026/{n}/正文.md"] = text
    return files


def units(count):
    """A register of many units."""
    return "单位:\n" + "".join(f"  - {{代号: u{n}, 名称: 甲{n}县}}\n" for n in range(count))


def uses():
    """A drawing that multiplies itself."""
    groups = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    return svg(f'<defs><g id="a0"/>{groups}</defs><use href="#a8"/>')


INPUTS = {
    "plain text": lambda: fragment(paragraphs("长" * 300)),
    "short paragraphs": lambda: fragment(paragraphs("甲")),
    "headings": lambda: fragment(lines("# 甲\n\n文。\n")),
    "the deepest headings": lambda: fragment(lines("###### 甲\n\n文。\n")),
    "items": lambda: fragment(lines("1. 甲")),
    "items in items": lambda: fragment("".join("  " * (n % 20) + "- 甲\n" for n in range(40_000))),
    "items deeper and deeper": lambda: fragment("".join("  " * n + "- 甲\n" for n in range(900))),
    "quotations in quotations": lambda: fragment(lines(run_of("> ", 2_000) + "甲")),
    "quotations line by line": lambda: fragment(lines("> 甲")),
    "rows": lambda: fragment("| 甲 | 乙 |\n|---|---|\n" + lines("| 1 | 2 |", FRAGMENT - 100)),
    "columns": lambda: fragment(run_of("|甲", 20_000) + "|\n" + run_of("|-", 10_000) + "|\n"),
    "tables": lambda: fragment(lines("| 甲 |\n|---|\n| 1 |\n")),
    "pictures": lambda: fragment(paragraphs("![甲](没有.png)")),
    "links": lambda: fragment(paragraphs("[甲](https://a.cn)" * 100)),
    "links that lead nowhere": lambda: fragment(paragraphs("[甲](没有.pdf)" * 100)),
    "notes": lambda: fragment("".join(f"甲[^{n}]。\n\n[^{n}]: 乙。\n\n" for n in range(20_000))),
    "marks of one note": lambda: fragment(paragraphs("甲[^1]" * 100, FRAGMENT - 100) + "\n[^1]: 乙。\n"),
    "emphasis": lambda: fragment(paragraphs("**甲**" * 500)),
    "emphasis that is open": lambda: fragment(paragraphs(run_of("**甲 "))),
    "stars": lambda: fragment(paragraphs(run_of("*"))),
    "a line of brackets": lambda: fragment(paragraphs(run_of("["))),
    "a line of brackets and pictures": lambda: fragment(paragraphs(run_of("![甲]("))),
    "a line of backticks": lambda: fragment(paragraphs(run_of("` ``"))),
    "remarks that are open": lambda: fragment(paragraphs(run_of("<!-- "))),
    "tags": lambda: fragment(paragraphs("<b>甲</b>" * 100)),
    "codes of characters": lambda: fragment(paragraphs("&lt;" * 200)),
    "backslashes": lambda: fragment(paragraphs(run_of("\\*"))),
    "places to fill in": lambda: fragment(paragraphs("【待填】" * 50)),
    "queries of figures": lambda: fragment(paragraphs("{{甲.合计}}" * 50)),
    "numbers typed by hand": lambda: fragment(paragraphs("一、甲") + paragraphs("（一）甲", 1000)),
    "sums in words": lambda: fragment(paragraphs("共12个，其中甲3个、乙4个、丙5个。" * 20)),
    "fences": lambda: fragment(lines("```\n甲\n```\n")),
    "aliases of aliases": lambda: issue(laughs()),
    "aliases side by side": lambda: issue("甲: &a [" + ",".join(["x"] * 4_000) + "]\n乙: [" + ",".join(["*a"] * 4_000) + "]\n"),
    "keys that are unknown": lambda: issue("".join(f"键{n}: 1\n" for n in range(4_900))),
    "keys that stand twice": lambda: issue("".join(f"键{n}: 1\n" for n in range(2_400)) * 2),
    "brackets in brackets": lambda: issue("甲: " + "[" * 100_000),
    "topics": lambda: issue("主题: [" + ", ".join(f"题{n}" for n in range(5_000)) + "]\n"),
    "an outline as deep as it goes": lambda: {"a/2026/1/issue.yaml": ISSUE.replace("正文: [正文.md]\n", "正文:\n" + outline(60)), "a/2026/1/正文.md": "文。\n"},
    "an outline of 5,000": lambda: {"a/2026/1/issue.yaml": ISSUE.replace("[正文.md]", "[" + ", ".join(["正文.md"] * 5_000) + "]"), "a/2026/1/正文.md": "文。\n"},
    "files that are missing": lambda: {"a/2026/1/issue.yaml": ISSUE.replace("[正文.md]", "[" + ", ".join(f"{n}.md" for n in range(4_900)) + "]"), "a/2026/1/正文.md": "文。\n"},
    "units": lambda: {"units.yaml": units(4_900)},
    "units that report": lambda: {"units.yaml": units(1_000), "a/2026/1/issue.yaml": ISSUE.replace("[正文.md]", "[{按: 单位}]"), **{f"a/2026/1/units/{n}.md": f"---\n单位: u{n}\n---\n甲。\n" for n in range(1_000)}},
    "CSV of rows": lambda: table("t.csv", "a,b\n" + lines("1,2", TEXT - 100)),
    "CSV of columns": lambda: table("t.csv", "a," * 2_000_000),
    "CSV of quotation marks": lambda: table("t.csv", '"' * 4_000_000),
    "a workbook of rows": lambda: sheet(cells(60_000, 10)),
    "a workbook of columns": lambda: sheet(cells(30, 16_000)),
    "a workbook that unpacks": lambda: sheet(cells(2, 2), [("xl/sharedStrings.xml", "<sst>" + "<si><t>甲</t></si>" * 8_000_000 + "</sst>")]),
    "a workbook of merged cells": lambda: sheet(cells(1, 1) + "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 60_000)) + "</mergeCells>"),
    "a drawing of groups in groups": lambda: svg("<g>" * 290_000 + "</g>" * 290_000),
    "a drawing of paths": lambda: svg('<path d="M0 0"/>' * 240_000),
    "a drawing of itself": uses,
    "a picture of many points": lambda: png(12_000, 8_000),
    "a picture of too many points": lambda: png(60_000, 4_000),
    "files that nothing uses": lambda: {**fragment("文。\n"), **{f"a/2026/1/多余/{n}.md": "甲\n" for n in range(10_000)}},
    "folders": lambda: {**fragment("文。\n"), "a/2026/1/" + "夹/" * 60 + "a.md": "甲\n"},
    "a thousand issues": lambda: issues(1_000),
}


def measured(program, root, command):
    """Time, memory, status and what was said."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([program, *command], cwd=root, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        memory = 0
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            memory = max(memory, peak(child.pid))
            time.sleep(0.005)
        child.returncode = status
        out.seek(0)
        said = out.read()
    # On a machine that does other things besides, the time of its processors says more than that of the clock.
    seconds = min(time.monotonic() - start, usage.ru_utime + usage.ru_stime)
    return seconds, memory, os.waitstatus_to_exitcode(status), said


def peak(pid):
    """The most memory that a process has had, in megabytes."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    only = sys.argv[2:]
    found = []
    for kind, make in INPUTS.items():
        if only and kind not in only:
            continue
        with tempfile.TemporaryDirectory() as root:
            files = {"site.yaml": "名称: 甲库\n", "a/series.yaml": "名称: 甲系列\n版式: 公文\n", "a/2026/1/issue.yaml": ISSUE, **make()}
            for path, text in files.items():
                path = pathlib.Path(root, "content", path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
            for command in (["check"], ["build", "--no-pdf"]):
                seconds, memory, code, said = measured(program, root, command)
                wrong = []
                if seconds > SECONDS:
                    wrong.append("slow")
                if memory > MEGABYTES:
                    wrong.append("large")
                if code not in (0, 1):
                    wrong.append(f"status {code}")
                if len(said) > 300_000:
                    wrong.append(f"{len(said)} bytes said")
                found.append((seconds, memory, kind, command[0], code, " ".join(wrong)))
                print(f"{kind}: {command[0]} {seconds:.2f} s", file=sys.stderr, flush=True)
                if only:
                    print(said.decode(errors="replace")[:2000])
    found.sort(reverse=True)
    for seconds, memory, kind, command, code, wrong in found:
        print(f"{seconds:7.2f} s {memory:6.0f} MB  {command:5} {code}  {kind}  {wrong}")
    print(f"{len(found) // 2} inputs; bounds {SECONDS} s, {MEGABYTES} MB")
    sys.exit(any(row[-1] for row in found))


main()
