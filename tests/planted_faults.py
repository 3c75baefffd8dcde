"""A good graph, and small changes that each make it wrong in one way, with the shapes that must see it.

The shape, the severity and the path of each are written by hand, from `docs/graph-model.md` and the standards.
"""

from __future__ import annotations

PREFIXES = """
BASE <https://w3id.org/cn-stp/>
PREFIX stp: <https://w3id.org/cn-stp/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

# What the sample of conftest.py has not: a run, a change of an organisation, divisions of each level, links.
MORE = """
INSERT {
    <extraction/1> a stp:Extraction, prov:Activity ; prov:used ?file ; prov:wasAssociatedWith <tool/0.1.0> ;
        prov:generated <file/1#facts> ; stp:configuration "0123456789abcdef" ;
        prov:startedAtTime "2026-01-01T08:00:00Z"^^xsd:dateTime ;
        prov:endedAtTime "2026-01-01T08:00:01Z"^^xsd:dateTime .
    <tool/0.1.0> a prov:SoftwareAgent ; rdfs:label "kg 0.1.0" ; schema:softwareVersion "0.1.0" .
    <file/1#facts> a prov:Bundle ; prov:wasDerivedFrom ?file .
    <change/1> a org:ChangeEvent ; org:originalOrganization <organisation/科学技术部> ;
        org:resultingOrganization <organisation/云州市科学技术局> ;
        dcterms:date "2018"^^xsd:gYear ; dcterms:source "…" .
    <region/CN> a stp:Region, stp:RegionCountry ; rdfs:label "中国"@zh ; skos:notation "CN" .
    <region/130000> a stp:Region, stp:RegionProvince ; rdfs:label "河北省"@zh ; skos:notation "130000" ;
        stp:partOf <region/CN> .
    <region/130100> a stp:Region, stp:RegionPrefecture ; rdfs:label "石家庄市"@zh ; skos:notation "130100" ;
        stp:partOf <region/130000> .
    <region/130102> a stp:Region, stp:RegionCounty ; rdfs:label "长安区"@zh ; skos:notation "130102" ;
        stp:partOf <region/130100> .
    <organisation/世界银行> a stp:Organisation, stp:InternationalOrganisation ; rdfs:label "世界银行"@zh .
    <document/云州市智造行动计划> owl:sameAs <document/云科发-2021-15> .
} WHERE { ?file a stp:SourceFile }
"""

NOTICE = "<document/云科发-2021-15>"
CITED = "<document/国家创新驱动发展战略纲要>"
BUREAU = "<organisation/云州市科学技术局>"
PROGRAMME = "<programme/云上工厂示范工程>"
TIANJIN = "<region/120000>"
SECTION = "?section a stp:Section ; stp:sectionOrder 3"
RANGE = "?goal stp:maxValue ?max"
NUMBER_GOAL = '?goal stp:value "200"^^xsd:decimal'
GOAL = "?goal a stp:QualitativeGoal"
START = "?selector oa:start ?start"
QUOTE = '?selector oa:exact "科技部"@zh'
BODY = f"?mention oa:hasBody {PROGRAMME}"
LEADS = "?statement stp:predicate stp:leads"

Expected = tuple[str, str, str]


def _insert(triples: str, where: str = "") -> str:
    return f"INSERT {{ {triples} }} WHERE {{ {where} }}"


def _delete(triples: str, where: str = "") -> str:
    return f"DELETE {{ {triples} }} WHERE {{ {where or triples} }}"


def _replace(subject: str, predicate: str, value: str, where: str = "") -> str:
    pattern = f"{subject} {predicate} ?old"
    return f"DELETE {{ {pattern} }} INSERT {{ {subject} {predicate} {value} }} WHERE {{ {pattern} . {where} }}"


FAULTS: dict[str, tuple[str, set[Expected]]] = {
    # --- the life of a document, and series of goals
    "two levels": (
        _insert(f"{CITED} stp:level stp:nationalLevel, stp:countyLevel"),
        {("violation", "PolicyDocument-level", "stp:level")},
    ),
    "edition that is none": (
        _insert(f"{CITED} stp:edition stp:nationalLevel"),
        {("violation", "PolicyDocument-edition", "stp:edition")},
    ),
    "two effective dates": (
        _insert(f'{CITED} stp:effectiveDate "2021-01-01"^^xsd:date, "2021-02-01"^^xsd:date'),
        {("violation", "PolicyDocument-effectiveDate", "stp:effectiveDate")},
    ),
    "expiry in a year": (
        _insert(f'{CITED} stp:expiryDate "2021"^^xsd:gYear'),
        {("violation", "PolicyDocument-expiryDate", "stp:expiryDate")},
    ),
    "expired before it is in force": (
        _insert(f'{CITED} stp:effectiveDate "2021-02-01"^^xsd:date ; stp:expiryDate "2021-01-31"^^xsd:date'),
        {("violation", "PolicyDocument-term", "stp:effectiveDate")},
    ),
    "two dates of order": (
        _insert(f'{CITED} dcterms:date "2021-01-01"^^xsd:date, "2021"^^xsd:gYear'),
        {("violation", "PolicyDocument-date", "dcterms:date")},
    ),
    "goal in two series": (
        _insert(
            '?goal stp:inSeries <series/1> . <series/1> a stp:GoalSeries ; rdfs:label "规模"@zh',
            "?goal stp:inSeries ?own",
        ),
        {("violation", "QuantitativeGoal-series", "stp:inSeries")},
    ),
    "series for two regions": (
        _insert(
            "?series stp:appliesTo <region/130000>, <region/130100>",
            "?series stp:standardUnit ?unit ; a stp:GoalSeries",
        ),
        {("violation", "GoalSeries-scope", "stp:appliesTo|stp:standardUnit")},
    ),
    # --- what several shapes share
    "two names": (
        _insert(f'{BUREAU} rdfs:label "市科技局"@zh'),
        # It is one of the other names already.
        {("violation", "name", "rdfs:label"), ("violation", "other-name", "skos:altLabel")},
    ),
    "name in English": (_replace(PROGRAMME, "rdfs:label", '"Cloud factory"@en'), {("violation", "name", "rdfs:label")}),
    "name with a line break": (
        _replace(PROGRAMME, "rdfs:label", '"云上\\n工厂"@zh'),
        {("violation", "clean-name", "rdfs:label")},
    ),
    "name with a space behind it": (
        _replace("?unit", "rdfs:label", '"亿元 "@zh', "FILTER(?unit = <unit/亿元>)"),
        {("violation", "clean-name", "rdfs:label")},
    ),
    "name cut off at a quotation mark": (
        _replace(PROGRAMME, "rdfs:label", '"”、“政绩工程"@zh'),
        {("warning", "whole-name", "rdfs:label")},
    ),
    "name cut off in a title": (
        _replace(CITED, "rdfs:label", '"《国家创新驱动发展战略纲要"@zh'),
        {("warning", "whole-name", "rdfs:label")},
    ),
    "name with half a bracket": (
        _replace(PROGRAMME, "rdfs:label", '"示范工程（二期"@zh'),
        {("warning", "whole-name", "rdfs:label")},
    ),
    "other name without language": (
        _insert(f'{TIANJIN} skos:altLabel "津"'),
        {("violation", "other-name", "skos:altLabel")},
    ),
    "unit and indicator": (_insert("<unit/亿元> a stp:Indicator"), {("violation", "one-class", "rdf:type")}),
    "region and organisation": (
        _insert(f"{TIANJIN} a stp:Organisation, stp:GovernmentBody"),
        {
            ("violation", "Organisation-class", "rdf:type"),
            ("violation", "Region-class", "rdf:type"),
            ("violation", "RegionProvince-class", "rdf:type"),
        },
    ),
    "document and programme": (
        _insert(f"{PROGRAMME} a stp:PolicyDocument"),
        {
            ("violation", "PolicyDocument-class", "rdf:type"),
            ("violation", "Programme-class", "rdf:type"),
            ("info", "PolicyDocument-called", "dcterms:title|stp:documentNumber"),
        },
    ),
    "goal and unit": (
        _insert("?goal a stp:Unit", GOAL),
        {("violation", "Goal-class", "rdf:type"), ("violation", "one-class", "rdf:type")},
    ),
    "unit of nothing that is evidence": (
        _insert("?goal stp:evidence <unit/亿元>", GOAL),
        {("violation", "evidence", "stp:evidence")},
    ),
    "goal without evidence": (
        _delete("?goal stp:evidence ?mention", f"?goal stp:evidence ?mention . {GOAL}"),
        {("violation", "some-evidence", "stp:evidence"), ("violation", "Mention-use", "oa:hasBody|^stp:evidence")},
    ),
    "goal in two sections": (
        _insert("?goal stp:inSection ?section", f"{GOAL} . {SECTION}"),
        {("violation", "section", "stp:inSection")},
    ),
    "goal of a programme": (
        _insert(f"?goal stp:appliesTo {PROGRAMME}", GOAL),
        {("violation", "region", "stp:appliesTo")},
    ),
    "programme with a number": (
        _insert(f'{PROGRAMME} stp:documentNumber "云科发〔2021〕15号"'),
        {
            (
                "violation",
                "no-document",
                "stp:issuedBy|stp:setsGoal|stp:hasSection|stp:cites|stp:implements|stp:repeals|stp:attachedTo"
                "|stp:coversPeriod|stp:documentNumber|stp:dateSigned",
            )
        },
    ),
    # --- files and runs
    "file without name": (
        _delete("?file dcterms:title ?name", "?file a stp:SourceFile ; dcterms:title ?name"),
        {("violation", "SourceFile-title", "dcterms:title")},
    ),
    "no digest": (_delete("?file stp:sha256 ?digest"), {("violation", "SourceFile-sha256", "stp:sha256")}),
    "digest of another file": (_replace("?file", "stp:sha256", f'"{"0" * 64}"'), {("violation", "FileName", "")}),
    "unknown format": (_replace("?file", "stp:format", '"odt"'), {("violation", "SourceFile-format", "stp:format")}),
    "two encodings": (
        _insert('?file stp:encoding "gb18030"', "?file a stp:SourceFile"),
        {("violation", "SourceFile-encoding", "stp:encoding")},
    ),
    "characters not counted": (
        _delete("?file stp:characterCount ?count"),
        {("violation", "SourceFile-characterCount", "stp:characterCount")},
    ),
    "mention behind the end of the file": (
        _replace("?file", "stp:characterCount", "100"),
        {("violation", "SourceFile-mentions", "^oa:hasSource/oa:hasSelector/oa:end")},
    ),
    "extraction of nothing": (
        _delete("<extraction/1> prov:used ?file"),
        {("violation", "Extraction-used", "prov:used")},
    ),
    "extraction by nobody": (
        _delete("<extraction/1> prov:wasAssociatedWith ?tool"),
        {("violation", "Extraction-agent", "prov:wasAssociatedWith")},
    ),
    "extraction without result": (
        _delete("<extraction/1> prov:generated ?facts"),
        {("violation", "Extraction-generated", "prov:generated")},
    ),
    "configuration that is no digest": (
        _replace("<extraction/1>", "stp:configuration", '"default.cfg"'),
        {("violation", "Extraction-configuration", "stp:configuration")},
    ),
    "tool without name": (
        _delete("<tool/0.1.0> rdfs:label ?name"),
        {("violation", "SoftwareAgent-label", "rdfs:label")},
    ),
    "tool without version": (
        _delete("<tool/0.1.0> schema:softwareVersion ?version"),
        {("violation", "SoftwareAgent-version", "schema:softwareVersion")},
    ),
    "facts of no file": (
        _delete("<file/1#facts> prov:wasDerivedFrom ?file"),
        {("violation", "Bundle-source", "prov:wasDerivedFrom")},
    ),
    "run that never ended": (_delete("?run prov:endedAtTime ?time"), {("violation", "Run-ended", "prov:endedAtTime")}),
    "start that is a date": (
        _replace("?run", "prov:startedAtTime", '"2026-01-01"^^xsd:date'),
        {("violation", "Run-started", "prov:startedAtTime")},
    ),
    "run that ended before it started": (
        _replace("?run", "prov:endedAtTime", '"2025-12-31T08:00:00Z"^^xsd:dateTime'),
        {("violation", "Run-order", "prov:startedAtTime")},
    ),
    # --- documents
    "document without name": (
        _delete(f"{CITED} rdfs:label ?name"),
        {("violation", "PolicyDocument-label", "rdfs:label")},
    ),
    "document with two names": (
        _insert(f'{CITED} rdfs:label "创新驱动纲要"@zh'),
        {("warning", "PolicyDocument-labels", "rdfs:label")},
    ),
    "title with a line break": (
        _insert(f'{CITED} dcterms:title "国家\\n纲要"@zh'),
        {("violation", "PolicyDocument-title", "dcterms:title")},
    ),
    "document with neither title nor number": (
        _insert('<document/x> a stp:PolicyDocument ; rdfs:label "sample.txt d3"'),
        {("info", "PolicyDocument-called", "dcterms:title|stp:documentNumber")},
    ),
    "two numbers": (
        _insert(f'{NOTICE} stp:documentNumber "云科发〔2021〕16号"'),
        {("violation", "PolicyDocument-number", "stp:documentNumber")},
    ),
    "number without brackets": (
        _insert(f'{CITED} stp:documentNumber "中发2016-4"'),
        {("warning", "PolicyDocument-number-form", "stp:documentNumber")},
    ),
    "number with a short year": (
        _insert(f'{CITED} stp:documentNumber "中发〔16〕4号"'),
        {("warning", "PolicyDocument-number-form", "stp:documentNumber")},
    ),
    "date that does not exist": (
        _insert(f'{CITED} stp:dateSigned "2021-02-30"^^xsd:date'),
        {("violation", "PolicyDocument-dateSigned", "stp:dateSigned")},
    ),
    "two dates of publication": (
        _insert(f'{CITED} stp:datePublished "2021-02-03"^^xsd:date, "2021-02-04"^^xsd:date'),
        {("violation", "PolicyDocument-datePublished", "stp:datePublished")},
    ),
    "date of the Republic": (
        _insert(f'{CITED} stp:dateSigned "1912-01-01"^^xsd:date'),
        {("warning", "PolicyDocument-dates", "stp:dateSigned|stp:datePublished")},
    ),
    "issued by a place": (
        _insert(f"{NOTICE} stp:issuedBy {TIANJIN}"),
        {("violation", "PolicyDocument-issuer", "stp:issuedBy")},
    ),
    "addressed in no language": (
        _insert(f'{NOTICE} stp:copiedTo "各县（区）人民政府"'),
        {("violation", "PolicyDocument-addressee", "stp:addressedTo|stp:copiedTo")},
    ),
    "two periods": (
        _insert(
            '?plan stp:coversPeriod <period/2021-2025> . <period/2021-2025> a stp:Period ; rdfs:label "2021-2025" ; '
            'stp:startYear "2021"^^xsd:gYear ; stp:endYear "2025"^^xsd:gYear',
            "?plan stp:coversPeriod ?period",
        ),
        {("violation", "PolicyDocument-period", "stp:coversPeriod")},
    ),
    "cites a programme": (
        _insert(f"{NOTICE} stp:cites {PROGRAMME}"),
        {("violation", "PolicyDocument-documents", "stp:cites|stp:implements|stp:repeals|stp:attachedTo")},
    ),
    "attached to two": (
        _insert(f"?plan stp:attachedTo {CITED}", "?plan stp:attachedTo ?notice"),
        {("violation", "PolicyDocument-attachedTo", "stp:attachedTo")},
    ),
    "mentions a document": (
        _insert(f"{NOTICE} stp:mentions {CITED}"),
        {("violation", "PolicyDocument-mentions", "stp:mentions")},
    ),
    "section that is none": (
        _insert(f"{NOTICE} stp:hasSection {TIANJIN}"),
        {("violation", "PolicyDocument-sections", "stp:hasSection")},
    ),
    "goal that is none": (
        _insert(f"{NOTICE} stp:setsGoal {TIANJIN}"),
        {("violation", "PolicyDocument-goals", "stp:setsGoal")},
    ),
    "document of another file": (
        _insert(f"{NOTICE} prov:wasDerivedFrom <file/ffffffffffffffff>"),
        {("violation", "PolicyDocument-source", "prov:wasDerivedFrom")},
    ),
    "document that leads": (
        _insert(f"{NOTICE} stp:leads {PROGRAMME}"),
        {("violation", "PolicyDocument-no-body", "stp:leads|stp:participatesIn|stp:partOf|stp:locatedIn")},
    ),
    "cited document with an issuer": (
        _insert(f"{CITED} stp:issuedBy {BUREAU}"),
        {("violation", "HeldDocument-source", "prov:wasDerivedFrom")},
    ),
    # --- sections and periods
    "section zero": (
        _replace("?section", "stp:sectionOrder", "0", "?section stp:sectionOrder 1"),
        {("violation", "Section-order", "stp:sectionOrder")},
    ),
    "section without level": (
        _delete("?section stp:sectionLevel ?level", f"?section stp:sectionLevel ?level . {SECTION}"),
        {("violation", "Section-level", "stp:sectionLevel")},
    ),
    "section label that is a sentence": (
        _replace("?section", "stp:sectionLabel", '"一、要深入实施创新驱动发展战略，加快建设科技强国"', SECTION),
        {("violation", "Section-label", "stp:sectionLabel")},
    ),
    "section title of two lines": (
        _replace("?section", "dcterms:title", '"示范\\n工程"@zh', SECTION),
        {("violation", "Section-title", "dcterms:title")},
    ),
    "section without heading": (
        _delete(
            "?section stp:sectionLabel ?label ; dcterms:title ?title",
            f"{SECTION} ; stp:sectionLabel ?label ; dcterms:title ?title",
        ),
        {("violation", "Section-heading", "stp:sectionLabel|dcterms:title")},
    ),
    "section under a document": (
        _replace("?section", "stp:parentSection", NOTICE),
        {("violation", "Section-parent", "stp:parentSection"), ("violation", "OneOutline", "")},
    ),
    "section under one of its own level": (
        _replace("?section", "stp:sectionLevel", "1", SECTION),
        {("violation", "Section-parent-level", "stp:parentSection/stp:sectionLevel")},
    ),
    "section before the one it is under": (
        _replace("?section", "stp:sectionOrder", "1", SECTION),
        {("violation", "Section-parent-order", "stp:parentSection/stp:sectionOrder")},
    ),
    "section of no document": (
        _delete("?document stp:hasSection ?section", f"?document stp:hasSection ?section . {SECTION}"),
        {("violation", "Section-document", "^stp:hasSection"), ("violation", "MentionInSection", "")},
    ),
    "goal in a section of another document": (
        "DELETE { ?plan stp:setsGoal ?goal } INSERT { " + NOTICE + " stp:setsGoal ?goal } "
        "WHERE { ?plan stp:setsGoal ?goal . " + GOAL + " }",
        {("violation", "OneOutline", "")},
    ),
    "period by another name": (
        _replace("?period", "rdfs:label", '"十四五"', "?period a stp:Period"),
        {("violation", "Period-label", "rdfs:label")},
    ),
    "period from a date": (
        _replace("?period", "stp:startYear", '"2021-01-01"^^xsd:date'),
        {("violation", "Period-start", "stp:startYear"), ("warning", "Period-years", "stp:startYear|stp:endYear")},
    ),
    "period without end": (_delete("?period stp:endYear ?year"), {("violation", "Period-end", "stp:endYear")}),
    "period in the far future": (
        _replace("?period", "stp:endYear", '"2203"^^xsd:gYear'),
        {("warning", "Period-years", "stp:startYear|stp:endYear")},
    ),
    "period backwards": (_replace("?period", "stp:startYear", '"2024"^^xsd:gYear'), {("violation", "Period", "")}),
    # --- organisations, programmes, regions
    "organisation of no kind": (
        _insert('<organisation/甲> a stp:Organisation ; rdfs:label "甲"@zh'),
        {("info", "Organisation-kind", "rdf:type")},
    ),
    "organisation part of a place": (
        _insert(f"{BUREAU} stp:partOf {TIANJIN}"),
        {("violation", "Organisation-partOf", "stp:partOf")},
    ),
    "organisation in an organisation": (
        _insert(f"{BUREAU} stp:locatedIn <organisation/科学技术部>"),
        {("violation", "Organisation-locatedIn", "stp:locatedIn")},
    ),
    "organisation that leads a place": (
        _insert(f"{BUREAU} stp:leads {TIANJIN}"),
        {("violation", "Organisation-work", "stp:leads|stp:participatesIn")},
    ),
    "international government body": (
        _insert("<organisation/世界银行> a stp:GovernmentBody"),
        {("violation", "InternationalOrganisation", "")},
    ),
    "change of nothing": (
        _delete("<change/1> org:originalOrganization ?old"),
        {("violation", "ChangeEvent-original", "org:originalOrganization")},
    ),
    "change into a place": (
        _insert(f"<change/1> org:resultingOrganization {TIANJIN}"),
        {("violation", "ChangeEvent-resulting", "org:resultingOrganization")},
    ),
    "change of no year": (
        _replace("<change/1>", "dcterms:date", '"2018"'),
        {("violation", "ChangeEvent-date", "dcterms:date")},
    ),
    "change without source": (
        _delete("<change/1> dcterms:source ?source"),
        {("violation", "ChangeEvent-source", "dcterms:source")},
    ),
    "programme of no kind": (_delete(f"{PROGRAMME} a stp:ProgrammeProject"), {("info", "Programme-kind", "rdf:type")}),
    "programme in an organisation": (
        _insert(f"{PROGRAMME} stp:locatedIn {BUREAU}"),
        {("violation", "Programme-locatedIn", "stp:locatedIn")},
    ),
    "programme set out in a place": (
        _insert(f"{PROGRAMME} stp:setOutIn {TIANJIN}"),
        {("violation", "Programme-setOutIn", "stp:setOutIn")},
    ),
    "programme that leads": (
        _insert(
            f"{PROGRAMME} stp:leads <programme/y> . "
            '<programme/y> a stp:Programme, stp:ProgrammePlan ; rdfs:label "乙"@zh'
        ),
        {("violation", "Programme-no-body", "stp:leads|stp:participatesIn|stp:partOf")},
    ),
    "region code of five digits": (
        _insert('<region/京云合作区> skos:notation "12000"'),
        {("violation", "Region-code", "skos:notation")},
    ),
    "region of no kind": (_delete("<region/京云合作区> a stp:RegionZone"), {("info", "Region-kind", "rdf:type")}),
    "province and cluster": (
        _insert(f"{TIANJIN} a stp:RegionCluster"),
        {("violation", "RegionProvince-class", "rdf:type"), ("violation", "RegionCluster-class", "rdf:type")},
    ),
    "international country": (
        _insert("<region/CN> a stp:RegionInternational"),
        {("violation", "RegionCountry-class", "rdf:type")},
    ),
    "county and prefecture": (
        _insert("<region/130102> a stp:RegionPrefecture"),
        {
            ("violation", "RegionCounty-class", "rdf:type"),
            ("violation", "RegionPrefecture-class", "rdf:type"),
            ("violation", "RegionPrefecture-code", "skos:notation"),
            ("violation", "RegionPrefecture-above", "stp:partOf|stp:locatedIn"),
        },
    ),
    "region in an organisation": (
        _insert(f"{TIANJIN} stp:locatedIn {BUREAU}"),
        {("violation", "Region-regions", "stp:partOf|stp:locatedIn|stp:couldBe")},
    ),
    "region that leads": (
        _insert(f"{TIANJIN} stp:leads {PROGRAMME}"),
        {("violation", "Region-no-body", "stp:leads|stp:participatesIn")},
    ),
    "country with digits": (
        _replace("<region/CN>", "skos:notation", '"156000"'),
        {("violation", "RegionCountry-code", "skos:notation")},
    ),
    "country in a province": (
        _insert(f"<region/CN> stp:partOf {TIANJIN}"),
        {("violation", "RegionCountry-above", "stp:partOf|stp:locatedIn")},
    ),
    "province with the code of a prefecture": (
        _replace(TIANJIN, "skos:notation", '"120100"'),
        {("violation", "RegionProvince-code", "skos:notation")},
    ),
    "province in a county": (
        _insert(f"{TIANJIN} stp:partOf <region/130102>"),
        {("violation", "RegionProvince-above", "stp:partOf|stp:locatedIn")},
    ),
    "prefecture with the code of a province": (
        _replace("<region/130100>", "skos:notation", '"130000"'),
        {("violation", "RegionPrefecture-code", "skos:notation")},
    ),
    "prefecture in a county": (
        _insert("<region/130100> stp:partOf <region/130102>"),
        {("violation", "RegionPrefecture-above", "stp:partOf|stp:locatedIn")},
    ),
    "county with the code of a prefecture": (
        _replace("<region/130102>", "skos:notation", '"130200"'),
        {("violation", "RegionCounty-code", "skos:notation")},
    ),
    "county in a county": (
        _insert(
            "<region/130102> stp:partOf <region/130104> . "
            '<region/130104> a stp:Region, stp:RegionCounty ; rdfs:label "桥西区"@zh ; skos:notation "130104"'
        ),
        {("violation", "RegionCounty-above", "stp:partOf|stp:locatedIn")},
    ),
    # --- goals
    "goal of both kinds": (
        _insert("?goal a stp:QualitativeGoal", NUMBER_GOAL),
        {
            ("violation", "Goal", ""),
            ("violation", "QualitativeGoal-number", "stp:indicator|stp:operator|stp:value|stp:maxValue|stp:unit"),
        },
    ),
    "goal of two documents": (
        _insert(f"{NOTICE} stp:setsGoal ?goal", GOAL),
        {("violation", "Goal-document", "^stp:setsGoal"), ("violation", "OneOutline", "")},
    ),
    "goal of no document": (
        _delete("?document stp:setsGoal ?goal", f"?document stp:setsGoal ?goal . {GOAL}"),
        {("violation", "Goal-document", "^stp:setsGoal")},
    ),
    "two deadlines": (
        _insert('?goal stp:deadline "2025"^^xsd:gYear', GOAL),
        {("violation", "Goal-deadline", "stp:deadline")},
    ),
    "deadline that is a period": (
        _replace("?goal", "stp:deadline", '"20215"^^xsd:gYear', GOAL),
        {("violation", "Goal-deadline-year", "stp:deadline")},
    ),
    "goal without indicator": (
        _delete("?goal stp:indicator ?what", f"?goal stp:indicator ?what . {NUMBER_GOAL}"),
        {("violation", "QuantitativeGoal-indicator", "stp:indicator")},
    ),
    "unknown operator": (
        _replace("?goal", "stp:operator", "stp:moreThan", NUMBER_GOAL),
        {("violation", "QuantitativeGoal-operator", "stp:operator")},
    ),
    "value that is a text": (
        _replace("?goal", "stp:value", '"200"', NUMBER_GOAL),
        {("violation", "QuantitativeGoal-value", "stp:value"), ("warning", "QuantitativeGoal-positive", "stp:value")},
    ),
    "negative value": (
        _replace("?goal", "stp:value", '"-200"^^xsd:decimal', NUMBER_GOAL),
        {("warning", "QuantitativeGoal-positive", "stp:value")},
    ),
    "two maximum values": (
        _insert('?goal stp:maxValue "9"^^xsd:decimal', RANGE),
        {("violation", "QuantitativeGoal-maxValue", "stp:maxValue")},
    ),
    "range backwards": (
        _replace("?goal", "stp:maxValue", '"4"^^xsd:decimal'),
        {("violation", "QuantitativeGoal-range", "stp:value")},
    ),
    "unit that is an indicator": (
        _replace("?goal", "stp:unit", "?what", f"{NUMBER_GOAL} ; stp:indicator ?what"),
        {("violation", "QuantitativeGoal-unit", "stp:unit")},
    ),
    "goal of an organisation": (
        _insert(f"?goal stp:goalOf {BUREAU}", NUMBER_GOAL),
        {("violation", "Goal-of", "stp:goalOf")},
    ),
    "bindingness that is a text": (
        _insert('?goal stp:bindingness "约束性"', NUMBER_GOAL),
        {("violation", "QuantitativeGoal-bindingness", "stp:bindingness")},
    ),
    "two baseline years": (
        _insert('?goal stp:baselineYear "2015"^^xsd:gYear, "2016"^^xsd:gYear', NUMBER_GOAL),
        {("violation", "QuantitativeGoal-baselineYear", "stp:baselineYear")},
    ),
    "baseline value that is a text": (
        _insert('?goal stp:baselineValue "35%"', NUMBER_GOAL),
        {("violation", "QuantitativeGoal-baselineValue", "stp:baselineValue")},
    ),
    "baseline after the deadline": (
        _insert('?goal stp:baselineYear "2040"^^xsd:gYear', NUMBER_GOAL),
        {("warning", "QuantitativeGoal-baseline", "stp:baselineYear")},
    ),
    "confidence in percent": (
        _insert('?goal stp:confidence "95"^^xsd:decimal', NUMBER_GOAL),
        {("violation", "confidence", "stp:confidence")},
    ),
    "two normalised values": (
        _insert('?goal stp:normalisedValue "9"^^xsd:decimal', NUMBER_GOAL),
        {("violation", "QuantitativeGoal-normalised", "stp:normalisedValue")},
    ),
    "standard unit of our own": (
        _replace("?unit", "stp:standardUnit", "<unit/元>"),
        {("violation", "Unit-standard", "stp:standardUnit")},
    ),
    "qualitative goal without deadline": (
        _delete("?goal stp:deadline ?year", f"?goal stp:deadline ?year . {GOAL}"),
        {("violation", "QualitativeGoal-deadline", "stp:deadline")},
    ),
    "indicator without name": (
        _delete("?what rdfs:label ?name", "?what a stp:Indicator ; rdfs:label ?name"),
        {("violation", "name", "rdfs:label")},
    ),
    # --- evidence
    "mention that is no annotation": (
        _delete("?mention a oa:Annotation", f"{BODY} ; a oa:Annotation"),
        {("violation", "Mention", "")},
    ),
    "mention with two targets": (
        _insert("?mention oa:hasTarget ?target", f"{BODY} . ?target a oa:SpecificResource"),
        {("violation", "Mention-target", "oa:hasTarget")},
    ),
    "mention of two things": (
        _insert(f"?mention oa:hasBody {TIANJIN}", BODY),
        {("violation", "Mention-body", "oa:hasBody")},
    ),
    "mention of nothing": (
        _delete("?mention oa:hasBody ?body", f"?mention oa:hasBody ?body . {BODY}"),
        {("violation", "Mention-use", "oa:hasBody|^stp:evidence")},
    ),
    "mention in a place": (
        _insert(f"?mention stp:inDocument {TIANJIN}", f"{BODY} . ?mention stp:inSection ?section"),
        {("violation", "Mention-document", "stp:inDocument"), ("violation", "MentionInSection", "")},
    ),
    "mention on page 3": (_insert("?mention stp:place 3", BODY), {("violation", "Mention-place", "stp:place")}),
    "target without source": (
        _delete("?target oa:hasSource ?file", f"?target oa:hasSource ?file . ?mention oa:hasTarget ?target . {BODY}"),
        {("violation", "SpecificResource-source", "oa:hasSource")},
    ),
    "target with a third selector": (
        _insert("?target oa:hasSelector <x>", f"?mention oa:hasTarget ?target . {BODY}"),
        {("violation", "SpecificResource-selectors", "oa:hasSelector")},
    ),
    "no start": (
        _delete(
            "?selector oa:start ?start",
            f"{START} . ?target oa:hasSelector ?selector . ?mention oa:hasTarget ?target . {BODY}",
        ),
        {
            ("violation", "TextPositionSelector-start", "oa:start"),
            ("violation", "SpecificResource-position", "oa:hasSelector/oa:start"),
        },
    ),
    "no end": (
        _delete(
            "?selector oa:end ?end",
            f"?selector oa:end ?end . ?target oa:hasSelector ?selector . ?mention oa:hasTarget ?target . {BODY}",
        ),
        {("violation", "TextPositionSelector-end", "oa:end")},
    ),
    "empty stretch": (
        _replace("?selector", "oa:end", "?start", START),
        {("violation", "TextPositionSelector-order", "oa:start")},
    ),
    "no quotation": (
        _delete("?selector oa:exact ?words", f"?selector oa:exact ?words . {QUOTE}"),
        {
            ("violation", "TextQuoteSelector-exact", "oa:exact"),
            ("violation", "SpecificResource-quote", "oa:hasSelector/oa:exact"),
        },
    ),
    "three contexts": (
        _insert('?selector oa:prefix "另一句"@zh', QUOTE),
        {("violation", "TextQuoteSelector-context", "oa:prefix|oa:suffix")},
    ),
    "statement about nothing": (
        _delete("?statement stp:subject ?subject", f"?statement stp:subject ?subject . {LEADS}"),
        {("violation", "Statement-subject", "stp:subject")},
    ),
    "statement of two predicates": (
        _insert("?statement stp:predicate stp:participatesIn", LEADS),
        {("violation", "Statement-predicate", "stp:predicate"), ("violation", "StatedFact", "")},
    ),
    "statement with object and value": (
        _insert('?statement stp:objectValue "云上工厂"@zh', LEADS),
        {("violation", "Statement-object", "stp:object|stp:objectValue"), ("violation", "StatedFact", "")},
    ),
    "statement that the graph does not say": (
        _delete(f"{BUREAU} stp:leads ?programme"),
        {("violation", "StatedFact", "")},
    ),
    # --- relations
    "organisation in itself": (_insert(f"{BUREAU} stp:partOf {BUREAU}"), {("violation", "NotInItself", "")}),
    "document attached to itself": (
        _insert(f"{NOTICE} stp:attachedTo {NOTICE}"),
        {("violation", "NotAttachedToItself", "")},
    ),
    "document that repeals itself": (_insert(f"{NOTICE} stp:repeals {NOTICE}"), {("violation", "NotCitingItself", "")}),
    "organisation that leads itself": (
        _insert(f"{BUREAU} stp:leads {BUREAU}"),
        {("violation", "NotLeadingItself", "")},
    ),
    "same as itself": (_insert(f"{CITED} owl:sameAs {CITED}"), {("violation", "SameAs", "")}),
    "same as two": (
        _insert(f"<document/云州市智造行动计划> owl:sameAs {CITED}"),
        {("violation", "SameAs-one", "owl:sameAs")},
    ),
    # --- a file's graph as a whole
    "number of another year": (
        _replace(NOTICE, "stp:dateSigned", '"2019-03-05"^^xsd:date'),
        {("warning", "YearOfNumber", ""), ("violation", "StatedFact", "")},
    ),
    "published before it was signed": (
        _insert('?plan stp:dateSigned "2021-05-01"^^xsd:date', "?plan stp:attachedTo ?notice"),
        {("warning", "PublishedBeforeSigned", "")},
    ),
    "goal of years ago": (
        _replace("?goal", "stp:deadline", '"2012"^^xsd:gYear', GOAL),
        {("warning", "DeadlineInThePast", "")},
    ),
}
