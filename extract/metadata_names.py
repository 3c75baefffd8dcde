"""What government sites call the items of metadata that they print with a document, by what they say of it.

The names follow the catalogue items of the 《政府信息公开目录》 that such sites publish (索引号, 名称, 发布机构,
生成日期, 文号, 主题词); old and new names of one item are one item here.
"""

from __future__ import annotations

import re

TITLES = frozenset({"标题", "名称", "文件名称", "信息名称", "公文名称"})
NUMBERS = frozenset({"发文字号", "文号", "发文号", "文件编号", "公文文号", "文件字号"})
ISSUERS = frozenset(
    {
        "发文机关",
        "发布机关",
        "发文机构",
        "发布机构",
        "发文单位",
        "发布单位",
        "制发机关",
        "制定机关",
        "公开主体",
        "公开责任部门",
    }
)
DATES_SIGNED = frozenset({"成文日期", "生成日期", "发文日期", "制发日期", "成文时间"})
DATES_PUBLISHED = frozenset({"发布日期", "发布时间", "公开日期", "公开时间", "发文时间", "发稿时间"})
INDEX_NUMBERS = frozenset({"索引号", "信息索引号"})
SUBJECTS = frozenset({"分类", "主题分类", "体裁分类", "组配分类", "信息分类", "公文种类", "文种", "主题词", "关键词"})
VALIDITY = frozenset(
    {"有效性", "效力状态", "时效性", "公文时效", "实施日期", "生效日期", "失效日期", "废止日期", "施行日期"}
)
DISCLOSURE = frozenset({"公开方式", "公开形式", "公开范围", "公开属性"})
SOURCES = frozenset({"来源", "信息来源", "文章来源"})
OTHERS = INDEX_NUMBERS | SUBJECTS | VALIDITY | DISCLOSURE | SOURCES
_ALL = TITLES | NUMBERS | ISSUERS | DATES_SIGNED | DATES_PUBLISHED | OTHERS
ITEM_NAME = re.compile(rf"(?P<name>{'|'.join(sorted(_ALL, key=lambda name: (-len(name), name)))})[:：]")
