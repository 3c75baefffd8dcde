"""What the five documents of `data/documents` say, asked of the graph that is built from them.

The expected answers were read in the documents by hand.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from extract.clean import clean_quote, detect_script
from extract.read import read_source
from extract.resources import resource
from kg.vocabulary import PREFIXES

DOCUMENTS = resource("data/documents")
BASE = "https://w3id.org/cn-stp/"

# 指标, 算子, 数值, 上限, 单位, 截止年份: every number that the Tianjin plan sets, in the order of the text.
# 百亿亿次, the speed of a computer to be developed, is none.
TIANJIN_GOALS = [
    ("试点示范工程", ">=", "100", "", "项", "2020"),
    ("智能科技产业规模", ">=", "1000", "", "亿元", "2020"),
    ("国家级或部委级创新平台", ">=", "2", "3", "家", "2020"),
    ("智能科技领军企业和龙头企业", ">=", "100", "", "家", "2020"),
    ("领军企业家", ">=", "100", "", "名", "2020"),
    ("主营业务收入超50亿元的智能制造装备和软件供应商", ">=", "10", "", "个", "2020"),
    ("智能机器人产业规模", ">=", "200", "", "亿元", "2020"),
    ("智能软件产业规模", ">=", "200", "", "亿元", "2020"),
    ("智能硬件产业规模", ">=", "185", "", "亿元", "2020"),
    ("智能传感器产业规模", ">=", "70", "", "亿元", "2020"),
    ("虚拟现实与增强现实产业规模", ">=", "70", "", "亿元", "2020"),
    ("新能源与智能网联车产业规模", ">=", "300", "", "亿元", "2020"),
    ("国家智能制造试点示范项目", ">=", "10", "", "个", "2020"),
    ("智能制造关键技术装备、成套装备、核心工业软件", ">=", "10", "", "种", ""),
    ("市级智能制造试点示范项目", ">=", "100", "", "项", ""),
    ("智能农业示范园区", ">=", "30", "", "个", ""),
    ("智能物流示范企业", ">=", "10", "", "家", "2020"),
    ("配送效率", "+", "20", "", "%", "2020"),
    ("智能文化创意领军企业", ">=", "3", "5", "家", ""),
    ("智能文化创意产业园区", ">=", "2", "3", "家", ""),
    ("智能文化产品品牌", ">=", "2", "3", "个", ""),
    ("公交车辆远程监测", "=", "100", "", "%", ""),
    ("“国际化”品牌企业", ">=", "5", "", "家", "2020"),
    ("关键共性技术及“杀手锏”产品", ">=", "100", "", "项", "2020"),
    ("关键领域进入国家布局", ">=", "3", "5", "个", "2020"),
    ("智能科技产业的顶尖人才和团队", ">=", "10", "", "个", "2020"),
    ("人工智能领域高端研发人才和高技能人才", ">=", "1000", "", "名", "2020"),
    ("每个领域应用示范试点", ">=", "1", "2", "家", ""),
]


# What the numbers are in the standard units: 亿元 in yuan, 100% and 20% in hundredths, all others as they are counted.
STANDARD = {"亿元": (100_000_000, "CCY_CNY"), "%": (1, "PERCENT")} | dict.fromkeys("项家名个种", (1, "NUM"))


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    """The answer of a SELECT query over all graphs, unbound values as empty strings."""
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [tuple(solution[name].value if solution[name] else "" for name in names) for solution in solutions]


def test_the_2020_guidelines_have_their_issuer_their_date_and_what_they_repeal(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT ?issuer ?date ?repealed WHERE {
            ?document stp:documentNumber "国科发规〔2020〕254号" ; stp:dateSigned ?date ;
                stp:issuedBy/rdfs:label ?issuer ; stp:repeals/stp:documentNumber ?repealed }""",
    )
    assert set(answer) == {("科学技术部", "2020-09-29", "国科发规〔2019〕298号")}


def test_the_2020_guidelines_are_the_document_of_their_number(five_documents: Store) -> None:
    answer = rows(
        five_documents, f"SELECT ?number WHERE {{ <{BASE}document/国科发规-2020-254> stp:documentNumber ?number }}"
    )
    assert answer == [("国科发规〔2020〕254号",)]


def test_the_2016_action_plan_has_four_issuers(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT DISTINCT ?short WHERE {
            ?plan rdfs:label "“互联网+”人工智能三年行动实施方案"@zh ; stp:issuedBy ?issuer .
            ?issuer rdfs:label|skos:altLabel ?short
            FILTER(STR(?short) IN ("国家发展改革委", "科技部", "工业和信息化部", "中央网信办")) }""",
    )
    assert {name for (name,) in answer} == {"国家发展改革委", "科技部", "工业和信息化部", "中央网信办"}
    issuers = rows(
        five_documents,
        """SELECT DISTINCT ?issuer WHERE {
            ?plan rdfs:label "“互联网+”人工智能三年行动实施方案"@zh ; stp:issuedBy ?issuer }""",
    )
    assert len(issuers) == 4


def test_every_quantitative_goal_of_the_tianjin_plan(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT ?indicator ?op ?value ?max ?unit (STR(?year) AS ?by) WHERE {
            ?plan rdfs:label "天津市加快推进智能科技产业发展总体行动计划"@zh ; stp:setsGoal ?goal .
            ?goal a stp:QuantitativeGoal ; stp:indicator/rdfs:label ?indicator ; stp:operator/skos:notation ?op ;
                stp:value ?value ; stp:unit/rdfs:label ?unit .
            OPTIONAL { ?goal stp:maxValue ?max } OPTIONAL { ?goal stp:deadline ?year } }""",
    )
    assert sorted(set(answer)) == sorted(TIANJIN_GOALS)
    assert len(set(answer)) == 28


