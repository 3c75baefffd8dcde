from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from extract.facts import (
    Baseline,
    Document,
    Entity,
    FileFacts,
    Goal,
    Participant,
    Place,
    Reference,
    Relation,
    SourceText,
    Span,
)
from extract.gazetteers import Entry
from kg.errors import MappingError
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.mapping import map_facts
from kg.vocabulary import PREFIXES, term

IRIS = Iris("https://example.org/")
GAZETTEER = Gazetteer(
    regions=(
        Entry("天津市", ("天津", "津"), "province", "", "120000", "GB/T 2260"),
        Entry("鼓楼区", (), "county", "320100", "320106", "GB/T 2260"),
        Entry("鼓楼区", (), "county", "320300", "320302", "GB/T 2260"),
        Entry("滨海新区", ("滨海",), "county", "120000", "120116", "GB/T 2260"),
    ),
    organisations=(
        Entry("国务院", (), "government", "", "", "…"),
        Entry("科学技术部", ("科技部",), "government", "国务院", "", "…"),
    ),
)
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + "BASE <https://example.org/>\n"
FILE = "73e8d0155d11585b"
NOTICE = "document/云科发-2021-15"
PLAN = "document/29c671cbf4cc1338"


def expected(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(PROLOGUE + turtle, format=RdfFormat.TURTLE)}


def about(quads: list[Quad], iri: str) -> set[Triple]:
    """All that is said of one thing."""
    return {quad.triple for quad in quads if quad.subject == NamedNode(IRIS.base + iri)}


