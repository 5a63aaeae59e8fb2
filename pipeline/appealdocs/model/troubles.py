"""What is wrong with a file, in words: readings say it in English, and the person who reads the report may be Chinese."""

from __future__ import annotations

import re
from typing import Final

from appealdocs.expressions import compiled
from appealdocs.model.reading import Trouble
from appealdocs.model.text import Text2

_KINDS: Final[dict[str, Text2]] = {
    "missing": Text2("not there", "文件不存在"),
    "empty": Text2("empty", "空文件"),
    "unreadable": Text2("cannot be opened", "无法打开"),
    "truncated": Text2("cut off", "不完整"),
    "wrong-type": Text2("not what its name says", "内容与扩展名不符"),
    "encrypted": Text2("encrypted", "已加密"),
    "javascript": Text2("holds a script", "含有脚本"),
    "embedded-files": Text2("carries other files", "嵌有其他文件"),
    "launch-action": Text2("starts a program", "会启动程序"),
    "macros": Text2("holds macros", "含有宏"),
    "external-links": Text2("loads from outside", "会从外部加载内容"),
    "too-many-pages": Text2("too many pages", "页数过多"),
    "too-large": Text2("too large", "过大"),
    "too-many-pixels": Text2("too many pixels", "像素过多"),
    "bomb": Text2("unpacks without end", "解压后大得异常"),
    "timeout": Text2("took too long", "读取超时"),
    "escapes": Text2("leads out of the folder", "指向文件夹之外"),
    "ocr-missing": Text2("its words were not read", "文字未识别"),
}

