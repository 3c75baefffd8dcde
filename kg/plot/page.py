"""A picture as a web page of its own: the SVG inside, its data as a table below; nothing is fetched."""

from __future__ import annotations

from html import escape
from string import Template

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


_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
$style
</style>
</head>
<body>
<main>
<figure>
$picture
<figcaption>$description</figcaption>
</figure>
<details open>
<summary>$summary ($count)</summary>
<table>
<thead><tr>$heads</tr></thead>
<tbody>
$rows
</tbody>
</table>
</details>
</main>
</body>
</html>
""")


def page(drawing: Drawing, svg: bytes, language: Language) -> bytes:
    """The page, in UTF-8.

    Args:
        drawing: What is drawn.
        svg: The drawing as an SVG document.
        language: Of the page's own words.
    """
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in drawing.rows)
    text = _PAGE.substitute(
        language="zh-Hans" if language == "zh" else "en",
        title=escape(drawing.title),
        style=_STYLE,
        # Without the XML declaration, which has no place inside a page.
        picture=svg.decode("utf-8").partition("?>")[2].strip(),
        description=escape(drawing.description),
        summary=escape(word(language, "data")),
        count=len(drawing.rows),
        heads="".join(f'<th scope="col">{escape(column)}</th>' for column in drawing.columns),
        rows="\n".join(f"<tr>{row}</tr>" for row in rows),
    )
    return text.encode("utf-8")
