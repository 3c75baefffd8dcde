"""What two exports differ in: nothing after two builds, and after a change of the text only what it concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.resources import resource
from kg.build import build
from kg.export import export
from kg.store import read_store

PLAN = "tianjin-2018-smart-technology-action-plan.txt"
GUIDELINES = "most-2020-ai-pilot-zone-guidelines.txt"
GOAL = "智能机器人产业规模达到200亿元"
BASE, STP, XSD = "https://w3id.org/cn-stp/", "https://w3id.org/cn-stp/ontology#", "http://www.w3.org/2001/XMLSchema#"
SHA256, LENGTH = f"<{STP}sha256>", f"<{STP}characterCount>"


def text_of(name: str) -> str:
    return (resource("data/documents") / name).read_text("utf-8")


def exported(folder: Path, plan: str, *names: str) -> tuple[list[str], bytes]:
    """The lines of N-Triples, and the Turtle, of the plan and the guidelines, built one after the other as named."""
    folder.mkdir()
    (folder / PLAN).write_text(plan, "utf-8")
    (folder / GUIDELINES).write_text(text_of(GUIDELINES), "utf-8")
    for name in names:
        assert build([folder / name], folder / "store").built == 1
    store = read_store(folder / "store")
    export(store, folder / "graph.nt", "ntriples", files_by_name=True)
    export(store, folder / "graph.ttl", "turtle")
    return (folder / "graph.nt").read_text("utf-8").splitlines(), (folder / "graph.ttl").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changes")


@pytest.fixture(scope="module")
def as_printed(folder: Path) -> tuple[list[str], bytes]:
    return exported(folder / "printed", text_of(PLAN), PLAN, GUIDELINES)


def test_two_builds_give_the_same_turtle(folder: Path, as_printed: tuple[list[str], bytes]) -> None:
    again = exported(folder / "again", text_of(PLAN), GUIDELINES, PLAN)
    assert again[1] == as_printed[1]
    assert again[0] == as_printed[0]


def test_changed_figure_changes_its_goal_its_quotation_and_the_digest(
    folder: Path, as_printed: tuple[list[str], bytes]
) -> None:
    plan = text_of(PLAN)
    assert plan.count(GOAL) == 1
    changed, _ = exported(folder / "figure", plan.replace(GOAL, GOAL.replace("200", "300")), PLAN, GUIDELINES)
    before, after = (
        {statement(line) for line in lines}
        for lines in (set(as_printed[0]) - set(changed), set(changed) - set(as_printed[0]))
    )
    # The goal is another one, which says the same but for the figure.
    said = {
        f"<{STP}{name}>" for name in ("setsGoal", "confidence", "deadline", "evidence", "inSection", "inSeries")
    } | {f"<{STP}{name}>" for name in ("indicator", "normalisedValue", "operator", "unit", "value")}
    rdf = {"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/2000/01/rdf-schema#label>"}
    for part, amount, yuan in ((before, "200", "20000000000"), (after, "300", "30000000000")):
        values = {(predicate, value) for predicate, value in part if predicate not in {f"<{STP}setsGoal>", SHA256}}
        goal = GOAL.replace("200", amount)
        assert ("<http://www.w3.org/ns/oa#exact>", f'"{goal}"@zh') in values
        assert ("<http://www.w3.org/2000/01/rdf-schema#label>", f'"{goal}"@zh') in values
        assert (f"<{STP}value>", f'"{amount}"^^<{XSD}decimal>') in values
        assert (f"<{STP}normalisedValue>", f'"{yuan}"^^<{XSD}decimal>') in values
        assert {predicate for predicate, _ in part} == said | rdf | {SHA256, "<http://www.w3.org/ns/oa#exact>"}
    # Two classes; every other property once.
    assert len(before) == len(after) == len(said) + len(rdf) + 1 + 2


def test_inserted_sentence_moves_places_and_changes_no_fact(folder: Path, as_printed: tuple[list[str], bytes]) -> None:
    plan = text_of(PLAN)
    sentence = plan[: plan.index(GOAL)].rindex("。") + 1
    longer = plan[:sentence] + "各方要认真对待。" + plan[sentence:]
    changed, _ = exported(folder / "longer", longer, PLAN, GUIDELINES)
    differing = {line for line in set(as_printed[0]) ^ set(changed) if "/mention/" not in line}
    assert {statement(line)[0] for line in differing} == {SHA256, LENGTH}
    # Nothing of the other file, and nothing before the change.
    moved = [line for line in set(as_printed[0]) ^ set(changed) if "/mention/" in line]
    assert moved and all(f"/mention/{PLAN}-" in line for line in moved)
    assert min(place(line) for line in moved) >= sentence - 60


def statement(line: str) -> tuple[str, str]:
    """Predicate and object of a line of N-Triples."""
    _, predicate, value = line.removesuffix(" .").split(" ", 2)
    return predicate, value


def place(line: str) -> int:
    """The first character of the mention that a line is about."""
    return int(line.partition(f"/mention/{PLAN}-")[2].partition("-")[0])
