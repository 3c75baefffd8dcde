"""The documentation as HTML pages: the ontology with its diagram, and the Markdown files of the project.

    python -m docs.site.build [FOLDER]     (default: build/docs)

Nothing is fetched, and the same project gives the same pages.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from docs.site import ontology
from docs.site.diagram import NoGraphviz, diagram, draw
from docs.site.markdown_pages import write, write_pages

_DEFAULT = Path("build/docs")


def build(folder: Path) -> None:
    """Write all pages below a folder; `index.html` leads to each.

    Raises:
        NoGraphviz: The program that draws the diagram is missing.
    """
    # It sets up logging when it is imported, and tells of its cache at every run.
    from docs.site.ontology_page import ontology_page

    logging.disable(logging.INFO)
    terms = ontology.read()
    picture = draw(diagram(terms, "index.html"))
    home = folder / "ontology"
    home.mkdir(parents=True, exist_ok=True)
    (home / "diagram.svg").write_text(picture, "utf-8")
    (home / "index.html").write_text(ontology_page(terms, picture), "utf-8")
    titles = {"ontology/index.html": "The terms of the ontology, one by one, with a diagram", **write_pages(folder)}
    links = "".join(f'<li><a href="{name}">{title}</a></li>\n' for name, title in titles.items())
    write(folder / "index.html", "Documentation", f"<h1>Documentation</h1>\n<ul>\n{links}</ul>")


def main() -> int:
    """Build the pages; 1 when a program is missing."""
    parser = argparse.ArgumentParser(description="The documentation as HTML pages.")
    parser.add_argument("folder", nargs="?", type=Path, default=_DEFAULT, metavar="FOLDER")
    folder = parser.parse_args().folder
    try:
        build(folder)
    except NoGraphviz as error:
        print(f"The documentation cannot be built: {error}", file=sys.stderr)
        return 1
    print(folder / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
