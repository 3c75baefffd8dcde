"""The web page of `kg serve` in a real browser, over the graph of the five documents.

The sentences that are to be highlighted were copied from the documents by hand.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

selenium = pytest.importorskip("selenium")

from browser import Browser, browsing, what_is_missing  # noqa: E402
from live_server import serving  # noqa: E402
from lxml import etree  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

from extract.resources import resource  # noqa: E402
from kg.build import build  # noqa: E402

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())

BASE = "https://w3id.org/cn-stp/"
TIANJIN = f"{BASE}region/120000"
PLAN = f"{BASE}document/a3895cc1ebcd159a"
NOTICE = f"{BASE}document/国科发规-2020-254"
PLATFORM = "天津文化信息消费服务平台"
PLATFORM_SENTENCE = "引导和扩大文化消费,建设天津文化信息消费服务平台、文化电子商务平台。"
# With its pinyin and traditional characters, as the source has it.
REPEAL_SENTENCE = (
    "本工(gōng)作(zuò)指引自(zì)印發之日起實施,原《國家新一代人工(gōng)智能(néng)創新發展試驗區(qū)建設工(gōng)作(zuò)指引》"
    "(國科發規〔2019〕298号)同時(shí)廢止。"
)
VIEWS: dict[str, dict[str, str | int]] = {
    "": {},
    "search": {"q": "天津"},
    "entity": {"iri": TIANJIN},
    "document": {"iri": PLAN, "start": 5047, "end": 5059},
    "goals": {},
    "graph": {"iri": TIANJIN},
    "sparql": {"name": "repeals"},
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    build([resource("data/documents")], folder / "store")
    with serving(folder / "store", "--workers", "2") as server, browsing(server.address, folder) as running:
        yield running


@pytest.fixture(autouse=True)
def usual_screen(browser: Browser) -> Iterator[None]:
    """Each test begins on a wide and light screen in Chinese, and no view may make the browser complain."""
    browser.resize(1360, 900)
    browser.open()
    browser.script("localStorage.clear(); localStorage['kg.language'] = 'zh'")
    browser.complaints()
    yield
    assert browser.complaints() == []


def search(browser: Browser, text: str) -> None:
    """Type into the search field and wait for what is found."""
    browser.one("#search").send_keys(text)
    browser.one("#search-list [role=option]")


def highlighted(browser: Browser) -> str:
    browser.one("mark.sentence")
    return "".join(browser.texts("mark.sentence"))


class TestFromNameToSentence:
    def test_search_card_fact_sentence_and_back(self, browser: Browser) -> None:
        browser.open()
        search(browser, "天津")
        assert browser.texts("#search-list .name")[0] == "天津市天津"
        browser.click("#search-list [role=option]")
        browser.shown("entity")
        assert browser.texts("main h1") == ["天津市"]
        browser.click(".sentence-link", PLATFORM)
        browser.shown("document")
        assert highlighted(browser) == PLATFORM_SENTENCE
        assert "".join(browser.texts(".hit")) == PLATFORM
        browser.driver.back()
        browser.shown("entity")
        assert browser.texts("main h1") == ["天津市"]

    def test_highlighted_sentence_is_on_the_screen(self, browser: Browser) -> None:
        browser.open("document", iri=PLAN, start=5047, end=5059)
        place = "return document.querySelector('.hit').getBoundingClientRect().top"
        browser.wait(lambda: 60 < browser.script(place) < 900)

    def test_sentence_of_a_source_with_pinyin_between_its_characters(self, browser: Browser) -> None:
        browser.open("entity", iri=NOTICE)
        browser.click(".sentence-link", "国科发规〔2019〕298号")
        assert highlighted(browser) == REPEAL_SENTENCE

    def test_address_of_a_thing_leads_to_its_card(self, browser: Browser) -> None:
        browser.driver.get(browser.driver.current_url.partition("#")[0] + "id/region/120000")
        browser.click("a[href^='/#/entity']")
        browser.shown("entity")
        assert browser.texts("main h1") == ["天津市"]

    def test_other_facts_on_demand(self, browser: Browser) -> None:
        browser.open("entity", iri=TIANJIN)
        before = len(browser.all(".facts li"))
        browser.click(".facts button")
        assert len(browser.all(".facts li")) > before

    def test_search_page_lists_one_kind(self, browser: Browser) -> None:
        browser.open("search", q="天津", category="organisation")
        names = browser.texts(".hits li > a")
        assert "天津大学" in names and "天津市" not in names


class TestDocument:
    def test_mention_opens_its_card_beside_the_text(self, browser: Browser) -> None:
        browser.open("document", iri=PLAN, start=485, end=491)
        browser.click(".hit a.in-region")
        assert browser.text(browser.one(".panel .card h2")) == "天津市"

    def test_filter_takes_the_marks_of_a_kind_away(self, browser: Browser) -> None:
        browser.open("document", iri=PLAN, start=485, end=491)
        region = browser.one(".hit a.in-region")
        dotted = "return getComputedStyle(arguments[0]).textDecorationStyle"
        assert browser.script(dotted, region) == "dotted"
        browser.click('.legend [data-mark="region"]')
        assert browser.script(dotted, region) != "dotted"
        browser.click('.legend [data-mark="region"]')

    def test_whole_text_is_there_as_it_is(self, browser: Browser) -> None:
        source = resource("data/documents/tianjin-2018-smart-technology-action-plan.txt").read_text("utf-8")
        browser.open("document", iri=PLAN)
        assert browser.texts(".text > p") == [line for line in source.split("\n") if line.strip()]

    def test_outline_leads_to_the_section(self, browser: Browser) -> None:
        browser.open("document", iri=PLAN)
        browser.click(".outline button", "智能交通")
        assert browser.text(browser.focused()).startswith("(六)智能交通。建立多维交通信息综合大数据应用平台")


def picture(browser: Browser) -> int:
    """How many nodes the picture shows."""
    return int(browser.one(".canvas").get_attribute("data-nodes") or 0)


class TestGraph:
    def test_grows_by_a_click_on_a_node(self, browser: Browser) -> None:
        browser.open("graph", iri=TIANJIN)
        browser.wait(lambda: picture(browser) or None)
        before = picture(browser)
        x, y = browser.script(
            "const at = document.querySelector('.canvas')._cyreg.cy.getElementById(arguments[0]).renderedPosition();"
            "return [at.x, at.y]", PLAN,
        )  # fmt: skip
        canvas = browser.one(".canvas")
        size = canvas.size
        offset = (round(x - size["width"] / 2), round(y - size["height"] / 2))
        ActionChains(browser.driver).move_to_element_with_offset(canvas, *offset).click().perform()
        browser.wait(lambda: picture(browser) > before or None)
        assert browser.text(browser.one(".chosen-node h2")) == "天津市加快推进智能科技产业发展总体行动计划"

    def test_grows_by_the_enter_key(self, browser: Browser) -> None:
        browser.open("graph", iri=TIANJIN)
        button = browser.one(".nodes button", "京津冀")
        before = picture(browser)
        browser.script("arguments[0].focus()", button)
        browser.press(Keys.ENTER)
        browser.wait(lambda: picture(browser) > before or None)
        # Who works with the keyboard stays at the node.
        assert "京津冀" in browser.text(browser.focused())

    def test_filters_by_kind_and_year(self, browser: Browser) -> None:
        browser.open("graph", iri=TIANJIN)
        browser.one(".nodes button", "天津市加快推进智能科技产业发展总体行动计划")
        browser.click('.kinds [data-kind="region"]')
        assert "天津市" not in browser.texts(".nodes [lang]")
        browser.click('.kinds [data-kind="region"]')
        assert "天津市" in browser.texts(".nodes [lang]")
        browser.one(".panel [name=from]").send_keys("2019")
        # The plan is of 2018.
        browser.wait(lambda: "天津市加快推进智能科技产业发展总体行动计划" not in browser.texts(".nodes [lang]") or None)

    def test_downloads_what_it_shows(self, browser: Browser) -> None:
        browser.open("graph", iri=TIANJIN)
        browser.click('.kinds [data-kind="programme"]')
        browser.click("#save-graphml")
        root = etree.fromstring(browser.downloaded("天津市.graphml"))
        names = {"g": "http://graphml.graphdrawing.org/xmlns"}
        nodes = {str(node.get("id")): node for node in root.iterfind(".//g:node", names)}
        assert len(nodes) == picture(browser)
        assert nodes[TIANJIN].findtext("g:data[@key='name']", namespaces=names) == "天津市"
        categories = {node.findtext("g:data[@key='category']", namespaces=names) for node in nodes.values()}
        assert "region" in categories and "programme" not in categories
        edges = {(edge.get("source"), edge.get("target")) for edge in root.iterfind(".//g:edge", names)}
        assert (TIANJIN, f"{BASE}region/京津冀") in edges
        assert {end for edge in edges for end in edge} <= nodes.keys()
        browser.click("#save-png")
        assert browser.downloaded("天津市.png").startswith(b"\x89PNG\r\n")


class TestGoals:
    def test_bar_and_words_narrow_the_list_and_a_goal_leads_to_its_sentence(self, browser: Browser) -> None:
        # Its goals do not name it: they are those of the plan that is for it.
        browser.open("goals", iri=TIANJIN)
        browser.one(".filters [type=search]").send_keys("产业规模")
        browser.wait(lambda: len(browser.all(".year li")) < 10 or None)
        browser.click('.chart [data-year="2020"]')
        assert browser.texts(".year h2 > :not(small)") == [] and browser.texts(".year h2")[0].startswith("2020")
        goal = browser.one(".year li a", "智能机器人产业规模")
        goal.click()
        assert "智能机器人" in highlighted(browser) and "200亿元" in highlighted(browser)

    def test_bars_are_buttons_for_the_keyboard(self, browser: Browser) -> None:
        browser.open("goals")
        every = len(browser.all(".year"))
        browser.script("document.querySelector('.chart [data-year=\"2035\"]').focus()")
        browser.press(Keys.ENTER)
        assert every > 1 and len(browser.all(".year")) == 1
        assert "from=2035" in browser.driver.current_url


class TestQueries:
    def test_saved_query_of_the_list_with_its_parameter(self, browser: Browser) -> None:
        browser.open("sparql")
        browser.click(".outline a", "某机构发布的文件")
        field = browser.one("[name=organisation]")
        field.clear()
        field.send_keys("民政部", Keys.ENTER)
        rows = browser.wait(lambda: browser.texts(".results tbody tr") or None)
        assert len(rows) == 2 and all("民政部" in row for row in rows)
        browser.click(".results [data-format=csv]")
        table = list(csv.reader(io.StringIO(browser.downloaded("result.csv").decode("utf-8"))))
        assert table[0][:3] == ["document", "title", "number"] and len(table) == 3
        browser.click(".results [data-format=json]")
        assert len(json.loads(browser.downloaded("result.json"))["results"]["bindings"]) == 2

    def test_result_leads_to_a_card(self, browser: Browser) -> None:
        browser.open("sparql", name="repeals")
        browser.click("#run")
        browser.click(".results td a", "国科发规-2019-298")
        browser.shown("entity")
        assert browser.texts("main h1") == ["国家新一代人工智能创新发展试验区建设工作指引"]

    def test_free_query_of_the_address(self, browser: Browser) -> None:
        browser.open("sparql", query="SELECT (1 + 1 AS ?two) WHERE {}")
        browser.click("#run")
        browser.one(".results td", "2")
        assert browser.texts(".results th") == ["two"]

    def test_graph_is_shown_and_saved_as_turtle(self, browser: Browser) -> None:
        browser.open("sparql", query="CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE {}")
        browser.click("#run")
        browser.click(".results [data-format=turtle]")
        assert b"<urn:a> <urn:b> <urn:c>" in browser.downloaded("result.ttl")

    def test_mistake_has_its_place(self, browser: Browser) -> None:
        browser.open("sparql", query="SELECT *\nWHERE { ?s ?p }")
        browser.click("#run")
        browser.click("[role=alert] button", "第 2 行第 15 列")
        # The cursor is before the bracket now.
        browser.press("?o ")
        browser.click("#run")
        browser.one(".results td")
        browser.complaints()  # of the refusal


class TestSettings:
    def test_language_is_changed_and_remembered(self, browser: Browser) -> None:
        browser.open("entity", iri=TIANJIN)
        browser.click(".tools button", "English")
        browser.one("h2", "Said by others")
        assert browser.one("html").get_attribute("lang") == "en"
        browser.one("dt", "located in")
        browser.open("goals")
        assert browser.texts("h1") == ["Goals over time"]
        browser.click(".tools button", "中文")
        browser.one("h1", "目标时间轴")
        assert browser.one("html").get_attribute("lang") == "zh-CN"

    def test_dark_mode_by_system_and_by_choice(self, browser: Browser) -> None:
        def brightness() -> int:
            colour = browser.script("return getComputedStyle(document.body).backgroundColor")
            return sum(int(part) for part in colour.strip("rgb()").split(","))

        assert brightness() > 600
        browser.resize(1360, 900, is_dark=True)
        browser.wait(lambda: brightness() < 150 or None)
        browser.click(".tools [data-keep=theme]")
        assert brightness() > 600
        browser.open("goals")
        assert brightness() > 600


class TestKeyboard:
    def test_all_the_way_to_a_sentence(self, browser: Browser) -> None:
        browser.open()
        browser.press(Keys.TAB)
        assert browser.focused().get_attribute("id") == "skip"
        browser.tab_to(lambda element: element.get_attribute("id") == "search")
        browser.press("天津")
        browser.one("#search-list [role=option]")
        browser.press(Keys.ARROW_DOWN)
        assert browser.one("#search").get_attribute("aria-activedescendant") == "hit-0"
        browser.press(Keys.ENTER)
        browser.shown("entity")
        browser.wait(lambda: browser.focused().tag_name == "h1" or None)
        browser.tab_to(lambda element: PLATFORM in browser.text(element) and element.tag_name == "a")
        browser.tab_to(lambda element: "sentence-link" in (element.get_attribute("class") or ""), 1)
        browser.press(Keys.ENTER)
        assert highlighted(browser) == PLATFORM_SENTENCE

    def test_card_beside_the_text_and_back(self, browser: Browser) -> None:
        browser.open("document", iri=PLAN, start=485, end=491)
        browser.script("document.querySelector('.hit a').focus()")
        browser.press(Keys.ENTER)
        browser.one(".panel .card h2", "天津市")
        assert "panel" in (browser.focused().get_attribute("class") or "")
        browser.press(Keys.ESCAPE)
        assert browser.text(browser.focused()) == "天津"

    def test_skip_link_leads_to_the_content(self, browser: Browser) -> None:
        browser.open("goals")
        browser.press(Keys.TAB)
        browser.press(Keys.ENTER)
        browser.press(Keys.TAB)
        assert browser.focused().get_attribute("name") == "q"

    def test_focus_is_seen(self, browser: Browser) -> None:
        browser.open()
        element = browser.tab_to(lambda element: element.tag_name == "button")
        assert browser.script("return getComputedStyle(arguments[0]).outlineStyle", element) == "solid"

    def test_editor_is_no_trap(self, browser: Browser) -> None:
        browser.open("sparql")
        inside = "return document.activeElement?.shadowRoot?.activeElement?.classList.contains('cm-content') ?? false"
        browser.tab_to(lambda _: bool(browser.script(inside)))
        browser.tab_to(lambda element: element.get_attribute("id") == "run", 2)


class TestScreens:
    @pytest.mark.parametrize("view", VIEWS)
    def test_narrow_screen_needs_no_sideways_scrolling(self, browser: Browser, view: str) -> None:
        browser.resize(360, 740)
        browser.open(view, **VIEWS[view])
        run = browser.all("#run")
        if run:
            run[0].click()
            browser.one(".results td")
        width = "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
        assert browser.script(width) <= 360

    @pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("view", VIEWS)
    def test_no_serious_hindrance(self, browser: Browser, view: str, is_dark: bool) -> None:
        axe = resource("build/page").with_name("page-packages") / "node_modules" / "axe-core" / "axe.min.js"
        if not axe.exists():
            pytest.skip("axe-core is not there (make page)")
        browser.resize(1360, 900, is_dark)
        browser.open(view, **VIEWS[view])
        if view == "search":
            search(browser, "北京")
        browser.driver.execute_script(axe.read_text("utf-8"))
        found: list[dict[str, Any]] = browser.driver.execute_async_script(
            "const done = arguments[0]; axe.run().then(found => done(found.violations))"
        )
        serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        assert [(rule["id"], rule["nodes"][0]["html"], rule["nodes"][0]["failureSummary"]) for rule in serious] == []

    def test_unknown_view_and_thing_are_said_in_words(self, browser: Browser) -> None:
        browser.driver.get(browser.driver.current_url.split("#")[0] + "#/nothing")
        browser.one(".notice", "没有这个页面")
        browser.driver.get(browser.driver.current_url.split("#")[0] + "#/entity?iri=urn:nothing")
        browser.one(".notice", "nothing is said of urn:nothing")
        browser.complaints()  # of the answer 404
