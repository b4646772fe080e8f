"""Texts for the benchmarks: news in our own sentences about invented companies, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

PLACES = ["青岚市", "云岭县", "宁川市", "栖山区", "白杨河市", "岭东县", "汇川市", "临泽县"]
TRADES = ["恒岭", "远衡", "金拓", "启泽", "瑞川", "宏磐", "嘉屿", "凌澜", "德沐", "宇朔", "安砾", "博渡"]
FIELDS = ["轴承", "阀门", "钛业", "电缆", "锻造", "药业", "光电", "新材料", "装备制造", "环保科技"]
FORMS = ["有限公司", "股份有限公司", "集团有限公司", "有限责任公司"]
SCHOOLS = ["青岚理工大学", "宁川师范学院", "江北工业大学", "栖山职业技术学院"]
PEOPLE = ["陶正", "葛功", "李明远", "欧阳海", "王芳菲", "沈岳", "钟离越", "晏清河"]
POSTS = ["董事长", "总经理", "副市长", "副区长", "党委书记", "总工程师"]
SENTENCES = [
    "{month}月{day}日，{firm}与{school}签署合作协议，共建{field}联合实验室。",
    "{firm}总投资{sum}亿元的{field}生产基地项目在{place}经济技术开发区开工，预计{year}年投产。",
    "{place}{post}{person}一行到{firm}考察，了解企业生产经营情况。",
    "今年上半年，{firm}实现销售收入{sum}亿元，同比增长{day}%。",
    "{firm}{post}{person}表示，公司计划再投资{sum}亿元建设二期项目。",
    "{firm}获评国家级专精特新“小巨人”企业，产品销往二十多个国家和地区。",
    "位于{place}高新区的{firm}主要生产{field}产品，年产能{day}万套。",
    "{place}人民政府印发《{place}{field}产业发展三年行动计划》，提出到{year}年产值达到{sum}亿元。",
    "{firm}的生产线上，工人们正在赶制一批订单，车间里一片繁忙景象。",
    "据介绍，园区将继续优化营商环境，为企业提供全流程服务。",
]


def article(chance: random.Random, *, sentences: int = 18) -> str:
    """One article of about 600 characters with a headline; half of its sentences are about one company."""
    main = firm(chance)
    lines = [f"{main}加快项目建设"]
    paragraph = ""
    for number in range(sentences):
        name = main if chance.random() < 0.5 else firm(chance)
        paragraph += chance.choice(SENTENCES).format(
            firm=name,
            school=chance.choice(SCHOOLS),
            place=chance.choice(PLACES),
            field=chance.choice(FIELDS),
            person=chance.choice(PEOPLE),
            post=chance.choice(POSTS),
            sum=f"{chance.randint(1, 400) / 10:g}",
            month=chance.randint(1, 12),
            day=chance.randint(1, 28),
            year=chance.randint(2022, 2027),
        )
        if number % 4 == 3:
            lines.append("　　" + paragraph)
            paragraph = ""
    return "\n".join([*lines, "　　" + paragraph] if paragraph else lines) + "\n"


def firm(chance: random.Random) -> str:
    """A company's full name."""
    return chance.choice(PLACES)[:-1] + chance.choice(TRADES) + chance.choice(FIELDS) + chance.choice(FORMS)


def write(folder: Path, count: int, *, seed: int = 1) -> int:
    """Write ``count`` files below ``folder``; the number of characters written."""
    chance = random.Random(seed)
    chars = 0
    for number in range(count):
        text = article(chance)
        path = folder / f"{number // 500:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        chars += len(text)
    return chars
