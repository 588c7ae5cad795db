"""Which reported sentence answers a planned one: the number of the sentence, or None where nothing answers."""

from collections import Counter
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from hand_made import marks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_reports import judged, plan, result

from promisetrack.extraction import extract_commitments, extract_outcomes
from promisetrack.matching import match
from promisetrack.model import Commitment, Document, Outcome, Target


def case(reason: str, promise: str, answer: int | None, *reported: str, fault: str = "") -> ParameterSet:
    return pytest.param(promise, answer, reported, id=reason, marks=marks(fault))


LINKS = (
    # the same indicator in other words, beside its neighbours
    case("规上 is 规模以上", "规模以上工业增加值增长6.5%", 1, "规上工业总产值增长9%", "规上工业增加值增长6.8%"),
    case("社零 is retail sales", "社会消费品零售总额增长6%", 1, "限上单位零售额增长8%", "社零总额增长5.1%"),
    case("R&D is 研发", "全社会研发投入增长15%", 0, "全社会R&D经费投入增长16.2%"),
    case("高企存量 is their number", "高企存量达2800家", 1, "专精特新企业达60家", "高新技术企业总数达2903家"),
    case("GDP is not GDP a head", "GDP增长5%左右", 1, "人均地区生产总值增长4%", "地区生产总值增长5.2%"),
    case("trade is more than exports", "进出口总额增长3%", 1, "外贸出口增长7%", "外贸进出口总值增长2.1%"),
    case("revenue", "一般公共预算收入增长5%", 1, "一般公共预算支出增长3%", "地方一般公共预算收入增长4.6%"),
    case("CPI is consumer prices", "居民消费价格涨幅控制在3%以内", 0, "CPI上涨0.4%"),
    case("all residents", "居民人均可支配收入增长6%", 1, "城镇居民收入增长5%", "全体居民人均可支配收入增长5.6%"),
    case("surveyed", "城镇调查失业率5.5%左右", 1, "城镇登记失业率为2.3%", "城镇调查失业率平均值为5.1%"),
    case("利用 is 使用", "实际利用外资增长10%", 0, "实际使用外资增长12%"),
    case("单位GDP is 万元GDP", "单位GDP能耗下降3%", 0, "万元地区生产总值能耗下降3.4%"),
    case("another order of words", "新增城镇就业5万人", 0, "城镇新增就业5.3万人"),
    case("新建 is 建成", "新建高标准农田8万亩", 0, "建成高标准农田8.3万亩"),
    case("words turned round", "改造农村危房300户", 0, "完成农村危房改造312户"),
    case("more words", "培训农民2万人次", 0, "开展农民技能培训2.3万人次"),
    case("培育 is 新增", "培育规上工业企业200家", 1, "规模以上服务业企业新增60家", "新增规模以上工业企业211家"),
    case("town and country", "城乡居民收入增长6%", 0, "城乡居民人均可支配收入分别增长6.1%和7.2%"),
    # another indicator that looks alike
    case("parts of investment", "固定资产投资增长6%", None, "工业投资增长18%", "房地产开发投资下降9%"),
    case("upgrading is a part", "工业投资增长15%", None, "固定资产投资增长6%", "工业技改投资增长21%"),
    case("registered only", "城镇调查失业率控制在5.5%以内", None, "城镇登记失业率为2.3%"),
    case("output is not value added", "建筑业总产值增长10%", None, "建筑业增加值增长6%"),
    case("above quota is a part", "社会消费品零售总额增长6%", None, "限额以上单位消费品零售额增长9%"),
    case("an index is not the share of days", "空气质量优良天数比率达到90%以上", None, "空气质量综合指数改善4.7%"),
    case("rivers are not the sea", "地表水优良比例达到95%", None, "近岸海域水质优良比例达到92%"),
    case("firms are not their output", "高新技术企业达到2800家", None, "高新技术产业增加值增长8%"),
    case("exports are not imports", "出口总额增长5%", None, "进口总额增长8%"),
    case("deposits are not loans", "存款余额增长8%", None, "贷款余额增长12%"),
    case("tax is not its share", "税收收入增长5%", None, "税收收入占一般公共预算收入比重达70%"),
    case("one insurance is not another", "城乡居民养老保险参保率达到95%", None, "基本医疗保险参保率达到97%"),
    case("town is not country", "城镇居民人均可支配收入增长5%", None, "农村居民人均可支配收入增长7%"),
    case("grain is not fruit", "粮食产量99万吨以上", None, "水果产量120万吨"),
    case("visitors are not what they spend", "接待游客增长10%", None, "旅游总收入增长30%"),
    case(
        "some talents are a part of all",
        "人才总量达到95万人",
        0,
        "高层次人才总量达到1.2万人",
        fault="a small part, whose figure is far from the whole's, is left unreported",
    ),
    # works that look alike
    case("kindergartens are not schools", "新建公办幼儿园10所", None, "新建公办小学12所"),
    case("country roads are not motorways", "新建农村公路100公里", None, "新建高速公路30公里"),
    case("the pipes are not the quarters", "改造老旧小区65个", None, "改造老旧小区供水管网65公里"),
    case("the old are not the small", "新增养老床位2000张", None, "新增托育床位800张"),
    case("the same figure of another thing", "新建充电桩1000个", None, "新建5G基站1000个"),
    case("sewage is not water", "新建污水管网100公里", None, "新建供水管网120公里"),
    case("sewage is not rubbish", "城市污水处理率达到98%", None, "城市生活垃圾无害化处理率达到100%"),
    case("national is not provincial", "新增10家国家级专精特新“小巨人”企业", None, "新增省级专精特新中小企业120家"),
    case(
        "a candidate is not listed",
        "新增上市企业4家",
        None,
        "新增上市后备企业40家",
    ),
    case("new is not renewed", "新建公厕50座", None, "改造公厕60座"),
    case("a sum of what was to be counted", "新开工亿元以上项目50个", 0, "亿元以上项目完成投资300亿元"),
    case("listed firms", "新增上市企业4家", 0, "新增上市企业5家"),
    case("small parks are small parks", "新建口袋公园10个", 0, "建成口袋公园14个"),
    case("vouchers are not named", "发放消费券1亿元", None, "清理闲置土地800亩", "民生支出347亿元"),
    # named projects
    case("a bridge is not an avenue", "建成滨江大桥", 1, "滨江大道建成通车", "滨江大桥建成通车"),
    case("the second phase", "完成崖门出海航道二期疏浚", None, "崖门出海航道一期通航"),
    case("another railway", "力促广佛江珠城际动工", None, "广佛南环城际开通运营"),
    case("another crossing", "建成黄茅海跨海通道", None, "深中通道建成通车"),
    case("another hospital", "开工建设市第二人民医院", None, "市第一人民医院动工"),
    case("the hospital", "开工建设市第二人民医院", 0, "市第二人民医院动工"),
    case("a hall for books", "建成市体育馆", None, "市图书馆建成开放"),
    case("another line", "地铁2号线建成通车", None, "地铁3号线开通运营"),
    case("south is not north", "南湖水厂建成投产", None, "北湖水厂建成投产"),
    case("a section of a railway", "开工建设珠肇高铁江门至珠海段", 0, "珠肇高铁江门至珠海段动工建设"),
    case("an event", "办好首届侨乡发展大会", 0, "成功举办首届侨乡发展大会"),
    case("one fair of a list of fairs", "办好第29届侨乡博览会", 0, "举办侨乡美食节、第二十九届侨乡博览会、农民丰收节"),
    case("a fair by its short name", "办好中国兰州投资贸易洽谈会", 0, "成功举办兰洽会"),
    case("the new airport has its name", "建成韶关新机场", 0, "韶关丹霞机场建成通航"),
    case("another law", "出台促进民营经济发展条例", None, "出台全民阅读促进条例"),
    # titles
    case("striven for and won", "创建全国文明城市", 0, "荣获全国文明城市称号"),
    case(
        "woods are not gardens",
        "创建国家森林城市",
        None,
        "成功创建国家园林城市",
    ),
    case("a candidate", "支持开平创建国家乡村振兴示范县", 0, "开平入选国家乡村振兴示范县创建名单"),
    case("another county's title", "支持开平创建国家乡村振兴示范县", None, "台山成功创建国家乡村振兴示范县"),
    case("another zone", "支持恩平创建省级高新区", None, "鹤山产业园获批省级高新区"),
    # places and periods
    case("its own year first", "城镇新增就业4万人以上", 1, "五年来城镇新增就业累计25万人", "全年城镇新增就业5.3万人"),
    case("what was built in the term", "建成滨江大桥", 0, "五年来，滨江大桥建成通车，江湾水厂投产"),
    case("an indicator that is admitted", "地区生产总值增长6%", 0, "地区生产总值等主要经济指标增幅未达预期目标"),
    case("its own place first", "地区生产总值增长6%", 1, "新会区地区生产总值增长7%", "全市地区生产总值增长6.5%"),
    case("a district of another name", "新会区地区生产总值增长8%", None, "台山市地区生产总值增长9%"),
    # ends set against others, or elsewhere
    case("a task set above", "单位GDP能耗完成省下达任务", 0, "单位GDP能耗下降3.2%"),
    case("a task said to be fulfilled", "单位GDP能耗完成省下达任务", 0, "单位GDP能耗完成省下达任务"),
    case("in step with growth", "居民收入与经济增长同步", 0, "居民人均可支配收入增长5.2%"),
    # lists of livelihood projects
    case("an item of a list", "办好十件民生实事，新建50个绿化示范村", 0, "十件民生实事全面完成"),
    case("an item's figure", "办好十件民生实事，新建50个绿化示范村", 1, "十件民生实事全面完成", "新建绿化示范村52个"),
    case("no item of the list", "新建50个绿化示范村", None, "十件民生实事全面完成"),
)


