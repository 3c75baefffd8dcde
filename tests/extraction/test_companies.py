"""Companies by the form of their names, and where these begin and end."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

HEAD = "关于公布示范项目的通知\n"


def companies(text: str) -> list[str]:
    return [o.name for o in facts_of(HEAD + text).organisations if o.kind == "enterprise"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由中国锂辉石公司承担。\n", ["中国锂辉石公司"]),
        ("由国家风电技术公司承担。\n", ["国家风电技术公司"]),
        ("受理海灵仪表（加拿大）公司的申请。\n", []),  # 受理 may be of the name: nothing tells where it begins
        ("申请人：海灵仪表（加拿大）公司。\n", ["海灵仪表（加拿大）公司"]),
        ("由云岭重型机械股份公司承担。\n", ["云岭重型机械股份公司"]),
        ("云岭数控有限公司山西分公司\n", ["云岭数控有限公司山西分公司"]),
        ("（智慧矿山“平台+安全”方案）云岭（上海）软件有限公司\n", ["云岭（上海）软件有限公司"]),
        ("方案（二期（云岭集团））云岭数控有限公司\n", ["云岭数控有限公司"]),
        ("鼓励中国互联网公司和中国民营公司参与。\n", []),
        ("依照公司法、国家公司制度改制为股份公司。\n", []),
        ("鼓励中国子公司、国家各类公司参与。\n", []),
    ],
)
def test_where_companies_begin_and_end(text: str, names: list[str]) -> None:
    assert companies(text) == names


def test_a_company_and_an_institute_in_neighbouring_cells() -> None:
    text = HEAD + "推荐单位：云岭软件有限公司中国电子工程研究院\n"
    assert [(o.name, o.kind) for o in facts_of(text).organisations] == [
        ("云岭软件有限公司", "enterprise"),
        ("中国电子工程研究院", "institute"),
    ]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("煤炭工业出版社", "enterprise"),
        ("湖南大学出版社", "enterprise"),
        ("中国林业出版社", "enterprise"),
        ("湖南科学杂志社", "other"),
        ("中国地震报社", "other"),
        ("湖南电视台", "other"),
    ],
)
def test_publishers_and_media(form: str, kind: str) -> None:
    facts = facts_of(f"{HEAD}标准由{form}发布。\n")
    assert [(o.name, o.kind) for o in facts.organisations] == [(form, kind)]


@pytest.mark.parametrize(
    "text", ["由出版社出版，由专业出版社、省电视台宣传。\n", "中国出版社会科学图书，湖南上报社会保障数据。\n"]
)
def test_classes_of_publishers_are_no_names(text: str) -> None:
    assert facts_of(HEAD + text).organisations == ()


@pytest.mark.parametrize("form", ["湖南湘江高新技术产业开发区管理委员会", "长沙市雨花区智能制造产业园管委会"])
def test_the_bodies_that_run_zones_are_of_the_government(form: str) -> None:
    found = facts_of(f"{HEAD}（智慧园区项目）{form}\n").organisations
    assert [(o.kind, o.mentions) for o in found] == [("government", (form,))]
