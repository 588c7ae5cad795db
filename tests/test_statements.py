"""Which figure belongs to which subject, and which figures say nothing of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promisetrack.clauses import Claim
from promisetrack.statements import quantity_claims

# sentence, its claims ("subject measure comparator value unit tier"), why
PLANS: list[tuple[str, list[str], str]] = [
    # tiers and ranges
    (
        "地区生产总值增长6%以上、力争7%以上",
        ["地区生产总值 growth ge 6 %", "地区生产总值 growth ge 7 % stretch"],
        "what is striven for beyond the target is a stretch",
    ),
    (
        "全市GDP增长6%以上，力争7%以上",
        ["GDP growth ge 6 %", "GDP growth ge 7 % stretch"],
        "the stretch may stand behind a comma",
    ),
    (
        "地区生产总值增长6%-7%",
        ["地区生产总值 growth ge 6 %", "地区生产总值 growth eq 7 % stretch"],
        "a range promises its lower end and strives for its upper one",
    ),
    (
        "新增上市企业1到2家",
        ["上市企业 added ge 1 家", "上市企业 added eq 2 家 stretch"],
        "a range of counts",
    ),
    ("力争工业投资增长20%", ["工业投资 growth eq 20 %"], "力争 with one figure only is the target itself"),
    (
        "生产总值增长5.5%，奋斗目标6%",
        ["生产总值 growth eq 5.5 %", "生产总值 growth eq 6 % stretch"],
        "奋斗目标 names a stretch",
    ),
    # falls and ceilings
    ("单位GDP能耗下降3%以上", ["单位GDP能耗 growth ge -3 %"], "a fall is negative, the comparator as written"),
    ("一般性支出压减10%以上", ["一般性支出 growth ge -10 %"], "压减 is a fall"),
    ("万元GDP用水量降低2%", ["万元GDP用水量 growth eq -2 %"], "降低 is a fall"),
    ("城镇登记失业率控制在4.5%以内", ["城镇登记失业率 rate le 4.5 %"], "a ceiling"),
    ("城镇调查失业率不超过5.5%", ["城镇调查失业率 rate le 5.5 %"], "a ceiling"),
    ("居民消费价格涨幅3%左右", ["居民消费价格涨幅 rate approx 3 %"], "a rise in prices is a rate"),
    ("开办企业时间压缩到1天以内", ["开办企业时间 level le 1 天"], "a time limit"),
    ("PM2.5浓度降至25微克/立方米以下", ["PM2.5浓度 level le 25 微克/立方米"], "digits in a name, and a ceiling"),
    # level, growth, share, added
    ("粮食产量99万吨以上", ["粮食产量 level ge 990000 吨"], "a total is a level"),
    ("研发投入占比达到3.5%", ["研发投入占比 share eq 3.5 %"], "a proportion is a share"),
    ("森林覆盖率稳定在45%以上", ["森林覆盖率 share ge 45 %"], "a proportion is a share"),
    ("户籍人口城镇化率提高0.5个百分点", ["户籍人口城镇化率 growth eq 0.5 百分点"], "points under a word of change"),
    ("制造业投资占比5成以上", ["制造业投资占比 share ge 50 %"], "tenths are a share"),
    ("新增城镇就业4万人以上", ["城镇就业 added ge 40000 人"], "新增 is added"),
    ("高新技术企业总数达到2800家", ["高新技术企业总数 level eq 2800 家"], "a total of things is a level"),
    ("经营主体数量翻一番", ["经营主体数量 multiple eq 2"], "twice is a multiple"),
    # a share that is itself what is promised
    ("80%的事项实现一门办理", ["事项实现一门办理 share eq 80 %"], "the share is of what stands behind it"),
    (
        "80%的事项实现一门办理，70%的事项实现一窗受理",
        ["事项实现一门办理 share eq 80 %", "事项实现一窗受理 share eq 70 %"],
        "each share is of its own things",
    ),
    ("超过三分之一的行政村达到示范标准", ["行政村达到示范标准 share gt 33.33 %"], "a fraction is a share too"),
    (
        "空气优良率、污水处理率稳定在95%和98%以上",
        ["空气优良率 share eq 95 %", "污水处理率 share ge 98 %"],
        "as many figures as names, without 分别",
    ),
    # what can be done in a day, and what is measured by a bare number
    ("新增日供水能力20万吨", ["日供水能力 added eq 200000 吨/日"], "日 stands before what can be done"),
    ("污水日处理能力达到5万立方米", ["污水日处理能力 level eq 50000 立方米/日"], "日 stands before what can be done"),
    ("城乡居民收入比缩小到2.08", ["城乡居民收入比 other eq 2.08"], "a proportion is a bare number"),
    ("耕地复种指数135%以上", ["耕地复种指数 share ge 135 %"], "指数 ends in a character that also means several"),
    # thresholds of what is counted
    ("2000万元以上项目开工100个", ["2000万元以上项目开工 added eq 100 个"], "the sum describes the works"),
    ("获评专精特新企业12家", ["专精特新企业 added eq 12 家"], "获评 is one word"),
    # subject before, after and around the figure
    ("新增382家科技型中小企业", ["科技型中小企业 added eq 382 家"], "the subject behind the figure"),
    ("新增科技型中小企业382家", ["科技型中小企业 added eq 382 家"], "the subject before the figure"),
    ("科技型中小企业新增382家", ["科技型中小企业 added eq 382 家"], "新增 behind the subject"),
    ("规上企业净增30家", ["规上企业 added eq 30 家"], "净增 behind the subject"),
    ("不少于220家企业完成数字化改造", ["企业完成数字化改造 level ge 220 家"], "the figure opens the sentence"),
    # lists
    ("新建学校5所，引进名师20名", ["学校 added eq 5 所", "名师 added eq 20 名"], "each clause has its own verb"),
    (
        "新增学位3万个、床位1200张",
        ["学位 added eq 30000 个", "床位 added eq 1200 张"],
        "the head verb holds for all items, whatever their unit",
    ),
    ("新建学校5所、医院2所", ["学校 added eq 5 所", "医院 added eq 2 所"], "the head verb holds for all items"),
    (
        "规上工业增加值、固投、社零总额分别增长6%、8%和7%",
        ["规上工业增加值 growth eq 6 %", "固投 growth eq 8 %", "社零总额 growth eq 7 %"],
        "分别 gives each figure its own subject",
    ),
    (
        "肉、蛋、奶产量分别增长3%、4%、5%",
        ["肉产量 growth eq 3 %", "蛋产量 growth eq 4 %", "奶产量 growth eq 5 %"],
        "the last subject's tail holds for all",
    ),
    (
        "城乡居民人均可支配收入分别增长5%、7%",
        ["城镇居民人均可支配收入 growth eq 5 %", "农村居民人均可支配收入 growth eq 7 %"],
        "城乡 is two subjects",
    ),
    (
        "进口、出口分别分别增长5%、6%",
        ["进口 growth eq 5 %", "出口 growth eq 6 %"],
        "分别 written twice, as slips have it, says it once",
    ),
    # figures that only qualify
    ("引进投资10亿元以上项目超45个", ["投资10亿元以上项目 added gt 45 个"], "the sum belongs to the subject"),
    ("新增产值超50亿元企业3家", ["产值超50亿元企业 added eq 3 家"], "the sum belongs to the subject"),
    ("新增3家产值超50亿元企业", ["产值超50亿元企业 added eq 3 家"], "the sum behind the count does too"),
    ("培育产值超500亿元的产业链2条", ["产值超500亿元的产业链 added eq 2 条"], "the sum before 的"),
    (
        "引进超百亿元项目1个、超10亿元项目5个",
        ["超百亿元项目 added eq 1 个", "超10亿元项目 added eq 5 个"],
        "the head verb holds for all items, each with a sum that qualifies it",
    ),
    ("低保标准由每月609元提高到631元", ["低保标准 level eq 631 元"], "where a change began is no target"),
    ("水稻由800元/亩提高至1000元/亩", ["水稻 level eq 1000 元/亩"], "where a change began is no target"),
    # names
    ("新建5G基站300座", ["5G基站 added eq 300 座"], "a name keeps its digits"),
    ("建设G240线20公里", ["G240线 added eq 20 公里"], "a name keeps its digits"),
    ("创建1家4A级景区", ["4A级景区 added eq 1 家"], "a class keeps its digits"),
    ("打造3个万亩千亿大平台", ["万亩千亿大平台 added eq 3 个"], "a name keeps its numerals"),
    ("实施“1+6+3”行动，引进项目45个", ["项目 added eq 45 个"], "a slogan counts nothing"),
    ("落实“十四五”规划，新建公园5个", ["公园 added eq 5 个"], "a plan's name counts nothing"),
    ("15分钟生活圈覆盖率80%以上", ["15分钟生活圈覆盖率 share ge 80 %"], "a slogan counts nothing"),
    ("研发投入占GDP比重提高到2.5%", ["研发投入占GDP比重 share eq 2.5 %"], "提高到 gives a level, no growth"),
    ("国家高新区迈向全国50强", ["国家高新区 rank le 50 位"], "迈向 is no part of the subject"),
    ("考评名列全省第1", ["考评 rank eq 1 位"], "名列 gives a rank"),
    ("财政收入预期增长5%", ["财政收入 growth eq 5 %"], "预期 is no part of the subject"),
    ("建成高标准农田8万亩", ["高标准农田 added eq 80000 亩"], "高标准 belongs to the name"),
    ("打造和美乡村20个", ["和美乡村 added eq 20 个"], "和 belongs to the name"),
    ("新增建设用地指标528亩", ["建设用地指标 added eq 528 亩"], "建设 belongs to the name"),
    ("从业人员达到5万人", ["从业人员 level eq 50000 人"], "从 belongs to the word"),
    ("再生水利用率达到30%", ["再生水利用率 share eq 30 %"], "再 belongs to the word"),
    ("对外直接投资2200亿美元", ["对外直接投资 level eq 220000000000 美元"], "对 belongs to the word"),
    ("在岗职工培训5000人", ["在岗职工培训 added eq 5000 人"], "在 belongs to the word"),
    ("以旧换新补贴3亿元", ["以旧换新补贴 level eq 300000000 元"], "以 belongs to the word"),
    ("各类人才达到10万人", ["各类人才 level eq 100000 人"], "各 belongs to the subject"),
    ("城乡居民收入比缩小到1.83:1", ["城乡居民收入比 other eq 1.83"], "a ratio keeps its 比"),
    ("失业率控制在5.5%左右", ["失业率 rate approx 5.5 %"], "about a rate, in the words of a ceiling"),
    # no targets
    ("支持3个平台建设", [], "a fixed set under a vague verb"),
    ("围绕6大产业集群", [], "a fixed set"),
    ("抓好3个方面工作", [], "points of a programme"),
    ("2023年是关键一年", [], "a year"),
    ("化解2009年至2018年遗留问题", [], "a period"),
    ("推动高质量发展", [], "no figure"),
    ("煤炭消费量净削减20万吨", ["煤炭消费量 level eq 200000 吨"], "净 stays with the subject"),
    ("床位增加至5000张", ["床位 level eq 5000 张"], "增加至 gives a level, and nothing added"),
    ("纳税大户增至21户", ["纳税大户 level eq 21 户"], "增至 gives a level, and nothing added"),
    ("补偿标准不低于当地收入的60%", ["补偿标准 share ge 60 %"], "the comparison before what the share is taken of"),
    (
        "粮食播种面积80万亩、产量40万吨",
        ["粮食播种面积 level eq 800000 亩", "粮食产量 level eq 400000 吨"],
        "a second measure is hung on the first",
    ),
    (
        "农村集中供水率和自来水普及率分别达到92%和89%",
        ["农村集中供水率 share eq 92 %", "自来水普及率 share eq 89 %"],
        "普及 holds 及 by chance",
    ),
    (
        "乡镇卫生院、行政村卫生室达标率分别达到90%和85%",
        ["乡镇卫生院达标率 share eq 90 %", "行政村卫生室达标率 share eq 85 %"],
        "what is measured is said once, at the end",
    ),
    (
        "城乡居民养老保险和医疗保险参保率分别达到98%和96%",
        ["城乡居民养老保险参保率 share eq 98 %", "医疗保险参保率 share eq 96 %"],
        "分别 goes with the two insurances, not with town and country",
    ),
    (
        "新开工亿元以上项目200个，其中工业项目100个",
        ["新开工亿元以上项目 added eq 200 个", "新开工亿元以上工业项目 added eq 100 个"],
        "a part of what was counted is described as it was",
    ),
    ("调查失业率稳定在5%左右的较低水平", ["调查失业率 rate approx 5 %"], "a level that is praised is still the level"),
    ("体育公园和50个小游园建设", ["小游园建设 level eq 50 个"], "the count begins an item of its own"),
    ("开行中欧班列660列以上", ["开行中欧班列 level ge 660 列"], "班列 keeps its last character"),
    ("市财政每年安排1200万元", ["市财政每年安排 added eq 12000000 元"], "安排 is one word"),
    ("审批时间再压减一半", ["审批时间 growth eq -50 %"], "a half is fifty of a hundred"),
    (
        "二氧化硫、氮氧化物排放量要下降3%",
        ["二氧化硫排放量 growth eq -3 %", "氮氧化物排放量 growth eq -3 %"],
        "the last head belongs to both",
    ),
    ("加快建设董家口40万吨矿石码头", [], "the size of one named thing"),
    ("推进空置率30%以上“空心村”治理", [], "the share says which villages"),
    ("出台了42条政策", [], "a plan may tell what was done"),
    ("落实高质量发展58条", [], "the number of points is the name of a paper"),
    ("着力做好十个方面的工作", [], "the chapters of the report"),
]
REVIEWS: list[tuple[str, list[str], str]] = [
    (
        "城乡居民人均可支配收入分别达到4.8万元和1.8万元、增长6.5%和8.5%",
        [
            "城镇居民人均可支配收入 level eq 48000 元",
            "农村居民人均可支配收入 level eq 18000 元",
            "城镇居民人均可支配收入 growth eq 6.5 %",
            "农村居民人均可支配收入 growth eq 8.5 %",
        ],
        "分别 holds for the second pair of figures as well",
    ),
    (
        "新认定高新技术企业435家，总量1108家",
        ["新认定高新技术企业 added eq 435 家", "高新技术企业总量 level eq 1108 家"],
        "the total is not of the new ones",
    ),
    ("优良天数250天", ["优良天数 level eq 250 天"], "天数 ends in a character that also means several"),
    (
        "建筑业总产值511.5亿元，增长19.3%、全省第3",
        ["建筑业总产值 level eq 51150000000 元", "建筑业总产值 growth eq 19.3 %", "建筑业总产值 rank eq 3 位"],
        "a level, its growth and its rank in one breath",
    ),
    (
        "进出口总额1730亿元、增长3.8%，其中出口增长5.1%",
        ["进出口总额 level eq 173000000000 元", "进出口总额 growth eq 3.8 %", "出口 growth eq 5.1 %"],
        "其中 opens a new subject",
    ),
    (
        "存款余额5000亿元，增长9%，贷款余额增长11%",
        ["存款余额 level eq 500000000000 元", "存款余额 growth eq 9 %", "贷款余额 growth eq 11 %"],
        "a subject of its own ends the elision",
    ),
    (
        "城镇化率提高0.5个百分点，达到68.9%",
        ["城镇化率 growth eq 0.5 百分点", "城镇化率 share eq 68.9 %"],
        "an elided subject",
    ),
    (
        "农民收入5919元，比2008年增长10.1%",
        ["农民收入 level eq 5919 元", "农民收入 growth eq 10.1 %"],
        "a level and its growth over a year named",
    ),
    ("出口增长5.1%，进口下降2.3%", ["出口 growth eq 5.1 %", "进口 growth eq -2.3 %"], "a rise and a fall"),
    ("刑事治安警情同比下降6.4%", ["刑事治安警情 growth eq -6.4 %"], "a fall is negative"),
    ("确保“散乱污”企业动态清零", ["“散乱污”企业 level eq 0"], "nothing left is the value 0"),
    (
        "粮食产量、蔬菜产量分别达到99万吨、210万吨",
        ["粮食产量 level eq 990000 吨", "蔬菜产量 level eq 2100000 吨"],
        "分别 over levels",
    ),
    ("税收收入实现两位数增长", ["税收收入 growth ge 10 %"], "two digits are ten at least"),
]
FAULTS: list[tuple[str, list[str], str]] = [
    ("综合实力居全国百强县第36位", ["综合实力 rank eq 36 位"], "a rank among 百强县 is not seen"),
    (
        "粮食、蔬菜产量双双突破百万吨",
        ["粮食产量 level gt 1000000 吨", "蔬菜产量 level gt 1000000 吨"],
        "双双 says it of each of the two",
    ),
    (
        "耕地保护、粮食安全考核均获全省第1",
        ["耕地保护 rank eq 1 位", "粮食安全考核 rank eq 1 位"],
        "均获 stays with the last subject",
    ),
    (
        "高新技术企业数量是五年前的7倍",
        ["高新技术企业数量 multiple eq 7 倍"],
        "what is compared with stays with the subject",
    ),
    ("地区生产总值突破4000亿元大关", ["地区生产总值 level gt 400000000000 元"], "大关 is taken into the subject"),
    ("产量翻了近三倍", ["产量 multiple approx 3 倍"], "翻 stays with the subject"),
    (
        "新开工项目200个，竣工100个",
        ["项目 added eq 200 个", "项目 added eq 100 个"],
        "the elided noun of the second verb",
    ),
    (
        "技改投资下降3.2%；总量达500亿元",
        ["技改投资 growth eq -3.2 %", "技改投资总量 level eq 50000000000 元"],
        "over a semicolon the whole clause becomes the subject",
    ),
    (
        "第一、二、三产业增加值分别增长3%、5%、7%",
        ["第一产业增加值 growth eq 3 %", "第二产业增加值 growth eq 5 %", "第三产业增加值 growth eq 7 %"],
        "a shortened list of the three sectors",
    ),
    ("力争4家企业上市", ["企业上市 added eq 4 家"], "the end behind the count makes it what the year adds"),
    ("从每人每月1820元提高到1883元", ["每人每月 level eq 1883 元"], "where a change began stays with the subject"),
    ("优化营商环境，税收增长10%", ["税收 growth eq 10 %"], "a short subject takes in the slogan before it"),
    ("共建美丽乡村20个", ["美丽乡村 added eq 20 个"], "共 is cut off a word that begins with it"),
    ("培育超千亿大型骨干企业", [], "the size describes the firms, and nothing is counted"),
    ("打造3000平方米以上众创空间", [], "the size describes the place, and nothing is counted"),
]
LISTS = [("学校", "所"), ("医院", "家"), ("公园", "个"), ("水库", "座"), ("道路", "公里")]
INDICATORS = ["地区生产总值", "固定资产投资", "社会消费品零售总额", "外贸进出口总额", "实际利用外资"]


def shown(claim: Claim) -> str:
    value = "" if claim.value is None else f"{claim.value.normalize():f}"
    tier = "" if claim.tier == "base" else claim.tier
    return " ".join(filter(None, (claim.subject, claim.measure, claim.comparator, value, claim.unit, tier)))


@pytest.mark.parametrize(("text", "expected", "reason"), PLANS)
def test_claims_of_plans(text: str, expected: list[str], reason: str) -> None:
    assert [shown(claim) for claim in quantity_claims(f"{text}。", plan=True)] == expected, reason


@pytest.mark.parametrize(("text", "expected", "reason"), REVIEWS)
def test_claims_of_reviews(text: str, expected: list[str], reason: str) -> None:
    assert [shown(claim) for claim in quantity_claims(f"{text}。")] == expected, reason


@pytest.mark.xfail(strict=True, reason="not read rightly so far")
@pytest.mark.parametrize(("text", "expected", "reason"), FAULTS)
def test_claims_that_are_still_misread(text: str, expected: list[str], reason: str) -> None:
    assert [shown(claim) for claim in quantity_claims(f"{text}。", plan=True)] == expected, reason


@pytest.mark.parametrize(("text", "expected", "reason"), PLANS + REVIEWS)
def test_a_quote_holds_its_figure(text: str, expected: list[str], reason: str) -> None:
    for claim in quantity_claims(f"{text}。", plan=True):
        assert claim.written in text[claim.start : claim.end], reason


counts = st.integers(min_value=1, max_value=9999)
items = st.lists(st.sampled_from(INDICATORS), min_size=1, max_size=4, unique=True)


@given(items, st.lists(counts, min_size=4, max_size=4), st.sampled_from(["增长", "下降"]))
def test_each_clause_keeps_its_own_figure(subjects: list[str], rates: list[int], verb: str) -> None:
    pairs = list(zip(subjects, rates, strict=False))
    text = "，".join(f"{subject}{verb}{rate}%" for subject, rate in pairs)
    sign = "-" if verb == "下降" else ""
    expected = [f"{subject} growth eq {sign}{rate} %" for subject, rate in pairs]
    assert [shown(claim) for claim in quantity_claims(f"{text}。")] == expected


@given(items.filter(lambda names: len(names) > 1), st.lists(counts, min_size=4, max_size=4))
def test_respectively_pairs_subjects_and_figures_in_order(subjects: list[str], rates: list[int]) -> None:
    text = f"{'、'.join(subjects)}分别增长{'、'.join(f'{rate}%' for rate in rates[: len(subjects)])}"
    expected = [f"{subject} growth eq {rate} %" for subject, rate in zip(subjects, rates, strict=False)]
    assert [shown(claim) for claim in quantity_claims(f"{text}。")] == expected


@given(st.sampled_from(LISTS), counts, st.sampled_from(["新增", "新建"]))
def test_the_count_may_stand_before_or_behind_what_is_counted(thing: tuple[str, str], count: int, verb: str) -> None:
    noun, unit = thing
    before, after = (quantity_claims(f"{verb}{words}。") for words in (f"{count}{unit}{noun}", f"{noun}{count}{unit}"))
    assert (
        [shown(claim) for claim in before] == [shown(claim) for claim in after] == [f"{noun} added eq {count} {unit}"]
    )


@given(st.sampled_from(PLANS + REVIEWS), st.sampled_from(["坚持稳中求进，", "优化营商环境；", "人民至上。"]))
def test_words_before_a_clause_move_its_claims_and_change_none(case: tuple[str, list[str], str], opening: str) -> None:
    moved = quantity_claims(f"{opening}{case[0]}。", plan=True)
    assert [shown(claim) for claim in moved] == [shown(claim) for claim in quantity_claims(f"{case[0]}。", plan=True)]
