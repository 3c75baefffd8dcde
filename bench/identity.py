#!/usr/bin/env python3
"""Has every entity of the store its official name and its kind? The graph against annotated files.

    python bench/identity.py [GOLD...]     (default: dev and train of ../shared/gold, with the texts in its docs)

The texts are built into a store; what each file's graph calls the things that it mentions is compared with the gold, by
the measure of `kg evaluate` (its rows `names` and `kinds`).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.build import build
from kg.evaluation.annotation import Annotation, EntityRow
from kg.evaluation.annotation_json import read_gold
from kg.evaluation.measure import measure
from kg.evaluation.score import ACCURACIES, Score
from kg.store import read_store
from kg.vocabulary import CATEGORY_CLASSES, KIND_CLASSES, PREFIXES, term

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
_MENTIONED = """
SELECT DISTINCT ?name ?entity ?label ?form ?type WHERE { GRAPH ?file {
  ?file dcterms:title ?name . ?entity a ?category, ?type ; rdfs:label ?label .
  ?mention oa:hasBody ?entity ; oa:hasTarget/oa:hasSelector/oa:exact ?form } }
"""


def entities(store: Store, category: str) -> dict[str, list[EntityRow]]:
    """What the graph of each file mentions of a category, by the stem of the file's name."""
    kinds = {term(curie): kind for kind, curie in KIND_CLASSES[category].items()}
    query = _MENTIONED.replace("?category", CATEGORY_CLASSES[category])
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    found: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for row in solutions:
        name, label, form = (row[key].value for key in ("name", "label", "form") if isinstance(row[key], Literal))
        forms, of_kind = found.setdefault((Path(name).stem, label, str(row["entity"])), (set(), set()))
        forms.add(form)
        if isinstance(row["type"], NamedNode) and row["type"] in kinds:
            of_kind.add(kinds[row["type"]])
    rows: dict[str, list[EntityRow]] = {}
    for (stem, label, _), (forms, of_kind) in sorted(found.items()):
        rows.setdefault(stem, []).append(EntityRow(label, tuple(sorted(forms)), min(of_kind, default=None)))
    return rows


def main() -> None:
    """Print both accuracies for each folder of gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD / "dev", GOLD / "train"])
    folders = parser.parse_args().gold
    if missing := [str(folder) for folder in folders if not any(folder.glob("*.json"))]:
        parser.error(f"{', '.join(missing)}: no annotations here")
    with TemporaryDirectory() as temporary:
        build([folders[0].parent / "docs"], Path(temporary) / "store")
        store = read_store(Path(temporary) / "store")
        by_category = {category: entities(store, category) for category in ("organisation", "programme", "region")}
    for folder in folders:
        totals = dict.fromkeys(ACCURACIES, Score())
        for path in sorted(folder.glob("*.json")):
            rows = [tuple(by_category[category].get(path.stem, ())) for category in by_category]
            found = Annotation(organisations=rows[0], programmes=rows[1], regions=rows[2])
            measured = measure(read_gold(path), found)
            totals = {name: totals[name] + measured[name].score for name in ACCURACIES}
        shares = ", ".join(f"{name} {score.recall:.3f} ({score.hit} of {score.gold})" for name, score in totals.items())
        print(f"{folder.name}: {shares}")


if __name__ == "__main__":
    main()
