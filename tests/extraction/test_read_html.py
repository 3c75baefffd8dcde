"""Reading saved web pages: the document and its metadata stay, the page around them goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import SourceError
from extract.read import read_source

TABLE_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>国务院关于印发新一代人工智能发展规划的通知_政府信息公开专栏</title>
<meta name="ArticleTitle" content="国务院关于印发新一代人工智能发展规划的通知">
<meta name="PubDate" content="2017-07-21 08:00"><meta name="ContentSource" content="国务院办公厅">
<style>p{color:red}</style><script>var a = "<p>不要</p>";</script></head>
<body><div class="header"><h1>某某政府网</h1><ul class="nav">
<li><a href="/">首页</a></li><li><a>政策</a></li></ul></div>
<div class="BreadcrumbNav">首页 &gt; 政策</div>
<table class="bd1">
<tr><td><b>索&ensp;引&ensp;号：</b></td><td>000014349/2017-00142</td><td><b>主题分类：</b></td><td>科技、教育\\科技</td></tr>
<tr><td><b>发文机关：</b></td><td>国务院</td><td><b>成文日期：</b></td><td>2017年07月08日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan=3>国务院关于印发新一代人工智能发展规划的通知</td></tr>
<tr><td><b>发文字号：</b></td><td>国发〔2017〕35号</td><td><b>发布日期：</b></td><td>2017年07月20日</td></tr>
<tr><td><b>主 题 词：</b></td><td colspan=3></td></tr></table>
<div class="share">分享到：<a>微信</a></div>
<div id="UCAP-CONTENT"><div class="trs_editor_view">
<p align=center><b>国务院关于印发<br>新一代人工智能发展规划的通知</b></p><p>国发〔2017〕35号</p>
<p>各省、自治区、直辖市人民政府：</p>
<p>　　现将《新一代人工智能发展规划》印发给你们，请认真贯彻执行。</p><!-- 注释 -->
<p style="display: none">隐藏的文字</p><p hidden>另一处隐藏</p>
<table><tr><th>指标<th>2020年<tr><td>核心产业<br>规模<td>&gt;&#49;500亿元<tr><td>投入<td><td>备注</table>
<p align=right>国务院</p><p align=right>2017年7月8日</p></div></div>
<div class="footer">版权所有：某某政府网</div></body></html>
"""
TABLE_TEXT = """索引号：000014349/2017-00142

主题分类：科技、教育\\科技

发文机关：国务院

成文日期：2017年07月08日

标题：国务院关于印发新一代人工智能发展规划的通知

发文字号：国发〔2017〕35号

发布日期：2017年07月20日

国务院关于印发
新一代人工智能发展规划的通知

国发〔2017〕35号

各省、自治区、直辖市人民政府：

现将《新一代人工智能发展规划》印发给你们，请认真贯彻执行。

指标|2020年

核心产业 规模|>1500亿元

投入||备注

国务院

2017年7月8日
"""
LIST_PAGE = """<html><head><title>关于促进科技金融发展的意见 - 某市科学技术局</title></head><body>
<div id=top><a>首页</a><a>要闻</a><a>公开</a><a>服务</a></div><div class=wz>您的位置：首页 &gt; 政策</div>
<dl><dt>索引号</dt><dd>JG-2019-001</dd><dt>发布机构</dt><dd>某市科学技术局</dd><dt>文号</dt><dd></dd></dl>
<ul><li><span>成文日期</span><span>2019-03-01</span></li><li><strong>名称：</strong>关于促进科技金融发展的意见</li></ul>
<div><div>主题分类</div><div>金融</div></div>
<div class=tit>关于促进科技金融发展的意见</div>
<div class=info>发布时间：2019-03-05 10:00 来源：市科技局 字体：[大 中 小]</div>
<div class=wenben><p>各区科技局，各有关单位：</p><p>为促进科技金融发展，提出如下意见。</p><p>一、总体要求</p>
<p>坚持创新驱动，到2022年培育科技企业1万家。</p><p>主题词：科技 金融 意见</p><p>某市科学技术局<br>2019年3月1日</p></div>
<div><a>打印</a> <a>关闭</a></div><div class=db>主办单位：某市科学技术局</div></body></html>
"""
LIST_TEXT = """索引号：JG-2019-001

发布机构：某市科学技术局

成文日期：2019-03-01

名称：关于促进科技金融发展的意见

主题分类：金融

发布时间：2019-03-05 10:00

来源：市科技局

关于促进科技金融发展的意见

各区科技局，各有关单位：

为促进科技金融发展，提出如下意见。

一、总体要求

坚持创新驱动，到2022年培育科技企业1万家。

主题词：科技 金融 意见

某市科学技术局
2019年3月1日
"""
META_PAGE = """<meta name="ArticleTitle" content="关于开展试点的通知"><meta name="pubdate" content="2020-01-02">
<meta name="ContentSource" content="科技部"><p>各有关单位：<p>现开展试点。"""
META_TEXT = """标题：关于开展试点的通知

发布日期：2020-01-02

来源：科技部

各有关单位：

现开展试点。
"""


def text_of(folder: Path, page: str | bytes) -> str:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    source = read_source(path)
    assert source.format == "html"
    return source.text


@pytest.mark.parametrize(
    ("page", "text"),
    [(TABLE_PAGE, TABLE_TEXT), (LIST_PAGE, LIST_TEXT), (META_PAGE, META_TEXT)],
    ids=["table", "lists", "meta elements"],
)
def test_the_metadata_and_the_document_are_left_of_a_page(tmp_path: Path, page: str, text: str) -> None:
    assert text_of(tmp_path, page) == text


PARAGRAPH = "为落实国家科技创新规划，推动人工智能与实体经济融合，现就有关事项通知如下。"