def test_every_goal_of_the_tianjin_plan_has_its_value_in_the_standard_unit(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT ?indicator ?value ?max (STRAFTER(STR(?standard), "vocab/unit/") AS ?unit) WHERE {
            ?plan rdfs:label "天津市加快推进智能科技产业发展总体行动计划"@zh ; stp:setsGoal ?goal .
            ?goal stp:indicator/rdfs:label ?indicator ; stp:normalisedValue ?value ;
                stp:unit/stp:standardUnit ?standard .
            OPTIONAL { ?goal stp:normalisedMaxValue ?max } }""",
    )
    expected = [
        (indicator, str(int(value) * STANDARD[unit][0]), most, STANDARD[unit][1])
        for indicator, _, value, most, unit, _ in TIANJIN_GOALS
    ]
    assert sorted(set(answer)) == sorted(expected)
    by_name = {row[0]: row[1:] for row in answer}
    assert by_name["智能科技产业规模"] == ("100000000000", "", "CCY_CNY")
    assert by_name["智能硬件产业规模"] == ("18500000000", "", "CCY_CNY")
    assert by_name["公交车辆远程监测"] == ("100", "", "PERCENT")
    assert by_name["关键领域进入国家布局"] == ("3", "5", "NUM")


def test_the_association_for_science_and_technology_is_one_organisation(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT DISTINCT ?organisation WHERE {
            ?organisation a stp:Organisation ; rdfs:label|skos:altLabel ?name
            FILTER(STR(?name) IN ("中国科学技术协会", "中国科协")) }""",
    )
    assert answer == [(f"{BASE}organisation/中国科学技术协会",)]
    files = rows(
        five_documents,
        f"""SELECT DISTINCT ?file WHERE {{
            ?document stp:mentions <{BASE}organisation/中国科学技术协会> ;
                prov:wasDerivedFrom/dcterms:title ?file }}""",
    )
    assert {name for (name,) in files} == {
        "cast-2016-talent-opinions-and-ndrc-2016-internet-plus-ai.txt",
        "cast-2018-outline-and-action-plan.txt",
        "cast-2021-exchange-plan.txt",
    }


def test_one_file_holds_two_unrelated_packages(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT ?number ?title WHERE {
            ?notice prov:wasDerivedFrom/dcterms:title "cast-2016-talent-opinions-and-ndrc-2016-internet-plus-ai.txt" ;
                stp:documentNumber ?number .
            ?attached stp:attachedTo ?notice ; dcterms:title ?title }""",
    )
    assert set(answer) == {
        ("科协发外字〔2016〕31号", "关于加强国际科技组织人才培养与推送工作的意见"),
        ("发改高技〔2016〕1078号", "“互联网+”人工智能三年行动实施方案"),
    }


def test_the_plan_of_2021_covers_its_five_years(five_documents: Store) -> None:
    answer = rows(
        five_documents,
        """SELECT (STR(?first) AS ?a) (STR(?last) AS ?b) WHERE {
            ?plan dcterms:title "中国科协对外民间科技人文交流“十四五”规划(2021—2025年)"@zh ; stp:coversPeriod ?period .
            ?period stp:startYear ?first ; stp:endYear ?last }""",
    )
    assert set(answer) == {("2021", "2025")}


def test_every_mention_quotes_the_characters_that_it_points_at(five_documents: Store) -> None:
    sources = {path.name: read_source(path) for path in sorted(DOCUMENTS.glob("*.txt"))}
    scripts = {name: detect_script(source.text) for name, source in sources.items()}
    answer = rows(
        five_documents,
        """SELECT ?name ?start ?end ?exact WHERE {
            ?mention a stp:Mention ; oa:hasTarget ?target .
            ?target oa:hasSource/dcterms:title ?name ; oa:hasSelector ?position, ?quote .
            ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
            ?quote a oa:TextQuoteSelector ; oa:exact ?exact }""",
    )
    assert {name for name, *_ in answer} == set(sources)
    assert len(answer) > 500
    for name, start, end, exact in answer:
        fragment = sources[name].text[int(start) : int(end)]
        assert clean_quote(fragment, scripts[name]) == exact, (name, start, end)


def test_the_documents_are_those_that_were_given() -> None:
    assert sorted(path.name for path in Path(DOCUMENTS).glob("*.txt")) == [
        "cast-2016-talent-opinions-and-ndrc-2016-internet-plus-ai.txt",
        "cast-2018-outline-and-action-plan.txt",
        "cast-2021-exchange-plan.txt",
        "most-2020-ai-pilot-zone-guidelines.txt",
        "tianjin-2018-smart-technology-action-plan.txt",
    ]
