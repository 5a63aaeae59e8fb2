"""Words that the reports share: what is a key in the data and a word for the person who reads."""

from __future__ import annotations

from typing import Final

_ZH: Final[dict[str, str]] = {
    # kinds of facts
    "order-id": "订单号", "tracking": "运单号", "sku": "SKU", "date": "日期", "moment": "时间", "time": "时刻", "money": "金额", "count": "数量",
    "rate": "比率", "duration": "时长", "measure": "计量", "name": "名称", "carrier": "承运商", "place": "地点", "quote": "引文", "number": "数字", "id": "编号", "email": "邮箱", "phone": "电话", "url": "网址",
    # origins of segments
    "template": "模板", "clause": "条款库", "fact": "事实", "memory": "翻译记忆库", "fuzzy": "模糊匹配", "machine": "机器翻译", "human": "人工",
    # severities, stages and parts of a letter
    "error": "错误", "warning": "警告", "info": "提示",
    "intake": "录入", "draft": "起草", "language": "语言", "evidence": "证据", "pack": "打包", "timing": "时限", "track": "跟踪",
    "problem": "问题", "cause": "原因", "action": "措施", "prevention": "预防", "request": "诉求",
    # confidence of a source
    "notice": "通知", "platform": "平台页面", "article": "文章", "inferred": "推断",
}


def word(key: str, lang: str) -> str:
    """A key in the reader's language; English keys are words already, and a key without a word stays."""
    return _ZH.get(key, key) if lang == "zh" else key


def page(number: int, lang: str) -> str:
    """'p. 3' or '第 3 页'."""
    return f"第 {number} 页" if lang == "zh" else f"p. {number}"


def source(text: str, lang: str) -> str:
    """'004, 2026-03-12, article' with its confidence in words."""
    if lang != "zh":
        return text
    return "，".join(word(part, lang) for part in text.split(", "))
