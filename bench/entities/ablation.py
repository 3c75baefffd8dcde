#!/usr/bin/env python3
"""Which part of the pipeline brings how many points: each is switched off alone by the configuration, `make ablation`.

    python -m bench.entities.ablation [--gold FOLDER]     (default: ../shared/gold)

Prints a table and writes it into docs/ablation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.util import load_config

from bench.entities.samples import ENTITIES, Measured, Sample, arguments, described, f1, publish, scores, table
from extract.pipeline import DEFAULT_CONFIG

SHOWN = (*ENTITIES, "relations", "score")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a configuration can leave out.

    Attributes:
        name: A component, or a component, a dot and a setting of it that is true or false.
        brings: What it is, for a reader.
    """

    name: str
    brings: str

    def off(self, config: Mapping[str, Any]) -> dict[str, Any] | None:
        """What to change in a configuration to leave this part out; None where it has no such component."""
        component, _, setting = self.name.partition(".")
        pipeline = config["nlp"]["pipeline"]
        if component not in pipeline:
            return None
        if setting:
            return {f"components.{component}.{setting}": False}
        return {"nlp.pipeline": [name for name in pipeline if name != component]}


PARTS = (
    Part("stp_organisations", "all that finds organisations"),
    Part("stp_organisations.gazetteer", "`organisations.tsv`: names and aliases of known bodies"),
    Part("stp_organisations.subunits", "units behind these names, offices of committees"),
    Part("stp_organisations.local_bodies", "bodies of a region that is named before them"),
    Part("stp_organisations.relative_bodies", "bodies of the region that the document is about (省委, 市科技局)"),
    Part("stp_organisations.forms", "names by their endings (大学, 研究院, 联席会议)"),
    Part("stp_organisations.enterprises", "enterprises by their short names in lists (赛力斯、长城等车企)"),
    Part("stp_organisations.definitions", "short names that the document defines (以下简称)"),
    Part("stp_programmes", "all that finds programmes by rules"),
    Part("stp_programmes.gazetteer", "`programmes.tsv`: names and aliases of undertakings"),
    Part("stp_programmes.forms", "`programme_forms.tsv`: names by their endings (工程, 行动, 试验区)"),
    Part("stp_programmes.lists", "parts of lists of projects and actions (甲、乙等项目)"),
    Part("stp_programmes.quoted", "names in quotation marks that are carried out"),
    Part("stp_programmes.definitions", "short names that the document defines"),
    Part("stp_regions", "all that finds regions"),
    Part("stp_regions.gazetteer", "GB/T 2260, ISO 3166-1 and `regions.tsv`"),
    Part("stp_regions.zones", "zones and clusters by their endings (开发区, 都市圈)"),
    Part("stp_regions.counties", "short forms of the counties of the document's own region"),
    Part("stp_regions.outside_names", "no places inside names of bodies, programmes and documents"),
    Part("stp_regions.definitions", "short names that the document defines"),
    Part("stp_tagger", "the learned recogniser"),
    Part("stp_nested_places", "places that only the name of a programme or zone gives (厦门 in 厦门科学城)"),
    Part("stp_relations.membership", "what is part of what: units, members of committees"),
    Part("stp_relations.clauses", "bodies, a verb of being in charge, a programme"),
    Part("stp_relations.duties", "brackets, lines and tables of responsible bodies"),
    Part("stp_relations.locations_by_name", "what is where by its own name (厦门科学城)"),
    Part("stp_relations.locations_by_clause", "what a clause puts somewhere (支持包头打造钢材基地)"),
    Part("stp_relations.locations_by_home", "zones and clusters in the division of the gazetteer or the document"),
)
"""The parts that are left out one at a time; those whose component the pipeline does not have are passed over."""

_INTRODUCTION = """\
# Which part brings how many points

Written by `make ablation`.

{described}

The first row has F1, in points of 100, with every part on; the others what changes when one part alone is switched off
in the configuration (`extract/default.cfg`): `stp_regions.zones` by `zones = false` below `[components.stp_regions]`,
a component by leaving it out of the pipeline. Of the folds it is the mean, with the smallest and the largest in
brackets. A dot is no change. `score` is the mean F1 over all eight classes.

A part that changes nothing on these files may be needed on others; one that brings points on dev only would be a part
made for dev. Points overlap: what one part does not find any more, another may.

"""


def measured_without(part: Part, samples: Iterable[Sample], folder: Path) -> list[Measured] | None:
    """The samples measured with one part switched off; None where no configuration has it.

    Args:
        part: What to leave out.
        samples: What to measure.
        folder: Where the changed configurations are written.
    """
    measured = []
    for sample in samples:
        source = sample.config or DEFAULT_CONFIG
        changes = part.off(load_config(source))
        if changes is None:
            return None
        path = folder / "without.cfg"
        load_config(source, overrides=changes).to_disk(path)
        measured.append(sample.evaluate(config=path))
    return measured


def points(measured: Sequence[Measured], name: str) -> list[float]:
    """F1 of a class on each sample, in points of 100."""
    return [100 * f1(scores([files]), name) for files in measured]


def cells(values: Sequence[float], sign: str) -> Iterator[str]:
    """Two cells: dev, and the mean over the folds with smallest and largest."""
    dev, *folds = values
    yield _number(dev, sign)
    mean = _number(sum(folds) / len(folds), sign)
    least, most = _number(min(folds), sign), _number(max(folds), sign)
    yield mean if least == most else f"{mean} ({least} … {most})"


def _number(value: float, sign: str) -> str:
    text = f"{value:{sign}.1f}"
    return "·" if float(text) == 0 else text.replace("-", "−")


def main() -> None:
    """Print and write the table."""
    samples, page = arguments(__doc__, "ablation.md")
    whole = [sample.evaluate() for sample in samples]
    base = {name: points(whole, name) for name in SHOWN}
    rows = [["(every part)", "", *(cell for name in SHOWN for cell in cells(base[name], ""))]]
    with TemporaryDirectory() as folder:
        for part in PARTS:
            measured = measured_without(part, samples, Path(folder))
            if measured is None:
                continue
            changes = {
                name: [now - before for now, before in zip(points(measured, name), base[name], strict=True)]
                for name in SHOWN
            }
            rows.append([f"`{part.name}`", part.brings, *(c for name in SHOWN for c in cells(changes[name], "+"))])
    columns = ["without", "which is", *(f"{name}, {where}:" for name in SHOWN for where in ("dev", "folds"))]
    publish(_INTRODUCTION.format(described=described(samples)) + table(columns, rows), page)


if __name__ == "__main__":
    main()