# What the readers say (reading/), as it is said in Chinese; what stands in no line here stays English.
_DETAILS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (compiled(said), zh)
    for said, zh in (
        (r"named (\.?\w*), but its content is (\w+)", r"扩展名为 \1，实际内容为 \2"),
        (r"content of no known type", "内容不是已知格式"),
        (r"a link leads out of the case folder", "链接指向案件文件夹之外"),
        (r"(\d[\d,]*) MB, at most (\d[\d,]*) MB are read", r"\1 MB，最多读取 \2 MB"),
        (r"only the first ([\d,]+) characters were read", r"只读取了前 \1 个字符"),
        (r"only the first ([\d,]+) rows were read", r"只读取了前 \1 行"),
        (r"(\d+) pages, (?:at most|the first) (\d+) (?:are|were) read", r"共 \1 页，只读取前 \2 页"),
        (r"(\d+) scanned pages, the first (\d+) were read", r"扫描页 \1 页，只识别了前 \2 页"),
        (r"(\d+) pages were read in the time allowed", r"限定时间内读取了 \1 页"),
        (r"more than (\d+) s of processor time", r"处理超过 \1 秒"),
        (r"needs more than (\d+) MB of memory", r"需要超过 \1 MB 内存"),
        (r"nested too deeply", "嵌套过深"),
        (r"(\d+) x (\d+) pixels, at most (\d+) million are read", r"\1 × \2 像素，最多读取 \3 百万像素"),
        (r"unpacks to more than (\d+) MB or loops", r"解压后超过 \1 MB，或循环引用"),
        (r"a page tree of more than (\d+) entries", r"页面树超过 \1 项"),
        (r"an animation of (\d+) frames; save it as an MP4 video", r"动画共 \1 帧，请另存为 MP4 视频"),
        (r"an SVG drawing; save it as PNG or PDF", "SVG 矢量图，请另存为 PNG 或 PDF"),
        (r"a folder, not a file", "这是文件夹，不是文件"),
        (r"a device or pipe, not a file", "这是设备或管道，不是文件"),
        (r"a name that no file can have", "文件名无效"),
        (r"Permission denied", "没有读取权限"),
        (r"Too many levels of symbolic links", "符号链接层数过多"),
        (r"HEIC pictures need pillow-heif \(pip install pillow-heif\)", "HEIC 图片需要 pillow-heif（pip install pillow-heif）"),
        (r"no answer within (\d+) s", r"\1 秒内无结果"),
        (r"the reading process died of it \(status (-?\w+)\)", r"读取进程因此中止（状态 \1）"),
        (r"(\w+) at ([\w.:]+(?: in [\w.:]+)*)", r"\1，位置 \2"),
        (r"cannot be opened without its password", "没有密码无法打开"),
        (r"protected by a password or by rights", "受密码或权限保护"),
        (r"an office file with a password", "带密码的 Office 文件"),
        (r"an old office file with macros", "带宏的旧版 Office 文件"),
        (r"an old office format; save it as PDF or (\w+)", r"旧版 Office 格式，请另存为 PDF 或 \1"),
        (r"an office file that is not whole \((\w+)\)", r"Office 文件不完整（\1）"),
        (r"not a sound office file \((\w+)\)", r"Office 文件已损坏（\1）"),
        (r"an archive; its files belong into the folder one by one", "这是压缩包，请解压后逐个放入文件夹"),
        (r"carries macros", "带有宏"),
        (r"XML with a document type: entities may unfold without end", "XML 带有文档类型声明，实体可能无限展开"),
        (r"a part unpacks to more than (\d+) MB", r"其中一部分解压后超过 \1 MB"),
        (r"unpacks to (\d+) MB, (\d+) times its size", r"解压后为 \1 MB，是原大小的 \2 倍"),
        (r"(\d+) parts, at most (\d+) are opened", r"含 \1 个部分，最多打开 \2 个"),
        (r"carries other files inside(?: \(object (\d+)\))?", "内嵌其他文件"),
        (r"another file is hidden behind its end", "文件末尾之后藏有另一个文件"),
        (r"another file is hidden before its beginning", "文件开头之前藏有另一个文件"),
        (r"(\d+) bytes behind its end; what a crop cut away may be among them", r"末尾之后还有 \1 字节，可能含有裁剪掉的内容，请重新另存"),
        (r"its pages draw the same form over and over without end", "页面反复绘制同一内容，没有尽头"),
        (r"a JPEG of more than (\d+) scans", r"JPEG 的扫描超过 \1 次"),
        (r"carries a script or a self-drawing form \(object (\d+)\)", r"含有脚本或动态表单（对象 \1）"),
        (r"starts a program or sends data when opened \(object (\d+)\)", r"打开时会启动程序或发送数据（对象 \1）"),
        (r"loads something from outside when opened", "打开时会从外部加载内容"),
        (r"the end of the (?:file|picture) is missing", "文件末尾缺失"),
        (r"the directory at the end of the file is missing", "文件末尾的目录缺失"),
        (r"a picture that cannot be decoded(?: \((.*)\))?", "图片无法解码"),
        (r"a picture in it cannot be decoded \((\w+)\)", r"其中的图片无法解码（\1）"),
        (r"no video that plays \((\w+)\)", r"视频无法播放（\1）"),
        (r"no picture in this video", "视频中没有画面"),
        (r"no frame of this video can be decoded", "视频画面无法解码"),
        (r"the video breaks off", "视频中断"),
        (r"not a PDF that can be read \((\w+)\)", r"PDF 无法读取（\1）"),
        (r"no pages", "没有页面"),
        (r"OCR of a picture took more than (\d+) s", r"图片文字识别超过 \1 秒"),
        (r"more writing than can be read in the time allowed; the lower part is missing", "文字过多，限定时间内未读完，下半部分缺失"),
        (r"RapidOCR .*: pictures in Chinese or English were not read", "未安装 RapidOCR（pip install 'appealdocs[ocr]'），中英文图片未识别"),
        (r"Tesseract with Russian .*: Cyrillic in pictures was not read", "未安装 Tesseract 俄文包（apt install tesseract-ocr-rus），俄文图片未识别"),
    )
)


def detail(trouble: Trouble) -> Text2:
    """The trouble's detail in both languages; empty where it has none."""
    for said, zh in _DETAILS:
        match = said.fullmatch(trouble.detail)
        if match:
            return Text2(trouble.detail, match.expand(zh))
    return Text2(trouble.detail, trouble.detail)


def kind(trouble: Trouble) -> Text2:
    """The kind of trouble in a few words."""
    return _KINDS[trouble.kind]


def in_words(trouble: Trouble) -> Text2:
    """Kind and detail: 'not what its name says: named .pdf, but its content is png'."""
    what, more = kind(trouble), detail(trouble)
    return Text2(f"{what.en}: {more.en}", f"{what.zh}：{more.zh}") if trouble.detail else what
