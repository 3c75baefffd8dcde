"""The ontology as one HTML page, by pyLODE, from a graph that is prepared for it.

pyLODE shows one title a term, knows no inverses, status, disjoint classes, near terms, operators or concept schemes,
shows a functional property twice, and writes unions in an order that differs from run to run. The graph that it gets
therefore has one title in both languages for each term, schema:domainIncludes and schema:rangeIncludes in place of
unions, and the rest as notes; operators, schemes and the diagram are added to the page that it makes.
"""

from __future__ import annotations

from collections.abc import Iterator

from dominate.tags import a, div, figcaption, figure, h2, h3, h4, li, p, style, ul
from dominate.util import raw
from pylode import OntPub
from pylode.utils import section_html
from rdflib import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, VANN, Graph, Literal, URIRef
from rdflib.term import Node

from docs.site.ontology import KINDS, LANGUAGES, ends, label, local_name, own_terms, schemes, text
from kg.vocabulary import ONTOLOGY

_HOME = URIRef(ONTOLOGY)
_STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
# What pyLODE shows as it is, of the ontology and of a term.
_OF_ONTOLOGY = (
    OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, DCTERMS.created, DCTERMS.modified, DCTERMS.publisher,
    DCTERMS.license, DCTERMS.source, DCTERMS.description, SKOS.historyNote, VANN.preferredNamespacePrefix,
    VANN.preferredNamespaceUri,
)  # fmt: skip
_OF_TERM = (RDFS.isDefinedBy, RDFS.subClassOf, RDFS.subPropertyOf, SKOS.example, DCTERMS.source)
_SIDES = ((RDFS.domain, SDO.domainIncludes), (RDFS.range, SDO.rangeIncludes))
_CSS = """
body { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
pre { white-space: pre-wrap; margin: 0; font-family: inherit; }
td p, td ul, dd p, dd ul { margin: 0; }
figure { margin: 0; overflow-x: auto; }
figure svg { width: 1500px; height: auto; }
"""


def ontology_page(ontology: Graph, picture: str) -> str:
    """The page as HTML; the anchor of a term is its name, that of a concept scheme its name too.

    Args:
        ontology: The files of the ontology together.
        picture: The diagram, an SVG element.
    """
    page = OntPub(ontology=prepared(ontology))
    page.fids.update({str(term): local_name(term) for kind in KINDS for term in own_terms(ontology, kind)})
    page.make_html()
    page.doc.head.add(style(raw(_CSS)))
    # Behind the head of the ontology; in front of the namespaces and the legend.
    children = page.content.children
    children.insert(1, _figure(picture))
    children.insert(-2, _operators(page))
    children.insert(-2, _schemes(ontology))
    contents = page.doc.getElementById("toc").get("ul")[0]
    for title, anchor in (("Diagram", "diagram"), ("Operators", "operators"), ("Kinds as concepts", "kinds")):
        contents.add(li(h4(a(title, href=f"#{anchor}"))))
    return str(page.doc.render())


