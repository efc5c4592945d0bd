#!/usr/bin/env python3
"""Makes the guide (docs/guide.md) into a site with pictures of every step, by the program itself.

    python3 docs/site/make.py --program target/release/jianbao --to FOLDER [--no-pictures]

The chapters of the guide become issues of an archive, which `jianbao build` draws: with search, tables, plain text. The first of them, the first hour of a new
editor, is acted out: every command is run in a folder of its own, every file is edited as it says, and Chromium takes the pictures. What the program says and
shows today is what stands there, so neither site nor pictures are kept in the repository.

Needs Python 3 and, for pictures, chromium; for that of the printed page also pdftoppm (poppler-utils). What is missing is said and left out.
"""

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--force-device-scale-factor=1.5",
]
DATE = "2026-03-05"
# A link within the documentation.
LINK = re.compile(r"\[([^\]]+)\]\((?:[a-z]+[.]md)?(?:#[^)]*)?\)")


class Office:
    """The folder of a new office, in which every step is really done."""

    def __init__(self, program, pictures, folder):
        self.program = program
        self.pictures = pictures
        self.folder = folder
        self.taken = {}

    def run(self, *words, status=0):
        """Runs the program, and gives what a terminal shows."""
        done = subprocess.run(
            [self.program, *words], cwd=self.folder, capture_output=True, text=True, check=False
        )
        said = done.stdout + done.stderr
        if done.returncode != status:
            sys.exit(f"{' '.join(words)}: status {done.returncode}\n{said}")
        said = said.replace(str(self.folder), "D:\\简报")
        return f"> jianbao {' '.join(words)}\n{said}"

    def edit(self, path, *changes):
        """Changes a file as an editor would, and gives its text."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        for before, after in changes:
            if before not in text:
                sys.exit(f"{path} has no “{before}”")
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
        return text

    def window(self, name, title, text, dark=False):
        """A picture of a window with text: a terminal, or an editor."""
        colours = "#1e1e1e;color:#e6e6e6" if dark else "#fff;color:#222"
        page = (
            "<meta charset=utf-8><body style='margin:0;background:#ccc'>"
            "<div style='background:#f0f0f0;font:14px sans-serif;padding:6px 12px'>"
            f"{html.escape(title)}</div><pre style='margin:0;min-height:420px;padding:12px;"
            f"font:15px/1.5 monospace;white-space:pre-wrap;background:{colours}'>"
            f"{html.escape(text)}</pre>"
        )
        file = self.folder / f"{name}.html"
        file.write_text(page, encoding="utf-8")
        lines = sum(1 + len(line) // 90 for line in text.splitlines())
        self.shot(name, file.as_uri(), 900, max(200, 70 + 23 * lines))
        file.unlink()

    def shot(self, name, address, width=1000, height=760):
        """A picture of what a browser shows."""
        if not self.pictures:
            return
        target = self.folder / f"{name}.png"
        subprocess.run(
            [self.pictures, *CHROMIUM, f"--user-data-dir={self.folder}/.browser",
             f"--window-size={width},{height}", f"--screenshot={target}", address],
            check=True, capture_output=True, timeout=120,
        )
        self.taken[name] = target

    def pdf(self, name, file):
        """A picture of the first page of a PDF."""
        tool = shutil.which("pdftoppm")
        if not self.pictures or not tool:
            print(f"NOT MADE: the picture of {file} (pdftoppm or chromium is missing)")
            return
        subprocess.run([tool, "-png", "-singlefile", "-r", "60", self.folder / file,
                        self.folder / name], check=True)
        self.taken[name] = self.folder / f"{name}.png"


class Preview:
    """The preview while the issue is written; none where no pictures are taken."""

    def __init__(self, office):
        self.office = office
        self.server = None
        if not office.pictures:
            return
        self.server = subprocess.Popen(
            [office.program, "serve"], cwd=office.folder, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )
        # Which port was free, it says itself.
        said = self.server.stdout.readline()
        self.address = said.strip().removeprefix("预览地址：")

    def shot(self, name):
        if self.server:
            self.office.shot(name, f"{self.address}tongbao/2026/1/")

    def end(self):
        if self.server:
            self.server.terminate()
            self.server.wait()


def first_hour(office, prints):
    """Acts the first hour out; gives the text of the chapter."""
    steps = []

    def step(title, words, *names):
        pictures = [f"![{caption}]({name}.png)" for name, caption in names if name in office.taken]
        steps.append("\n\n".join([f"# {title}", words, *pictures]))

    (office.folder / "单位.txt").write_text(
        "单位\t类别\t联系领导\n青禾县\t县（市）区\t林致远\n白石区\t县（市）区\t林致远\n汀钢公司\t企业\t沈若兰\n",
        encoding="utf-8",
    )
    said = office.run("init", "--name", "云汀市总工会", "--code", "云工", "--kinds", "通报,简报",
                      "--unit-list", "单位.txt", "--date", DATE)
    office.window("init", "命令提示符", said, dark=True)
    step("新建资料库",
         "打开命令提示符，进入要放资料库的文件夹，运行 `jianbao init`，回答五句话；这里把回答写成了选项，单位名单是从 Excel 另存的。",
         ("init", "新建资料库"))
    units = office.edit("content/units.yaml")
    office.window("units", "content\\units.yaml - 记事本", units)
    step("看一看单位登记表", "每个文件开头都有说明。用记事本打开 `content/units.yaml`，名称、类别、先后不对就改。", ("units", "单位登记表"))

    issue = "content/tongbao/2026/1"
    preview = Preview(office)
    try:
        preview.shot("draft")
        step("打开预览", "运行 `jianbao serve`，在浏览器里打开它显示的地址，点第一期。要写的地方标着 `〖待填〗`，右上角标着草稿。", ("draft", "还没有写的第一期"))
        text = "# 总体情况\n\n一季度，全市各级工会走访企业126家，化解劳动争议38件。\n\n# 存在问题\n\n个别单位报送不及时。\n"
        (office.folder / issue / "正文.md").write_text(text, encoding="utf-8")
        office.window("text", "正文.md - 记事本", text)
        step("写正文", "用记事本打开 `content/tongbao/2026/1/正文.md`，换成自己的话，一行一段；标题前写 `#`，不写编号。保存。", ("text", "正文"))
        text = office.edit(f"{issue}/issue.yaml", ("【待填】标题", "关于一季度工作情况的通报"),
                           ("草稿: true\n", ""), ("# 主送: [", "主送: ["))
        office.window("issue", "issue.yaml - 记事本", text)
        step("写标题和主送", "打开 `issue.yaml`，写上标题，删去 `主送` 前面的 `#`，删去 `草稿: true` 这一行。保存。", ("issue", "issue.yaml"))
        time.sleep(1.5 if office.pictures else 0)
        preview.shot("written")
        step("核对", "预览自动刷新。编号、文号、落款、日期已经排好。", ("written", "写好的第一期"))
    finally:
        preview.end()
    office.window("check", "命令提示符", office.run("check"), dark=True)
    step("检查", "按 Ctrl-C 结束预览，运行 `jianbao check`：有错误会指出在哪一行、怎么改。", ("check", "检查"))
    if prints:
        office.run("print", "tongbao/2026/1", "--final", "--to", "第一期.pdf")
        office.pdf("printed", "第一期.pdf")
    step("印出来", "运行 `jianbao print tongbao/2026/1 --final --to 第一期.pdf`，打开 PDF 打印。印出去以后运行 `jianbao issue tongbao/2026/1`。", ("printed", "印出来的第一页"))
    office.run("build", "--no-pdf")
    office.shot("home", (office.folder / "output/index.html").as_uri())
    step("生成资料库", "运行 `jianbao build`，用浏览器打开 `output/index.html`。以后每期：`jianbao new tongbao`，从第三步做起。", ("home", "资料库首页"))
    print(f"the first hour: {len(steps)} steps, {len(office.taken)} pictures")
    if len(steps) > 12:
        sys.exit("more than twelve steps")
    return "\n\n".join(steps) + "\n"


def chapters():
    """The chapters of the guide: title and text, as a fragment has it."""
    guide = (HERE.parent / "guide.md").read_text(encoding="utf-8")
    for chapter in re.split(r"^## ", guide, flags=re.M)[1:]:
        title, body = chapter.split("\n", 1)
        title = re.sub(r"^[一二三四五六七八九十]+、", "", title)
        # These would be marks of what is still to be written, and a slip.
        body = body.replace("【待填】", "〖待填〗").replace("⻓", "長")
        fenced, heading, lines = False, title, []
        for line in body.strip().split("\n"):
            if line.startswith("```"):
                fenced = not fenced
            elif not fenced:
                line = re.sub(r"^#{3}", "#", line)
                heading = line.strip("# ") if line.startswith("#") else heading
                if line.startswith("|") and not (lines and lines[-1].startswith("|")):
                    lines += [f"表：{heading}", ""]
                # Of other pages of the documentation only the words are here.
                line = LINK.sub(r"\1", line)
            lines.append(line)
        # With a front matter of its own none of the examples is taken for one.
        yield title, "\n".join(["---", "换行: 续行", "---", *lines, ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=Path)
    parser.add_argument("--to", required=True, type=Path)
    parser.add_argument("--no-pictures", action="store_true")
    parser.add_argument("--no-pdf", action="store_true", help="print nothing: there is no typst")
    args = parser.parse_args()
    program = str(args.program.resolve())
    chromium = None if args.no_pictures else shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("NOT MADE: the pictures")
    with tempfile.TemporaryDirectory(prefix="jianbao-guide-") as folder:
        folder = Path(folder)
        (folder / "office").mkdir()
        office = Office(program, chromium, folder / "office")
        text = first_hour(office, not args.no_pdf)
        series = folder / "guide/content/zhinan"
        series.mkdir(parents=True)
        (series.parent / "site.yaml").write_text("名称: 简报使用说明\n简介: 怎样用 jianbao 编简报。\n系列: [zhinan]\n", encoding="utf-8")
        (series / "series.yaml").write_text(
            "名称: 使用说明\n版式: 简报\n期号: 第{期}章\n编号: [无, 无, 无, 无]\n换行: 续行\n", encoding="utf-8")
        for number, (title, body) in enumerate([("第一次使用", text), *chapters()], start=1):
            chapter = series / "2026" / str(number)
            chapter.mkdir(parents=True)
            (chapter / "issue.yaml").write_text(
                f"标题: \"{title}\"\n日期: {DATE}\n正文: [正文.md]\n", encoding="utf-8")
            (chapter / "正文.md").write_text(body, encoding="utf-8")
        for name, picture in office.taken.items():
            shutil.copy(picture, series / "2026/1" / f"{name}.png")
        done = subprocess.run([program, "build", "--no-pdf", "--output", str(args.to.resolve())],
                              cwd=folder / "guide", capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(done.stdout + done.stderr)
        print(f"{args.to}/index.html: {number} chapters")


if __name__ == "__main__":
    main()
