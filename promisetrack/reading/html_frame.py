"""Which lines of a web page are the report, and which are the frame that the site puts round it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve, frozen

_PROSE = 15
"""Chinese characters of a line from which on it may be prose; menu entries and headings are mostly shorter."""
_LONGEST_FRAME = 120
_HIDDEN_REPORT = 300
_ASIDE = 0.05
_MAIN = 0.97
_SITE, _HIDDEN = -1, -2
_CHINESE = re.compile("[\u3400-\u9fff]")
_SENTENCE = re.compile("[，。；：！？]|(?<=[\u3400-\u9fff])[,;:]")
_TOOLS = re.compile(
    "打印(?:本页|此页|文章|页面)?|关闭(?:本页|此页|窗口|页面)?|(?:一键)?分享(?:到|至|本页)?|(?:微信|新浪|腾讯)?(?:微博|微信|朋友圈|空间|好友|QQ)|"
    "(?:调整)?(?:字体(?:大小)?|字号)|(?:加入|添加)?收藏(?:本页|此页|本站)?|设为首页|返回(?:顶部|首页|列表|上一页|目录)?|(?:网站)?首页|"
    "网站(?:地图|导航|支持IPv6)|无障碍(?:浏览|阅读|版)?|长者(?:助手|模式|版|专区)|适老化|关怀版|(?:手机|移动|电脑|简体|繁体|English)版?|"
    "语音播报|朗读|下载|纠错|扫一扫(?:在手机打开当前页)?|登录|注册|搜索|检索|[上下]一[篇条页]|没有了|无|更多|详细|点击查看|"
    "相关(?:链接|文档|文章|新闻|稿件|阅读|信息|附件|解读|推荐)|[特超]?[大中小]号?|A[+-]|默认|TOP"
)
_BETWEEN = re.compile(r"[\s\d【】\[\]〖〗（）()|｜丨·•、，,:：/／>＞»›«<＜＋+-]+")
_LABEL = re.compile(
    "(?:您?(?:当前|现在|所在|的)*位置|您现在的位置是|(?:信息|文章|稿件)?来源|(?:发布|更新|公开|成文|生成|发文)(?:时间|日期)|发布(?:机构|单位|人|者)?|"
    "作者|(?:责任)?编辑|责编|审核|审签|校对|录入|供稿|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?|字体(?:大小)?|字号|"
    "索引号?|文号|发文(?:字号|机关|机构|单位)|主题(?:分类|词)|(?:信息|体裁|组配)分类|有效性|效力状(?:况|态)|关键[词字]|标签|"
    "分享(?:到|至)?|[上下]一[篇条]|附件下载|原文链接|(?:主办|承办)(?:单位)?|技术支持|联系(?:电话|我们)|邮编|邮政编码|备案号)"
    "[】\\]]?\\s*[:：>＞]|(?:时间|日期)[:：]\\s*\\d{4}|地址[:：].*(?:邮编|电话)|名称[:：].*报告"
)
_OWNER = re.compile(
    "版权所有|ICP备|ＩＣＰ备|公网安备|网站标识码|Copyright|All Rights Reserved|您的浏览器|您访问的|即将离开|"
    "本网(?:站)?声明|凡(?:本网)?注明|浏览本(?:站|网站)|转载请注明|(?:主办|承办|维护)单位?[：:]|技术支持[：:]|建议[^。]{0,30}分辨率|"
    "扫(?:一扫|描)[^。]{0,8}二维码",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    "(?:浏览|点击|阅读)(?:次数|量|数|率)|字[体号][:：]|(?<!资料)(?<!数据)来源[:：]|责任编辑|^今天是|"
    r"^首页\s*[>＞»›/]|^[^>＞»›]{2,20}(?:[>＞»›][^>＞»›]{2,20}){2}$"
)
_NUMBERED = re.compile("[（(]?[一二三四五六七八九十]{1,3}[、）)]")
_OPENING = re.compile(
    "工作报告|各位代表|^[一二三]、|在.{2,60}(?:会议|大会)上|^[^，。]{0,20}[省市县区州盟旗]长(?!信箱|热线|之窗|专)|"
    "总理|主席|年.{1,2}月.{1,3}日"
)


@frozen(kw_only=True)
class Line:
    """A line of a page: `linked` where most of it is links, `heading` where it stands in a heading element."""

    text: str
    linked: bool = False
    hidden: bool = False
    heading: bool = False


@frozen
class Box:
    """An element of a page and the lines it holds, from `first` up to `last`; `side` is what its name says it is."""

    first: int
    last: int
    side: bool = False


@frozen(kw_only=True)
class Choice:
    """The lines of the report, how many that are shown were left out, and notes on what was guessed.

    `prose` is how many Chinese characters the page holds in sentences.
    """

    lines: tuple[str, ...]
    left_out: int
    prose: int
    notes: tuple[str, ...]


def report_lines(lines: Sequence[Line], boxes: Sequence[Box]) -> Choice:
    """Picks the report's lines: those of the smallest element that holds nearly all prose, and its title before it.

    >>> page = [Line(text="首页", linked=True), Line(text="今年要新建学校五所，新增学位五千个。"), Line(text="打印")]
    >>> report_lines(page, []).lines
    ('今年要新建学校五所，新增学位五千个。',)
    """
    lines, found = _uncovered(_without_stray_links(lines))
    roles = [_HIDDEN if line.hidden else _role(line) for line in lines]
    roles, more = _without_side_boxes(_with_linked_headings(lines, roles), boxes)
    first, last = _main(roles, boxes)
    inside = {lines[number].text for number in range(first, last) if roles[number] >= 0}
    before = [
        number
        for number, line in enumerate(lines[:first])
        if roles[number] > 0 or (roles[number] == 0 and line.text not in inside and _opens(line))
    ]
    after = [number for number in range(last, len(roles)) if roles[number] > 0]
    strays = sum(roles[number] > 0 for number in before + after)
    notes = [f"paragraphs outside the page's main block were taken too: {strays}"] if strays else []
    kept = range(min(before, default=first), max(after, default=last - 1) + 1)
    texts = tuple(lines[number].text for number in kept if roles[number] >= 0)
    left_out = sum(not line.hidden for line in lines) - len(texts)
    return Choice(lines=texts, left_out=left_out, prose=_prose(roles)[-1], notes=(*found, *more, *notes))


def _without_stray_links(lines: Sequence[Line]) -> Sequence[Line]:
    """A link that was never closed covers the whole report, and then says nothing of its lines."""
    prose = [line for line in lines if "。" in line.text]
    if 2 * sum(line.linked for line in prose) <= len(prose):
        return lines
    return [evolve(line, linked=False) for line in lines]


def _uncovered(lines: Sequence[Line]) -> tuple[Sequence[Line], list[str]]:
    """The lines with hidden ones shown, where they hold a report, or a part of it, that is not shown elsewhere."""
    shown = {sentence for line in lines if not line.hidden for sentence in _sentences(line)}
    new = [line.hidden and not shown.issuperset(_sentences(line)) for line in lines]
    if sum(max(_role(line), 0) for line, unseen in zip(lines, new, strict=True) if unseen) < _HIDDEN_REPORT:
        return lines, []
    uncovered = [evolve(line, hidden=line.hidden and not unseen) for line, unseen in zip(lines, new, strict=True)]
    return uncovered, ["text that the page keeps hidden was taken too"]


def _sentences(line: Line) -> list[str]:
    return re.split("[。！？]", re.sub(r"\s", "", line.text))


def _role(line: Line) -> int:
    """How many Chinese characters of prose a line holds; 0 for any other line of the report, less for the site's."""
    chinese = len(_CHINESE.findall(line.text))
    prose = chinese >= _PROSE and _SENTENCE.search(line.text)
    if _is_frame(line.text) or (line.linked and not (prose and "。" in line.text)):
        return _SITE
    return chinese if prose else 0