def prepared(ontology: Graph) -> Graph:
    """The part of the ontology that pyLODE is to show, in the form in which it shows it well."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in ontology.namespaces():
        graph.bind(prefix, namespace)
    graph.add((_HOME, RDF.type, OWL.Ontology))
    title = " ".join(text(ontology, _HOME, DCTERMS.title, language) for language in LANGUAGES)
    graph.add((_HOME, DCTERMS.title, Literal(title)))
    _copy(ontology, graph, _HOME, _OF_ONTOLOGY)
    for kind in KINDS:
        for term in own_terms(ontology, kind):
            graph.add((term, RDF.type, kind))
            _describe(ontology, graph, term)
    return graph


def _copy(ontology: Graph, graph: Graph, subject: Node, properties: tuple[URIRef, ...]) -> None:
    for prop in properties:
        for value in ontology.objects(subject, prop):
            graph.add((subject, prop, value))


def _describe(ontology: Graph, graph: Graph, term: URIRef) -> None:
    graph.add((term, DCTERMS.title, Literal(label(ontology, term))))
    for language in LANGUAGES:
        definition = text(ontology, term, SKOS.definition, language)
        graph.add((term, DCTERMS.description, Literal(definition, lang=language)))
    _copy(ontology, graph, term, _OF_TERM)
    for above in ontology.objects(term, RDFS.subClassOf):
        _copy(ontology, graph, above, (OWL.onProperty, OWL.allValuesFrom))
    for side, one_of_several in _SIDES:
        classes = ends(ontology, term, side)
        for cls in classes:
            graph.add((term, side if len(classes) == 1 else one_of_several, cls))
    for note in _notes(ontology, term):
        graph.add((term, SKOS.note, Literal(note)))


def _notes(ontology: Graph, term: URIRef) -> Iterator[str]:
    """What pyLODE would leave out, in Markdown."""
    yield f"Status: {ontology.value(term, _STATUS)}"
    if (sign := ontology.value(term, SKOS.notation)) is not None:
        yield f"Sign: `{sign}`"
    for kind, words in (
        (OWL.FunctionalProperty, "At most one value (functional)"),
        (OWL.TransitiveProperty, "Transitive"),
    ):
        if (term, RDF.type, kind) in ontology:
            yield words
    for other in [*ontology.objects(term, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, term)]:
        yield f"Inverse of {_link(ontology, other)}"
    for chain in ontology.objects(term, OWL.propertyChainAxiom):
        yield "Follows from " + " then ".join(_link(ontology, part) for part in ontology.items(chain))
    if disjoint := _disjoint(ontology, term):
        yield "No member in common with " + ", ".join(_link(ontology, other) for other in disjoint)
    for prop, words in ((SKOS.closeMatch, "Near to"), (RDFS.seeAlso, "See also")):
        for other in ontology.objects(term, prop):
            yield f"{words} {_link(ontology, other)}"
    for scheme in ontology.objects(term, SKOS.inScheme):
        yield f"Concept of the scheme [{_names(ontology, scheme)}](#{_scheme_anchor(scheme)})"


def _link(ontology: Graph, term: Node) -> str:
    """A link in Markdown: to its place in the page for a term of the ontology, else to its IRI."""
    if (name := local_name(term)) != str(term):
        return f"[{name}](#{name})"
    return f"[{ontology.qname(name)}]({name})"


def _disjoint(ontology: Graph, term: URIRef) -> list[Node]:
    """The classes that no member of a class is in, in the order of the file."""
    groups = [set(ontology.items(head)) for head in ontology.objects(None, OWL.members)]
    groups += [set(pair) for pair in ontology.subject_objects(OWL.disjointWith)]
    others = {other for group in groups if term in group for other in group} - {term}
    return [cls for cls in own_terms(ontology, OWL.Class) if cls in others]


def _names(ontology: Graph, scheme: Node) -> str:
    return " ".join(text(ontology, scheme, SKOS.prefLabel, language) for language in LANGUAGES)


def _scheme_anchor(scheme: Node) -> str:
    return "kinds-" + str(scheme).rpartition("/")[2]


def _figure(picture: str) -> div:
    section = div(h2("Diagram"), id="diagram", _class="section")
    words = "A box is a class with its properties with values, and its kinds in italics; an arrow is a property. "
    section.add(
        figure(
            raw(picture),
            figcaption(words, "Inverse properties are left out. ", a("The diagram alone", href="diagram.svg")),
        )
    )
    return section


def _operators(page: OntPub) -> div:
    shown = [DCTERMS.title, DCTERMS.description, SKOS.example, SKOS.note]
    fixed = (page.toc, "operators", page.fids, page.props_labeled)
    return section_html("Operators", page.ont, page.back_onts, page.ns, OWL.NamedIndividual, shown, *fixed)


def _schemes(ontology: Graph) -> div:
    section = div(h2("Kinds as concepts"), id="kinds", _class="section")
    section.add(p("The kinds are SKOS concepts as well, under the same IRIs, in four schemes (kinds.ttl)."))
    for scheme in schemes(ontology):
        section.add(h3(_names(ontology, scheme), id=_scheme_anchor(scheme)))
        concepts = ontology.subjects(SKOS.inScheme, scheme)
        section.add(ul(li(a(label(ontology, concept), href=f"#{local_name(concept)}")) for concept in concepts))
    return section
