"""Cleaning: what is taken out, what stays, and that every clean character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from policy_texts import clean_of

from extract.clean import clean_quote, detect_script
from extract.facts import Span

# Pieces of policy texts as pages print them: noise stands whole, as it does there.
PIECES = st.sampled_from(
    [*"国科技创新发展年月、，。；：一二“”《》〔〕()", *"0129AIkb%.-", *"２０５％Ａ．＋"]
    + [" ", "\u3000", "\n", "\r\n", "\n\n", "\t", "\u200b", "\u00ad", "\ufeff", "\ue5e5"]
    + ["(gōng)", "（néng）", "(le)", "(AI)", "&nbsp;", "&ldquo;", "Smart City", "&amp;nbsp;"]
    + ["樣闆", "到2025年，规模达到1000亿元"]
)
TEXTS = st.lists(PIECES, max_size=60).map(lambda pieces: "国" + "".join(pieces))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("人工(gōng)智能(néng)", "人工智能"),
        ("进行了（le）修订", "进行了修订"),
        ("創新發展試驗區(qū)建設工(gōng)作(zuò)", "创新发展试验区建设工作"),
        ("人工智能(AI)和(5G)", "人工智能(AI)和(5G)"),
        ("时速(km)", "时速(km)"),
        ("工(gōng)(zuò)作", "工作"),
        ("工 (gōng) 作", "工作"),
        ("读音(gōng)见上", "读音见上"),
        ("注音：(gōng)", "注音：(gōng)"),
    ],
)
def test_pinyin_in_brackets_behind_a_chinese_character_goes_and_nothing_else_in_brackets(text: str, clean: str) -> None:
    assert clean_of(text).text == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("２０２０年增长５．５％", "2020年增长5.5%"),
        ("ＡＩ和５Ｇ", "AI和5G"),
        ("“互联网＋”", "“互联网+”"),
        ("一、总体要求（一）；《规划》！", "一、总体要求（一）；《规划》！"),
    ],
)
def test_digits_and_letters_become_half_width_and_chinese_punctuation_stays(text: str, clean: str) -> None:
    assert clean_of(text).text == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("科 技 部", "科技部"),
        ("　　一、　总体要求", "一、总体要求"),
        ("到 2025 年，达到 200 亿元", "到2025年，达到200亿元"),
        ("建设 AI 平台", "建设AI平台"),
        ("物联网 Internet of Things", "物联网Internet of Things"),
        ("智\u200b能\u00ad科\ufeff技\ue004", "智能科技"),
        ("&ldquo;智慧&rdquo;&nbsp;行动", "“智慧”行动"),
        ("美国AT&amp;T公司", "美国AT&T公司"),
        ("&amp;ldquo;智慧&amp;rdquo;&amp;nbsp;行动", "“智慧”行动"),
        ("第一行\n&nbsp;&nbsp;\n第二行", "第一行\n第二行"),
        ("Smart&nbsp;City", "Smart City"),
        ("\n \n通知\n", "通知"),
    ],
)
def test_white_space_and_invisible_characters(text: str, clean: str) -> None:
    assert clean_of(text).text == clean


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n", "\n　　", " \n \n\t"])
def test_a_paragraph_ends_with_one_line_break(line_end: str) -> None:
    assert clean_of(f"第一段在这里结束。{line_end}第二段在这里结束。").text == "第一段在这里结束。\n第二段在这里结束。"


def test_a_line_that_an_editor_wrapped_goes_on_in_the_next() -> None:
    wrapped = "为深入贯彻党中央关于科技创新的决策部署，抢抓新一轮科技革命和产业变革的历史机\n遇，加快建设创新型城市。"
    assert clean_of(wrapped).text == wrapped.replace("\n", "")


def test_the_lines_of_a_title_a_list_and_a_signature_stay_apart() -> None:
    lines = [
        "云州市人民政府",
        "关于印发行动计划的通知",
        "一、总体要求",
        "（一）思路",
        "1.基础",
        "云州市人民政府",
        "2021年3月5日",
    ]
    text = "\n".join(lines)
    assert clean_of(text).text == text


def test_traditional_characters_become_simplified_by_phrase() -> None:
    clean = clean_of("國家發展和改革委員會關於印發後續方案的通知，頭髮、發展、皇后、以後")
    assert clean.script == "traditional"
    assert clean.text == "国家发展和改革委员会关于印发后续方案的通知，头发、发展、皇后、以后"


def test_single_traditional_characters_in_a_simplified_text_are_names_and_stay() -> None:
    text = "陕西省咸阳市乾县人民政府印发了关于进一步加快科技创新推动产业高质量发展的若干意见，请认真贯彻执行"
    clean = clean_of(text)
    assert clean.script == "simplified"
    assert clean.text == text


def test_a_text_without_chinese_characters_is_cleaned_like_any_other() -> None:
    assert detect_script("Measures 2021-11-19") == "simplified"
    assert clean_of("Measures  2021").text == "Measures 2021"


def test_clean_characters_lead_back_to_the_source() -> None:
    source = "人工(gōng)智能，科 技 部２０年"
    clean = clean_of(source)
    assert clean.text == "人工智能，科技部20年"
    for quote, printed in [("智能", "智能"), ("人工智能", "人工(gōng)智能"), ("科技部", "科 技 部"), ("20", "２０")]:
        at = clean.text.index(quote)
        start, end = clean.to_source(at, at + len(quote))
        assert source[start:end] == printed


def test_a_span_is_grounded_with_its_words_and_context() -> None:
    clean = clean_of("由科 技 部牵头")
    assert clean.ground(Span(1, 4, "科技部", "由", "牵头")) == Span(1, 6, "科技部", "由", "牵头")


def test_an_entity_is_one_character_that_stands_for_all_of_its_source() -> None:
    clean = clean_of("建设&ldquo;智港&rdquo;")
    assert clean.text == "建设“智港”"
    assert clean.to_source(2, 3) == (2, 9)


def test_gaps_are_where_the_source_has_white_space() -> None:
    clean = clean_of("的通知 国发号\u200b各省")
    assert [index for index in range(len(clean.text)) if clean.gap_before(index)] == [3]


@given(TEXTS)
def test_every_clean_character_has_its_place_in_the_source(text: str) -> None:
    clean = clean_of(text)
    assert len(clean.text) == len(clean.starts) == len(clean.ends)
    assert list(clean.starts) == sorted(clean.starts)
    assert list(clean.ends) == sorted(clean.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(clean.starts, clean.ends, strict=True))


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_of(text)
    assert clean_of(once.text).text == once.text
    assert clean_quote(clean_quote(text, once.script), "simplified") == clean_quote(text, once.script)


@given(TEXTS)
def test_nothing_of_the_noise_is_left(text: str) -> None:
    assert not set(clean_of(text).text) & set("２０５％Ａ．＋\u3000\t\r\u200b\u00ad\ufeff\ue5e5")


@given(TEXTS, st.data())
def test_a_stretch_of_the_source_gives_the_quote_of_its_clean_characters(text: str, data: st.DataObject) -> None:
    clean = clean_of(text)
    start = data.draw(st.integers(0, len(clean.text) - 1))
    end = data.draw(st.integers(start + 1, len(clean.text)))
    quote = clean.text[start:end]
    # No name begins or ends with white space; at an edge its neighbours do not tell whether to keep it.
    assume(quote.strip() == quote)
    first, last = clean.to_source(start, end)
    assert clean_quote(text[first:last], clean.script) == quote.replace("\n", "")


@given(TEXTS)
def test_characters_that_are_no_noise_stay_in_their_order(text: str) -> None:
    kept = "国科技创新发展年月、，。；：一二“”《》〔〕"
    outside_quotes = text.replace("&ldquo;", "“")
    assert [c for c in clean_of(text).text if c in kept] == [c for c in outside_quotes if c in kept]


@given(st.text(alphabet="國發規關於創試驗區、，。 \n", max_size=80))
def test_traditional_texts_keep_their_alignment(text: str) -> None:
    clean = clean_of("國" + text)
    assert clean.script == "traditional"
    assert len(clean.text) == len(clean.starts) == len(clean.ends)
    assert clean_quote(clean.source.text, clean.script) == clean.text.replace("\n", "")
