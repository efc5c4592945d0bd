#!/usr/bin/env python3
"""What fuzzing begins with: python3 tests/fuzz/seeds.py FOLDER. The texts of the sample archive and of the tests, cut into pieces as long as a case."""

import hashlib
import pathlib
import sys

LONGEST = 256
ROOT = pathlib.Path(__file__).resolve().parents[2]
REGISTERS = {"site.yaml": "0", "units.yaml": "1", "metrics.yaml": "2", "series.yaml": "3"}
HEAD = "格式: 1\n期: a/2026/1\n程序: jianbao\n经过:\n- 日期: 2026-07-08\n  事项: 印发\n"
RECORDS = [
    HEAD + "PDF: 无\n文字: |\n  标题：甲\n依据:\n",
    HEAD + "PDF: {页数: 6, 字节: 48, sha256: cd}\n文字: |\n依据:\n  \"a/2026/1/正文.md\": ef\n",
    HEAD + "- 日期: 2026-08-01\n  事项: 更正\n  原因: \"甲\"\n  PDF: ab\n  改动:\n  - 原文: \"\"\n    改为: \"乙\"\nPDF: 无\n文字: |\n依据:\n",
    HEAD + "- 日期: 2026-08-01\n  事项: 重新印发\nPDF: {页数: 6, 字节: 48, sha256: cd, 嵌有源文件: true}\n文字: |\n  段：\n依据:\n",
]
SHEETS = [
    '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><v>1.5</v></c></row></sheetData>',
    '<row r="1" hidden="1"><c r="A1" s="3"><f>1+1</f><v>2</v></c></row><row r="2"><c r="C2" t="b"><v>1</v></c></row></sheetData>',
    '<row r="1"><c r="A1"><v>46211.5</v></c><c r="B1" s="2"><v>46211</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="str"><v>乙</v></c></row></sheetData><cols><col min="1" max="2" hidden="1"/></cols>',
    '<row r="3"><c r="B3" s="1"><v>0.951</v></c><c r="D3" s="4"><v>0.5</v></c></row></sheetData>',
]


def pieces(text):
    """The lines of a text, as many together as a case may have bytes."""
    piece = ""
    for line in text.splitlines(keepends=True):
        if len((piece + line).encode()) > LONGEST and piece:
            yield piece
            piece = ""
        piece += line
    yield piece


def targets(path, text):
    """Which targets begin with this file, and with which texts."""
    if path.suffix == ".md":
        yield "markdown", text
        if text.startswith("---"):
            front = text.split("\n---\n")[0] + "\n---\n甲。\n"
            yield "front_matter", front
    elif path.suffix in (".yaml", ".yml"):
        yield "yaml", text
        if path.name in REGISTERS:
            yield "registers", REGISTERS[path.name] + text
        elif path.name == "issue.yaml":
            yield "outline", text
        else:
            yield "table", text
    elif path.suffix == ".csv":
        yield "table", text


def main():
    to = pathlib.Path(sys.argv[1])

    def put(target, text):
        if text.strip() and len(text.encode()) <= 4 * LONGEST:
            folder = to / target
            folder.mkdir(parents=True, exist_ok=True)
            (folder / hashlib.sha256(text.encode()).hexdigest()[:16]).write_text(text, newline="")

    for base in ("content", "tests/golden", "tests/diagnostics", "tests/data"):
        for path in sorted((ROOT / base).rglob("*")):
            if path.suffix not in (".md", ".yaml", ".yml", ".csv") or not path.is_file():
                continue
            text = path.read_text(errors="replace")
            for target, text in targets(path, text):
                for piece in pieces(text):
                    put(target, piece)
                put(target, text)
    for text in RECORDS:
        put("record", text)
    for text in SHEETS:
        put("workbook", text)


main()
