"""使用说明 as plain text and as a page, out of one source: `使用说明.md`, a few kinds of lines.

`# ` and `## ` are headings, `- ` and `1. ` lists, `> ` what is typed, `![words](picture)` a picture; a line that begins with `[windows]` or `[linux]` is only
for that system.
"""

import html
import re

STYLE = """
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 17px/1.8 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #222; }
h1, h2 { line-height: 1.4; } h2 { margin-top: 2em; border-bottom: 1px solid #c00; }
pre { background: #f4f4f4; padding: .6em 1em; overflow-x: auto; font: 15px/1.6 Consolas, "Noto Sans Mono CJK SC", monospace; }
img { max-width: 100%; border: 1px solid #ccc; } figure { margin: 1em 0; } figcaption { color: #555; font-size: 15px; }
"""


def lines_for(source: str, system: str, version: str) -> list[str]:
    """The lines for a system."""
    chosen = []
    for line in source.splitlines():
        named = re.match(r"\[(windows|linux)\] ?", line)
        if named and named[1] != system:
            continue
        line = line[named.end() :] if named else line
        chosen.append(line.replace("{版本}", version))
    return chosen


def plain(lines: list[str]) -> str:
    """As plain text, for Notepad too."""
    out = []
    for line in lines:
        if line.startswith("!["):
            continue
        if line.startswith("# "):
            line = line[2:]
        elif line.startswith("## "):
            line = f"【{line[3:]}】"
        elif line.startswith("> "):
            line = "    " + line[2:]
        elif line.startswith("- "):
            line = "  · " + line[2:]
        out.append(line.replace("`", ""))
    text = re.sub("\n{3,}", "\n\n", "\n".join(out))
    # Notepad of older systems goes by the mark and wants both characters.
    return "\ufeff" + text.strip("\n").replace("\n", "\r\n") + "\r\n"


def inline(text: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))


def page(lines: list[str]) -> str:
    """As a page that needs nothing but its pictures."""
    out, kind = [], None

    def close(wanted: str | None) -> None:
        nonlocal kind
        if kind != wanted:
            if kind:
                out.append(f"</{kind}>")
            if wanted:
                out.append(f"<{wanted}>")
            kind = wanted

    title = "使用说明"
    for line in lines:
        picture = re.match(r"!\[(.*)\]\((.*)\)", line)
        number = re.match(r"\d+\. ", line)
        if line.startswith("> "):
            close("pre")
            out.append(html.escape(line[2:]))
        elif line.startswith("- "):
            close("ul")
            out.append(f"<li>{inline(line[2:])}</li>")
        elif number:
            close("ol")
            out.append(f"<li>{inline(line[number.end():])}</li>")
        else:
            close(None)
            if picture:
                words = html.escape(picture[1])
                out.append(f'<figure><img src="{picture[2]}" alt="{words}"><figcaption>{words}</figcaption></figure>')
            elif line.startswith("# "):
                title = line[2:]
                out.append(f"<h1>{inline(title)}</h1>")
            elif line.startswith("## "):
                out.append(f"<h2>{inline(line[3:])}</h2>")
            elif line.strip():
                out.append(f"<p>{inline(line)}</p>")
    close(None)
    head = f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{html.escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n'
    return head + "\n".join(out) + "\n</body>\n</html>\n"