def statements(quads: list[Quad]) -> set[tuple[str, str, str, str]]:
    """Subject, predicate, object and evidence of every `stp:Statement`, short forms of IRIs."""
    rows: dict[str, dict[str, str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and "/statement/" in quad.subject.value:
            name = quad.predicate.value.rpartition("#")[2]
            rows.setdefault(quad.subject.value, {})[name] = short(quad.object)
    return {
        (row["subject"], row["predicate"], row.get("object") or row["objectValue"], row["evidence"])
        for row in rows.values()
    }


def short(value: object) -> str:
    assert isinstance(value, NamedNode | Literal)
    return value.value.removeprefix(IRIS.base).removeprefix(PREFIXES["stp"]).removeprefix(PREFIXES["dcterms"])


@pytest.fixture
def sample_quads(sample_facts: FileFacts) -> list[Quad]:
    return map_facts(sample_facts, IRIS, GAZETTEER)


def test_all_is_in_the_graph_of_the_file(sample_quads: list[Quad], sample_facts: FileFacts) -> None:
    assert sample_facts.source.sha256.startswith(FILE)
    assert {quad.graph_name for quad in sample_quads} == {NamedNode(f"https://example.org/file/{FILE}")}
    assert len(set(sample_quads)) == len(sample_quads)


def test_source_file(sample_quads: list[Quad], sample_facts: FileFacts) -> None:
    assert about(sample_quads, f"file/{FILE}") == expected(
        f"""<file/{FILE}> a stp:SourceFile ; dcterms:title "sample.txt" ; stp:sha256 "{sample_facts.source.sha256}" ;
            stp:format "text" ; stp:encoding "utf-8" ; stp:characterCount 280 ."""
    )


def test_mention_knows_its_section_and_its_page(sample_facts: FileFacts) -> None:
    page = (Place(0, "page 1"), Place(sample_facts.source.text.index("二、重点任务"), "page 2"))
    facts = replace(sample_facts, source=replace(sample_facts.source, places=page, format="pdf", encoding=""))
    quads = map_facts(facts, IRIS, GAZETTEER)
    goal = f"mention/{FILE}-183-202-evidence"
    said = {quad.predicate: quad.object for quad in quads if quad.subject == NamedNode(IRIS.base + goal)}
    assert said[term("stp:inSection")] == NamedNode(f"{IRIS.base}section/{PLAN.removeprefix('document/')}/1")
    assert said[term("stp:place")] == Literal("page 1")
    assert {quad.object for quad in quads if quad.predicate == term("stp:place")} == {
        Literal("page 1"),
        Literal("page 2"),
    }


def test_document_with_a_number(sample_quads: list[Quad]) -> None:
    title = "云州市科学技术局关于印发《云州市“智造”行动计划（2021—2023年）》的通知"
    assert about(sample_quads, NOTICE) == expected(
        f"""<{NOTICE}> a stp:PolicyDocument, stp:Notice ; rdfs:label "{title}"@zh ; dcterms:title "{title}"@zh ;
            stp:documentNumber "云科发〔2021〕15号" ; stp:issuedBy <organisation/云州市科学技术局> ;
            stp:addressedTo "各县（区）人民政府"@zh ; stp:dateSigned "2021-03-05"^^xsd:date ;
            dcterms:date "2021-03-05"^^xsd:date ;
            prov:wasDerivedFrom <file/{FILE}> ; stp:cites <{PLAN}> ; stp:repeals <document/云科发-2016-3> ;
            stp:implements <document/国家创新驱动发展战略纲要> ; stp:evidence <mention/{FILE}-10-50-evidence> ;
            stp:mentions <organisation/云州市科学技术局>, <organisation/科学技术部> ."""
    )


def test_document_without_a_number(sample_quads: list[Quad]) -> None:
    said = {
        triple
        for triple in about(sample_quads, PLAN)
        if triple.predicate not in {term("stp:setsGoal"), term("stp:hasSection"), term("stp:mentions")}
    }
    title = "云州市“智造”行动计划（2021—2023年）"
    assert said == expected(
        f"""<{PLAN}> a stp:PolicyDocument, stp:ActionPlan ; rdfs:label "{title}"@zh ; dcterms:title "{title}"@zh ;
            stp:issuedBy <organisation/云州市科学技术局> ; stp:datePublished "2021-04"^^xsd:gYearMonth ;
            stp:level stp:prefecturalLevel ; stp:edition stp:trialEdition ; dcterms:date "2021-03-05"^^xsd:date ;
            stp:effectiveDate "2021-03-05"^^xsd:date ; stp:expiryDate "2023-12-31"^^xsd:date ;
            stp:coversPeriod <period/2021-2023> ; stp:appliesTo <region/120000> ; stp:attachedTo <{NOTICE}> ;
            prov:wasDerivedFrom <file/{FILE}> ; stp:evidence <mention/{FILE}-145-168-evidence> ."""
    )
    assert about(sample_quads, "period/2021-2023") == expected(
        """<period/2021-2023> a stp:Period ; rdfs:label "2021-2023" ; stp:startYear "2021"^^xsd:gYear ;
            stp:endYear "2023"^^xsd:gYear ."""
    )


def test_cited_documents_are_described_as_far_as_they_are_named(sample_quads: list[Quad]) -> None:
    assert about(sample_quads, "document/云科发-2016-3") == expected(
        """<document/云科发-2016-3> a stp:PolicyDocument ; rdfs:label "云州市机器人规划"@zh ;
            dcterms:title "云州市机器人规划"@zh ; stp:documentNumber "云科发〔2016〕3号" ."""
    )
    assert about(sample_quads, "document/国家创新驱动发展战略纲要") == expected(
        """<document/国家创新驱动发展战略纲要> a stp:PolicyDocument ; rdfs:label "国家创新驱动发展战略纲要"@zh ;
            dcterms:title "国家创新驱动发展战略纲要"@zh ."""
    )


def test_sections(sample_quads: list[Quad]) -> None:
    section = PLAN.replace("document", "section")
    assert about(sample_quads, f"{section}/3") == expected(
        f"""<{section}/3> a stp:Section ; stp:sectionOrder 3 ; stp:sectionLevel 2 ; stp:sectionLabel "(一)" ;
            dcterms:title "示范工程"@zh ; stp:parentSection <{section}/2> ;
            stp:evidence <mention/{FILE}-240-247-evidence> ."""
    )
    held = {triple.object for triple in about(sample_quads, PLAN) if triple.predicate == term("stp:hasSection")}
    assert held == {NamedNode(f"https://example.org/{section}/{order}") for order in (1, 2, 3)}


def test_entities(sample_quads: list[Quad]) -> None:
    assert about(sample_quads, "organisation/云州市科学技术局") == expected(
        """<organisation/云州市科学技术局> a stp:Organisation, stp:GovernmentBody ; rdfs:label "云州市科学技术局"@zh ;
            skos:altLabel "云州市科技局"@zh, "市科技局"@zh ; stp:leads <programme/云上工厂示范工程> ."""
    )
    assert about(sample_quads, "programme/云上工厂示范工程") == expected(
        """<programme/云上工厂示范工程> a stp:Programme, stp:ProgrammeProject ; rdfs:label "“云上工厂”示范工程"@zh ."""
    )
    assert about(sample_quads, "region/120000") == expected(
        """<region/120000> a stp:Region, stp:RegionProvince ; rdfs:label "天津市"@zh ; skos:notation "120000" ."""
    )
    assert about(sample_quads, "region/京云合作区") == expected(
        """<region/京云合作区> a stp:Region, stp:RegionZone ; rdfs:label "京云合作区"@zh ;
            stp:locatedIn <region/120000> ."""
    )


def test_quantitative_goals(sample_quads: list[Quad]) -> None:
    scale, platforms = (
        next(
            quad.subject
            for quad in sample_quads
            if quad.object == Literal(label, language="zh") and "/goal/" in str(quad.subject)
        )
        for label in ("天津市智能机器人产业规模达到200亿元", "建成创新平台5—8家")
    )
    section = PLAN.replace("document", "section")
    assert about(sample_quads, short(scale)) == expected(
        f"""{scale} a stp:Goal, stp:QuantitativeGoal ; rdfs:label "天津市智能机器人产业规模达到200亿元"@zh ;
            stp:indicator <indicator/智能机器人产业规模> ; stp:operator stp:atLeast ; stp:value "200"^^xsd:decimal ;
            stp:normalisedValue "20000000000"^^xsd:decimal ;
            stp:unit <unit/亿元> ; stp:deadline "2023"^^xsd:gYear ; stp:appliesTo <region/120000> ;
            stp:inSeries <series/智能机器人产业规模-CCY_CNY-120000-> ;
            stp:inSection <{section}/1> ; stp:evidence <mention/{FILE}-183-202-evidence> ."""
    )
    assert about(sample_quads, short(platforms)) == expected(
        f"""{platforms} a stp:Goal, stp:QuantitativeGoal ; rdfs:label "建成创新平台5—8家"@zh ;
            stp:indicator <indicator/创新平台> ; stp:operator stp:atLeast ; stp:value "5"^^xsd:decimal ;
            stp:maxValue 8.5 ; stp:unit <unit/家> ; stp:normalisedValue "5"^^xsd:decimal ; stp:normalisedMaxValue 8.5 ;
            stp:deadline "2023"^^xsd:gYear ; stp:inSeries <series/创新平台-NUM-120000-> ;
            stp:inSection <{section}/1> ; stp:evidence <mention/{FILE}-203-213-evidence> ."""
    )
    assert about(sample_quads, "indicator/创新平台") == expected(
        '<indicator/创新平台> a stp:Indicator ; rdfs:label "创新平台"@zh .'
    )
    assert about(sample_quads, "unit/亿元") == expected(
        '<unit/亿元> a stp:Unit ; rdfs:label "亿元"@zh ; stp:standardUnit unit:CCY_CNY .'
    )


def test_a_goal_of_a_table_of_indicators(sample_facts: FileFacts) -> None:
    scale, platforms = sample_facts.goals
    goals = (
        replace(scale, binding=True, baseline=Baseline("2020", Decimal("150.0"))),
        replace(platforms, binding=False, baseline=Baseline("2019")),
    )
    quads = map_facts(replace(sample_facts, goals=goals), Iris(), Gazetteer([], []))
    found = {
        (quad.predicate, quad.object)
        for quad in quads
        if quad.predicate in {term("stp:bindingness"), term("stp:baselineYear"), term("stp:baselineValue")}
    }
    assert found == {
        (term("stp:bindingness"), term("stp:binding")),
        (term("stp:bindingness"), term("stp:anticipated")),
        (term("stp:baselineYear"), Literal("2020", datatype=term("xsd:gYear"))),
        (term("stp:baselineYear"), Literal("2019", datatype=term("xsd:gYear"))),
        (term("stp:baselineValue"), Literal("150", datatype=term("xsd:decimal"))),
    }


def test_a_goal_of_a_programme(sample_facts: FileFacts) -> None:
    (programme,) = sample_facts.programmes
    goals = tuple(replace(goal, programme=programme.name) for goal in sample_facts.goals[:1])
    results = tuple(replace(goal, programme=programme.name) for goal in sample_facts.qualitative_goals)
    facts = replace(sample_facts, goals=goals, qualitative_goals=results)
    quads = map_facts(facts, Iris(), Gazetteer([], []))
    (node,) = {quad.subject for quad in quads if quad.object == term("stp:Programme")}
    assert [quad.object for quad in quads if quad.predicate == term("stp:goalOf")] == [node, node]


def test_confidence_is_of_goals_citations_relations_and_mentions(sample_facts: FileFacts) -> None:
    (relation, located), (reference, *_) = sample_facts.relations, sample_facts.references
    again = replace(relation, confidence=0.6)
    facts = replace(
        sample_facts,
        organisations=tuple(replace(entity, confidence=0.97) for entity in sample_facts.organisations),
        goals=(replace(sample_facts.goals[0], confidence=0.9),),
        qualitative_goals=tuple(replace(goal, confidence=0.8) for goal in sample_facts.qualitative_goals),
        references=(replace(reference, confidence=0.7),),
        # Stated three times: the surest counts.
        relations=(replace(relation, confidence=0.5), again, replace(relation, confidence=0.55), located),
    )
    quads = map_facts(facts, Iris(), Gazetteer([], []))
    classes = {quad.subject: short(quad.object) for quad in quads if quad.predicate == term("rdf:type")}
    found = sorted(
        (quad.object.value, classes[quad.subject].rpartition("#")[2])
        for quad in quads
        if quad.predicate == term("stp:confidence") and isinstance(quad.object, Literal)
    )
    assert found == [
        ("0.6", "Statement"),
        ("0.7", "Statement"),
        ("0.8", "QualitativeGoal"),
        ("0.9", "QuantitativeGoal"),
        *[("0.97", "Annotation")] * 4,
    ]


def test_goals_belong_to_their_document(sample_quads: list[Quad]) -> None:
    goals = [triple.object for triple in about(sample_quads, PLAN) if triple.predicate == term("stp:setsGoal")]
    assert len(goals) == 3
    assert all(short(goal).startswith("goal/29c671cbf4cc1338-") and len(short(goal)) == 32 for goal in goals)


def test_qualitative_goal(sample_quads: list[Quad]) -> None:
    (goal,) = {quad.subject for quad in sample_quads if quad.object == term("stp:QualitativeGoal")}
    assert about(sample_quads, short(goal)) == expected(
        f"""{goal} a stp:Goal, stp:QualitativeGoal ; rdfs:label "关键技术自主可控"@zh ;
            stp:deadline "2022"^^xsd:gYear ; stp:inSection <{PLAN.replace("document", "section")}/1> ;
            stp:evidence <mention/{FILE}-223-231-evidence> ."""
    )


def test_mention_is_a_web_annotation(sample_quads: list[Quad]) -> None:
    mention = f"mention/{FILE}-92-95-organisation"
    said = set().union(*(about(sample_quads, mention + part) for part in ("", "#target", "#position", "#quote")))
    assert said == expected(
        f"""<{mention}> a stp:Mention, oa:Annotation ; oa:hasBody <organisation/科学技术部> ;
            stp:inDocument <{NOTICE}> ; oa:hasTarget <{mention}#target> .
        <{mention}#target> a oa:SpecificResource ; oa:hasSource <file/{FILE}> ;
            oa:hasSelector <{mention}#position>, <{mention}#quote> .
        <{mention}#position> a oa:TextPositionSelector ; oa:start 92 ; oa:end 95 .
        <{mention}#quote> a oa:TextQuoteSelector ; oa:exact "科技部"@zh ;
            oa:prefix "根据《国家创新驱动发展战略纲要》和"@zh ; oa:suffix "有关要求，制定本计划。"@zh ."""
    )


def test_mention_outside_all_documents_is_in_none(sample_quads: list[Quad]) -> None:
    mention = about(sample_quads, f"mention/{FILE}-3-9-organisation")
    assert term("oa:hasBody") in {triple.predicate for triple in mention}
    assert term("stp:inDocument") not in {triple.predicate for triple in mention}


def test_statements_point_to_their_places(sample_quads: list[Quad]) -> None:
    def evidence(start: int, end: int) -> str:
        return f"mention/{FILE}-{start}-{end}-evidence"

    title = "云州市科学技术局关于印发《云州市“智造”行动计划（2021—2023年）》的通知"
    assert statements(sample_quads) == {
        (NOTICE, "title", title, evidence(10, 50)),
        (NOTICE, "documentNumber", "云科发〔2021〕15号", evidence(51, 63)),
        (NOTICE, "issuedBy", "organisation/云州市科学技术局", evidence(10, 18)),
        (NOTICE, "addressedTo", "各县（区）人民政府", evidence(64, 73)),
        (NOTICE, "dateSigned", "2021-03-05", evidence(135, 144)),
        (NOTICE, "date", "2021-03-05", evidence(135, 144)),
        (PLAN, "date", "2021-03-05", evidence(135, 144)),
        (PLAN, "level", "prefecturalLevel", evidence(10, 18)),
        (PLAN, "edition", "trialEdition", evidence(145, 168)),
        (PLAN, "effectiveDate", "2021-03-05", evidence(135, 144)),
        (PLAN, "expiryDate", "2023-12-31", evidence(157, 167)),
        (PLAN, "title", "云州市“智造”行动计划（2021—2023年）", evidence(145, 168)),
        (PLAN, "issuedBy", "organisation/云州市科学技术局", evidence(10, 18)),
        (PLAN, "coversPeriod", "period/2021-2023", evidence(157, 167)),
        (PLAN, "appliesTo", "region/120000", evidence(275, 278)),
        (PLAN, "attachedTo", NOTICE, evidence(145, 168)),
        (NOTICE, "implements", "document/国家创新驱动发展战略纲要", evidence(77, 91)),
        (NOTICE, "repeals", "document/云科发-2016-3", evidence(106, 129)),
        (NOTICE, "cites", PLAN, evidence(22, 47)),
        ("organisation/云州市科学技术局", "leads", "programme/云上工厂示范工程", evidence(249, 267)),
        ("region/京云合作区", "locatedIn", "region/120000", evidence(268, 278)),
    }


def minimal(**changes: object) -> FileFacts:
    """One untitled document, and what a test adds."""
    text = "关于做好有关工作的通知。由科技部牵头。"
    whole = Span(0, len(text), text)
    document = Document("d1", None, "notice", None, (), (), None, None, None, None, whole, opening=whole)
    facts = FileFacts(SourceText("a.txt", text, "utf-8", "0" * 64), (document,))
    return replace(facts, **changes)  # type: ignore[arg-type]


def test_document_without_title_and_number_is_called_by_its_file() -> None:
    quads = map_facts(minimal(), IRIS, GAZETTEER)
    labels = [quad.object for quad in quads if quad.predicate == term("rdfs:label")]
    assert labels == [Literal("a.txt d1")]


@pytest.mark.parametrize(
    ("printed", "node", "description"),
    [
        (
            "科技部",
            "organisation/科学技术部",
            'stp:GovernmentBody ; rdfs:label "科学技术部"@zh ; skos:altLabel "科技部"@zh',
        ),
        ("国务院", "organisation/国务院", 'stp:GovernmentBody ; rdfs:label "国务院"@zh'),
        ("云州市 档案局", "organisation/云州市档案局", 'stp:Organisation ; rdfs:label "云州市 档案局"@zh'),
    ],
)
def test_issuer_that_is_no_entity_of_the_file(printed: str, node: str, description: str) -> None:
    facts = minimal()
    quads = map_facts(replace(facts, documents=(replace(facts.documents[0], issuers=(printed,)),)), IRIS, GAZETTEER)
    assert [short(quad.object) for quad in quads if quad.predicate == term("stp:issuedBy")] == [node]
    assert about(quads, node) == expected(f"<{node}> a stp:Organisation, {description} .")


def test_issuer_is_found_by_a_mention() -> None:
    facts = minimal()
    body = Entity("organisation", "云州市科学技术局", "government", (Span(13, 16, "科技部"),))
    document = replace(facts.documents[0], issuers=("科技部",))
    quads = map_facts(replace(facts, documents=(document,), organisations=(body,)), IRIS, GAZETTEER)
    assert [short(quad.object) for quad in quads if quad.predicate == term("stp:issuedBy")] == [
        "organisation/云州市科学技术局"
    ]


@pytest.mark.parametrize(("name", "node"), [("天津", "region/120000"), ("鼓楼区", "region/鼓楼区")])
def test_region_of_a_goal_is_looked_up(name: str, node: str) -> None:
    goal = Goal("d1", "…", "", "=", Decimal("1"), None, "", None, name, Span(0, 1, "关"))
    quads = map_facts(minimal(goals=(goal,)), IRIS, GAZETTEER)
    assert [short(quad.object) for quad in quads if quad.predicate == term("stp:appliesTo")] == [node]
    assert {quad.predicate for quad in quads} & {term("stp:indicator"), term("stp:unit"), term("stp:deadline")} == set()


def test_second_document_of_one_number_is_a_thing_of_its_own() -> None:
    facts = minimal()
    notice = replace(facts.documents[0], number="云科发〔2021〕15号")
    quads = map_facts(replace(facts, documents=(notice, replace(notice, key="d2"))), IRIS, GAZETTEER)
    derived = {short(quad.subject) for quad in quads if quad.predicate == term("prov:wasDerivedFrom")}
    assert len(derived) == 2
    assert NOTICE in derived


def test_document_without_a_number_goes_by_its_header_where_that_tells_it_from_others() -> None:
    facts = minimal()
    document = replace(
        facts.documents[0], title="云上工厂行动计划", issuers=("云州市人民政府",), date_signed="2021-03-05"
    )
    notice = replace(document, key="d2", title="关于印发云上工厂行动计划的通知", number="云政发〔2021〕2号")

    def named(*documents: Document, sha256: str) -> list[str]:
        """The IRIs of a file's documents."""
        source = replace(facts.source, sha256=sha256)
        quads = map_facts(replace(facts, source=source, documents=documents), IRIS, GAZETTEER)
        return [short(quad.subject) for quad in quads if quad.predicate == term("prov:wasDerivedFrom")]

    def changes(*documents: Document) -> bool:
        """Whether another content of the file gives the first document another IRI."""
        one, other = (named(*documents, sha256=digit * 64) for digit in "ab")
        return one[0] != other[0]

    assert not changes(document)
    assert not changes(replace(document, issuers=(), region="天津市"))
    assert not changes(replace(document, issuers=(), date_signed=None, attached_to="d2"), notice)
    # Too little: without a title, without a day, without a body or region.
    assert changes(replace(document, title=None))
    assert changes(replace(document, date_signed=None))
    assert changes(replace(document, issuers=()))
    others = [
        replace(document, title="云上工厂实施方案"),
        replace(document, date_signed="2021-03-06"),
        replace(document, issuers=("云州市科学技术局",)),
        replace(document, region="天津市"),
    ]
    assert len({named(each, sha256="a" * 64)[0] for each in (document, *others)}) == 5
    # Two in one file that print the same are two.
    assert len(set(named(document, replace(document, key="d2"), sha256="a" * 64))) == 2


def test_goal_keeps_its_name_wherever_it_stands_and_is_another_when_said_again() -> None:
    goal = Goal("d1", "关联企业达到1家", "企业", ">=", Decimal("1"), None, "家", None, None, Span(0, 1, "关"))

    def named(*goals: Goal) -> list[str]:
        quads = map_facts(minimal(goals=goals), IRIS, GAZETTEER)
        return [short(quad.object) for quad in quads if quad.predicate == term("stp:setsGoal")]

    moved = replace(goal, span=Span(1, 2, "关"))
    assert named(goal) == named(moved)
    assert len(set(named(goal, moved))) == 2
    assert named(goal, moved)[0] == named(goal)[0]


def test_a_book_is_no_document_of_the_graph() -> None:
    references = tuple(
        Reference("d1", title, None, "cites", Span(i, i + 1, "关"), is_policy=title != "某读本")
        for i, title in enumerate(("某规划", "某读本"))
    )
    quads = map_facts(minimal(references=references), IRIS, GAZETTEER)
    assert [quad.object for quad in quads if quad.predicate == term("stp:cites")] == [
        IRIS.cited_document("某规划", None)
    ]
    assert not any("某读本" in str(quad) for quad in quads)


def test_reference_by_title_and_another_number_is_another_document() -> None:
    facts = minimal()
    own = replace(facts.documents[0], title="工作指引", number="甲〔2020〕2号")
    older = Reference("d1", "工作指引", "甲〔2019〕1号", "repeals", Span(0, 1, "关"))
    same = Reference("d1", "《工作指引》", None, "cites", Span(0, 1, "关"))
    quads = map_facts(replace(facts, documents=(own,), references=(older, same)), IRIS, GAZETTEER)
    assert [short(quad.object) for quad in quads if quad.predicate == term("stp:repeals")] == ["document/甲-2019-1"]
    assert [short(quad.object) for quad in quads if quad.predicate == term("stp:cites")] == ["document/甲-2020-2"]


def test_relation_to_a_document() -> None:
    span = Span(12, 18, "由科技部牵头")
    relation = Relation(Participant("organisation", "科技部"), "leads", Participant("document", "某规划"), span)
    quads = map_facts(minimal(relations=(relation,)), IRIS, GAZETTEER)
    assert expected("<organisation/科学技术部> stp:leads <document/某规划> .") <= {quad.triple for quad in quads}
    assert expected("<document/某规划> a stp:PolicyDocument .") <= {quad.triple for quad in quads}


def test_statement_that_is_made_twice_has_two_places() -> None:
    references = tuple(Reference("d1", "某规划", None, "cites", Span(i, i + 1, "关")) for i in (0, 5))
    quads = map_facts(minimal(references=references), IRIS, GAZETTEER)
    assert len({quad.subject for quad in quads if quad.predicate == term("stp:subject")}) == 1
    said = (quad for quad in quads if quad.predicate == term("stp:evidence"))
    places = {short(quad.object) for quad in said if "/statement/" in str(quad.subject)}
    assert places == {"mention/0000000000000000-0-1-evidence", "mention/0000000000000000-5-6-evidence"}


def test_mention_in_nested_documents_is_in_the_inner_one() -> None:
    facts = minimal()
    inner = replace(facts.documents[0], key="d2", number="乙〔2020〕1号", span=Span(12, 19, "由科技部牵头。"))
    body = Entity("organisation", "科学技术部", "government", (Span(13, 16, "科技部"),))
    quads = map_facts(replace(facts, documents=(*facts.documents, inner), organisations=(body,)), IRIS, GAZETTEER)
    assert [short(quad.subject) for quad in quads if quad.predicate == term("stp:mentions")] == ["document/乙-2020-1"]


def test_unknown_kind_is_refused() -> None:
    body = Entity("organisation", "某局", "bureau", (Span(0, 1, "关"),))
    with pytest.raises(MappingError, match="'bureau' is not a kind of organisation; the kinds are government, party"):
        map_facts(minimal(organisations=(body,)), IRIS, GAZETTEER)


def test_file_name_that_is_no_text_is_kept_readable() -> None:
    source = replace(minimal().source, name="a\udcff.txt")
    quads = map_facts(minimal(source=source), IRIS, GAZETTEER)
    assert Literal("a?.txt") in {quad.object for quad in quads if quad.predicate == term("dcterms:title")}


names = st.text(min_size=1, max_size=8)
spans = st.builds(lambda start, text: Span(start, start + len(text), text), st.integers(0, 20), names)
entities = st.builds(
    lambda name, kind, found: Entity("organisation", name, kind, tuple(found)),
    names,
    st.sampled_from(["government", "university"]),
    st.lists(spans, max_size=3),
)
references = st.builds(
    lambda title, relation, span: Reference("d1", title, None, relation, span),
    names,
    st.sampled_from(["cites", "implements", "repeals"]),
    spans,
)


@given(st.lists(entities, max_size=4), st.lists(references, max_size=4), st.decimals(-(10**9), 10**9, places=2))
def test_mapping_is_a_function_of_the_facts(bodies: list[Entity], cited: list[Reference], value: Decimal) -> None:
    goal = Goal("d1", "…", "…", "+", value, None, "%", "2030", None, Span(0, 1, "关"))
    facts = minimal(organisations=tuple(bodies), references=tuple(cited), goals=(goal,))
    quads = map_facts(facts, IRIS, GAZETTEER)
    assert quads == map_facts(facts, IRIS, GAZETTEER)
    assert len(set(quads)) == len(quads)
    assert all(isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal) for quad in quads)
    (printed,) = (quad.object for quad in quads if quad.predicate == term("stp:value"))
    assert isinstance(printed, Literal)
    assert Decimal(printed.value) == value
