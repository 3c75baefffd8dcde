"""A picture as a web page of its own: the SVG inside, its data as a table below; nothing is fetched."""

from __future__ import annotations

from html import escape

from kg.plot.drawing import Drawing
from kg.plot.words import Language, word

_STYLE = """\
body { font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: #1a1a1a; background: #fff; margin: 1.5rem auto; max-width: 72rem; padding: 0 1rem }
svg { width: 100%; height: auto }
summary { cursor: pointer; padding: .5rem 0 }
table { border-collapse: collapse; font-size: 13px }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid #d0d0d0 }
th { position: sticky; top: 0; background: #f4f4f4 }
td:last-child { overflow-wrap: anywhere; color: #555 }"""


def page(drawing: Drawing, svg: bytes, language: Language) -> bytes:
    """The page, in UTF-8.

    Args:
        drawing: What is drawn.
        svg: The drawing as an SVG document.
        language: Of the page's own words.
    """
    picture = svg.decode("utf-8").partition("?>")[2].strip()
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in drawing.columns)
    rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in drawing.rows)
    text = f"""\
<!DOCTYPE html>
<html lang="{"zh-Hans" if language == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(drawing.title)}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<figure>
{picture}
<figcaption>{escape(drawing.description)}</figcaption>
</figure>
<details open>
<summary>{escape(word(language, "data"))} ({len(drawing.rows)})</summary>
<table>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</details>
</main>
</body>
</html>
"""
    return text.encode("utf-8")