def _is_frame(text: str) -> bool:
    """Whether a line belongs to the site: tools, labels of the article, owner and maker.

    >>> [_is_frame(text) for text in ("【打印】 【关闭】 字体：大 中 小", "来源：市政府办公室", "（一）拓宽增收来源")]
    [True, True, False]
    """
    if len(text) >= _LONGEST_FRAME:
        return False
    if _OWNER.search(text) or (_LABEL.match(text) and "。" not in text):
        return True
    if _ARTICLE.search(text) and not re.search("[，。；]", text):
        return True
    others, tools = _TOOLS.subn("", text)
    return tools > 0 and not _BETWEEN.sub("", others)


def _with_linked_headings(lines: Sequence[Line], roles: Sequence[int]) -> list[int]:
    """The roles with numbered headings as the report's, even as links; those above all prose are a list of contents."""
    prose = next((number for number, role in enumerate(roles) if role > 0), len(roles))
    return [
        0 if role == _SITE and number > prose and line.linked and _NUMBERED.match(line.text) else role
        for number, (line, role) in enumerate(zip(lines, roles, strict=True))
    ]


def _prose(roles: Sequence[int]) -> list[int]:
    """The running sum of prose: what the lines from a to b hold is the difference of the two."""
    return [0, *accumulate(max(role, 0) for role in roles)]


def _without_side_boxes(roles: Sequence[int], boxes: Sequence[Box]) -> tuple[list[int], list[str]]:
    """The roles with menus, footers and the like as the site's own, unless one of them holds much of the prose."""
    prose = _prose(roles)
    edges = [0] * (len(roles) + 1)
    for box in boxes:
        if box.side and prose[box.last] - prose[box.first] <= _ASIDE * prose[-1]:
            edges[box.first] += 1
            edges[box.last] -= 1
    outside = [number for number, depth in enumerate(accumulate(edges[:-1])) if depth]
    lost = sum(roles[number] > 0 for number in outside)
    left = list(roles)
    for number in outside:
        left[number] = min(left[number], _SITE)
    return left, [f"paragraphs in boxes beside the report were left out: {lost}"] if lost else []


def _main(roles: Sequence[int], boxes: Sequence[Box]) -> tuple[int, int]:
    """The lines of the smallest element with nearly all prose; of a larger one where that adds no line of the site."""
    prose = _prose(roles)
    frame = [0, *accumulate(role == _SITE for role in roles)]
    full = [box for box in boxes if prose[-1] and prose[box.last] - prose[box.first] >= _MAIN * prose[-1]]
    best = min(full, key=lambda box: (frame[box.last] - frame[box.first], box.first - box.last), default=None)
    return (best.first, best.last) if best else (0, len(roles))


def _opens(line: Line) -> bool:
    """Whether a line before the main block is of the report: its title, its date, its speaker, its address."""
    return line.heading or (len(line.text) < 60 and _OPENING.search(line.text) is not None)
