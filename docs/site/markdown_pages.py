"""The Markdown files of the project as HTML pages: README.md, what it links to, what that links to, and so on.

A page stands where its file does, so that links between them hold; other files that they link to are copied.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path

import markdown
from markdown.extensions.toc import TocExtension, slugify_unicode

_ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r'(?:(?<=href=")|(?<=src="))(?![a-z]+:|#)([^"#]+)')
_CSS = """
body { max-width: 60em; margin: 2em auto; padding: 0 1em; line-height: 1.5;
    font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
pre, code { font-family: "Noto Sans Mono CJK SC", monospace; background: #f4f4f4; }
pre { padding: 0.7em; overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #ccc; padding: 0.3em 0.6em; text-align: left; vertical-align: top; }
blockquote { border-left: 3px solid #ccc; margin-left: 0; padding-left: 1em; }
"""


def write_pages(folder: Path, first: str = "README.md") -> dict[str, str]:
    """Write the pages below a folder; the titles of all by their place in it, sorted."""
    titles: dict[str, str] = {}
    waiting = {first}
    while names := sorted(waiting - titles.keys()):
        for name in names:
            body, linked = _convert(name)
            titles[name] = re.sub("<[^>]+>", "", body.partition("</h1>")[0]).strip()
            write(folder / _page_name(name), titles[name], body)
            waiting |= {other for other in linked if other.endswith(".md")}
            _copy({other for other in linked if not other.endswith(".md")}, folder)
    return {_page_name(name): title for name, title in sorted(titles.items())}


def write(path: Path, title: str, body: str) -> None:
    """Write one page; `title` and `body` are HTML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_CSS}</style>'
    path.write_text(f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n{body}\n</body></html>\n", "utf-8")


def _convert(name: str) -> tuple[str, set[str]]:
    """A file as HTML, and the files of the project that it links to; a link to a folder is one to its README.md."""
    text = (_ROOT / name).read_text("utf-8")
    contents = TocExtension(slugify=slugify_unicode)
    html = markdown.markdown(text, extensions=["fenced_code", "tables", "sane_lists", contents])
    linked: set[str] = set()

    def resolve(link: re.Match[str]) -> str:
        target = (_ROOT / name).parent / link[1]
        inside = target / "README.md" if target.is_dir() else target
        linked.add(inside.resolve().relative_to(_ROOT).as_posix())
        return escape(_page_name(f"{link[1].rstrip('/')}/README.md" if target.is_dir() else link[1]))

    return _LINK.sub(resolve, html), linked


def _page_name(name: str) -> str:
    return name.removesuffix(".md") + ".html" if name.endswith(".md") else name


def _copy(names: set[str], folder: Path) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_ROOT / name, folder / name)