@pytest.mark.parametrize(
    "container",
    ['id="zoom"', 'class="TRS_Editor"', 'class="pages_content left"', 'id="con_con"', 'class="view TRS_UEDITOR"'],
)
def test_a_container_known_by_name_is_taken_without_its_neighbours(tmp_path: Path, container: str) -> None:
    page = (
        f"<html><body><div>今日天气晴</div><div {container}><p>{PARAGRAPH}</p></div>"
        "<div>相关报道一则</div></body></html>"
    )
    assert text_of(tmp_path, page) == f"{PARAGRAPH}\n"


def test_a_container_that_holds_little_is_not_taken(tmp_path: Path) -> None:
    page = f"<html><body><div class=content>点击查看</div><div class=wz9><p>{PARAGRAPH}</p></div></body></html>"
    assert PARAGRAPH in text_of(tmp_path, page)


def test_a_wrapper_that_is_called_like_navigation_is_read(tmp_path: Path) -> None:
    page = f"<html><body class=nav-open><div class='page share'><p>{PARAGRAPH}</p></div></body></html>"
    assert text_of(tmp_path, page) == f"{PARAGRAPH}\n"


def test_a_list_of_links_goes_and_a_list_of_attachments_stays(tmp_path: Path) -> None:
    links = "".join(f"<li><a href=/{number}>新闻标题之{number}</a></li>" for number in range(5))
    page = (
        f"<html><body><ul>{links}</ul><p>{PARAGRAPH}</p>"
        f"<div>附件：<a>1.名单</a><a>2.表格</a><a>3.说明</a><a>4.样式</a></div></body></html>"
    )
    assert text_of(tmp_path, page) == f"{PARAGRAPH}\n\n附件：1.名单2.表格3.说明4.样式\n"


def test_the_heading_above_a_container_and_the_number_under_it_are_kept(tmp_path: Path) -> None:
    page = (
        "<html><head><title>关于组织申报的通知-某厅</title></head><body><div>某厅网站</div>"
        "<div class=bt>关于组织申报的通知</div><div>某科发〔2021〕3号</div><div>字体：大 中 小</div>"
        f"<div id=zoom><p>{PARAGRAPH}</p></div></body></html>"
    )
    assert text_of(tmp_path, page) == f"关于组织申报的通知\n\n某科发〔2021〕3号\n\n{PARAGRAPH}\n"


def test_a_signature_below_the_container_is_kept(tmp_path: Path) -> None:
    page = (
        f"<html><body><div id=zoom><p>{PARAGRAPH}</p></div><div>某省科学技术厅</div><div>2021年3月5日</div>"
        "<div>网站地图</div></body></html>"
    )
    assert text_of(tmp_path, page) == f"{PARAGRAPH}\n\n某省科学技术厅\n\n2021年3月5日\n"


def test_words_of_any_page_are_no_metadata_where_none_is_printed(tmp_path: Path) -> None:
    page = (
        f"<html><body><div><span>分类</span><span>政策</span></div><div id=zoom><p>{PARAGRAPH}</p></div></body></html>"
    )
    assert text_of(tmp_path, page) == f"{PARAGRAPH}\n"


def test_a_table_that_lays_out_the_page_gives_paragraphs(tmp_path: Path) -> None:
    page = (
        f"<html><body><table><tr><td><table><tr><td>单位名称<td>联系方式</table></td><td><p>{PARAGRAPH}</p><p>第二段</p></td></tr>"
        "</table></body></html>"
    )
    assert text_of(tmp_path, page) == f"单位名称|联系方式\n\n{PARAGRAPH}\n\n第二段\n"


def test_line_ends_of_the_source_are_spaces_but_in_preformatted_text(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<html><p>AI\n  plan</p><pre>第一行\n第二行</pre></html>") == "AI plan\n\n第一行\n第二行\n"


def test_entities_are_decoded_once(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<html><p>R&amp;D&#x3000;&lt;p&gt; &amp;amp; &ldquo;甲&rdquo;</p></html>") == (
        "R&D　<p> &amp; “甲”\n"
    )


@pytest.mark.parametrize(
    ("declared", "written", "encoding"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("big5", "big5", "big5hkscs"),
        # Saved anew, or wrong from the start: the bytes decide.
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("no-such-encoding", "utf-8", "utf-8"),
        ("utf-8", "utf-16", "utf-16"),
    ],
)
def test_the_declared_encoding_is_taken_where_it_is_true(
    tmp_path: Path, declared: str, written: str, encoding: str
) -> None:
    paragraph = "關於印發國家科技發展計劃的通知。" if written == "big5" else PARAGRAPH
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{paragraph}</p></html>'
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(written))
    source = read_source(path)
    assert (source.text, source.encoding) == (f"{paragraph}\n", encoding)


def test_nothing_outside_the_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><html><p>正文&x;</p>'
        f'<iframe src="file://{tmp_path}/secret.txt"></iframe></html>'
    )
    assert "秘密" not in text_of(tmp_path, page)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><script>load()</script></body></html>", "is a web page without text"),
        ("<!DOCTYPE html><!-- only a comment -->", "is a web page without text"),
        ("<html>" + "<div>" * 3000 + "深", "nested too deep"),
    ],
)
def test_a_page_without_text_or_built_too_deep_is_refused(tmp_path: Path, page: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        text_of(tmp_path, page)


def test_a_page_that_ends_inside_a_character_is_refused(tmp_path: Path) -> None:
    page = f"<html><meta charset=utf-8><p>{PARAGRAPH}".encode()[:-1]
    with pytest.raises(SourceError, match="ends inside a character; fetch the file again"):
        text_of(tmp_path, page)