ROWS: list[Any] = [row.values for row in LINKS]
PROMISES = [promise for promise, _, _ in ROWS]
REPORTED = list(dict.fromkeys(sentence for _, _, reported in ROWS for sentence in reported))


@pytest.fixture(scope="module")
def commitments() -> tuple[Commitment, ...]:
    """All planned sentences of the table in one plan."""
    return extract_commitments(plan(*PROMISES))


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    """All reported sentences of the table in one review."""
    return extract_outcomes(result(*REPORTED))


def sentence_of(outcome: Outcome | None, document: Document, reported: tuple[str, ...]) -> int | None:
    """Which of the sentences the outcome stands in."""
    if outcome is None or outcome.span is None:
        return None
    starts = [document.text.index(f"{sentence}。") for sentence in reported]
    return sum(start <= outcome.span.start for start in starts) - 1


@pytest.mark.parametrize(("promise", "answer", "reported"), LINKS)
def test_the_answer_to_a_target(promise: str, answer: int | None, reported: tuple[str, ...]) -> None:
    review = result(*reported)
    links = match(extract_commitments(plan(promise)), extract_outcomes(review))
    best = next(link for link in links if link.target == links[-1].target)
    assert sentence_of(best.outcome, review, reported) == answer


@given(order=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_the_outcomes_changes_no_link(
    order: Random, commitments: tuple[Commitment, ...], outcomes: tuple[Outcome, ...]
) -> None:
    shuffled = order.sample(outcomes, len(outcomes))
    assert match(commitments, shuffled) == match(commitments, outcomes)


def test_every_target_has_its_links_best_first(
    commitments: tuple[Commitment, ...], outcomes: tuple[Outcome, ...]
) -> None:
    links = match(commitments, outcomes)
    groups = {target: list(found) for target, found in groupby(links, key=lambda link: link.target.id)}
    assert list(groups) == [target.id for commitment in commitments for target in commitment.targets]
    for found in groups.values():
        assert all(link.outcome for link in found) or len(found) == 1
        compared = [link.probability for link in found if link.evidence[0].name == "prior"]
        assert compared == sorted(compared, reverse=True)


def test_no_outcome_answers_a_target_twice(commitments: tuple[Commitment, ...], outcomes: tuple[Outcome, ...]) -> None:
    pairs = Counter((link.target.id, link.outcome.id) for link in match(commitments, outcomes) if link.outcome)
    assert set(pairs.values()) == {1}


def test_every_link_and_every_silence_is_explained(
    commitments: tuple[Commitment, ...], outcomes: tuple[Outcome, ...]
) -> None:
    for link in match(commitments, outcomes):
        assert 0 <= link.probability <= 1
        assert link.evidence
        assert all(item.name and item.sentence for item in link.evidence)


def test_without_outcomes_nothing_answers(commitments: tuple[Commitment, ...]) -> None:
    assert {link.outcome for link in match(commitments, [])} == {None}


def test_a_claim_for_a_list_is_less_sure_where_an_item_may_have_its_own_answer() -> None:
    promise, summary = "办好十件民生实事，新建50个绿化示范村", "十件民生实事全面完成"
    alone, beside = (judged(promise, summary, *more)[-1] for more in ((), ("绿化村庄建设扎实推进",)))
    assert (alone.verdict, beside.verdict) == ("claimed", "claimed")
    assert beside.confidence < alone.confidence


def test_targets_made_by_hand_are_matched() -> None:
    target = Target(subject="规上工业增加值", measure="growth", comparator="eq", value=Decimal("6.5"), unit="%")
    answer = Outcome(subject="规模以上工业增加值", measure="growth", comparator="eq", value=Decimal("6.8"), unit="%")
    other = Outcome(subject="农林牧渔业总产值", measure="growth", comparator="eq", value=Decimal("6.8"), unit="%")
    links = match([Commitment(subject="工业", targets=(target,))], [other, answer])
    assert [link.outcome for link in links] == [answer]


@pytest.mark.parametrize("elsewhere", ["深圳市", "广州市"])
@pytest.mark.parametrize("subject", ["地区生产总值", "高标准农田", "公办学位"])
def test_what_another_city_reports_answers_nothing(subject: str, elsewhere: str) -> None:
    same: dict[str, Any] = {
        "subject": subject,
        "measure": "growth",
        "comparator": "eq",
        "value": Decimal(6),
        "unit": "%",
    }
    target = Target(**same, jurisdiction="江门市")
    [link] = match([Commitment(subject=subject, targets=(target,))], [Outcome(**same, jurisdiction=elsewhere)])
    assert link.outcome is None
