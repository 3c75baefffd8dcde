"""Who works with whom: organisations that issue documents together, or carry something out together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.errors import PlotError
from kg.plot.words import Language, word
from kg.query import Table

Way = Literal["issuing", "leading"]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation on a picture: its IRI, its name, and the name of its kind, empty where it has none."""

    iri: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations that work together in one way.

    Attributes:
        one, other: The organisations, in the order of their IRIs.
        way: `issuing` documents together; `leading`: one leads what the other leads or takes part in.
        things: The names of the documents, or of what they carry out, one for each, in the order of the IRIs.
    """

    one: Body
    other: Body
    way: Way
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Organisations and their ties.

    Attributes:
        bodies: Those with the most ties first.
        ties: In the order of the IRIs.
    """

    bodies: tuple[Body, ...]
    ties: tuple[Tie, ...]

    def weight(self, body: Body) -> int:
        """How many ties a body has, one for each thing that ties it to another."""
        return sum(len(tie.things) for tie in self.ties if body in (tie.one, tie.other))

    def partners(self, body: Body) -> set[Body]:
        """The bodies that a body has a tie with."""
        return {tie.other if tie.one == body else tie.one for tie in self.ties if body in (tie.one, tie.other)}


def network_of(roles: Table, kinds: Table, language: Language) -> Network:
    """The network of the answers of `queries/plots/roles.rq` and `kinds.rq`."""
    kind_names: dict[str, str] = {}
    for row in kinds.rows:
        kind_names.setdefault(row["organisation"]["value"], row[f"kind_name_{language}"]["value"])
    names: dict[str, str] = {}
    members: dict[tuple[bool, str], dict[str, bool]] = defaultdict(dict)
    things: dict[str, str] = {}
    for row in roles.rows:
        organisation, thing, role = (row[column]["value"] for column in ("organisation", "thing", "role"))
        names.setdefault(organisation, row["name"]["value"])
        things.setdefault(thing, row["thing_name"]["value"])
        held = members[role == "issues", thing]
        # Who issues and who leads makes ties; who only takes part has them with those who lead.
        held[organisation] = held.get(organisation, False) or role != "participates"
    pairs: dict[tuple[str, str, Way], list[str]] = defaultdict(list)
    for (issued, thing), held in members.items():
        way: Way = "issuing" if issued else "leading"
        for one, other in combinations(sorted(held), 2):
            if held[one] or held[other]:
                pairs[one, other, way].append(thing)
    bodies = {iri: Body(iri, name, kind_names.get(iri, "")) for iri, name in names.items()}
    ties = (
        Tie(bodies[one], bodies[other], way, tuple(things[thing] for thing in sorted(shared)))
        for (one, other, way), shared in sorted(pairs.items())
    )
    return _network(ties)


def around(network: Network, iri: str, hops: int) -> Network:
    """The part of a network that is at most `hops` ties away from an organisation.

    Raises:
        PlotError: The organisation has no tie.
    """
    reached = {body for body in network.bodies if body.iri == iri}
    if not reached:
        raise PlotError("the organisation issues and leads nothing with another one")
    for _ in range(hops):
        reached |= {partner for body in reached for partner in network.partners(body)}
    return _network(tie for tie in network.ties if {tie.one, tie.other} <= reached)


def strongest(network: Network, limit: int) -> Network:
    """The `limit` bodies with the most ties, and the ties among them; of these, those that still have one."""
    kept = set(network.bodies[:limit])
    return _network(tie for tie in network.ties if {tie.one, tie.other} <= kept)


def table(network: Network, language: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The columns and rows of the ties."""
    columns = tuple(word(language, key) for key in ("organisation", "partner", "tie", "times", "things"))
    rows = tuple(
        (tie.one.name, tie.other.name, word(language, tie.way), str(len(tie.things)), "；".join(tie.things))
        for tie in sorted(network.ties, key=lambda tie: -len(tie.things))
    )
    return columns, rows


def _network(ties: Iterable[Tie]) -> Network:
    kept = tuple(ties)
    weights: dict[Body, int] = defaultdict(int)
    for tie in kept:
        weights[tie.one] += len(tie.things)
        weights[tie.other] += len(tie.things)
    return Network(tuple(sorted(weights, key=lambda body: (-weights[body], body.iri))), kept)
