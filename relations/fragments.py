"""Mentions that are only a part of a longer name which no recognizer knows: 台湾 in 台湾某某汽车, 江北大学 in 江北大学附属医院.

Such a mention is no party to what the sentence says: the longer name is.  It still says where the thing lies, so LOCATED_IN
and HOLDS_POSITION have tests of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.model import Passage

# What may follow a place that acts itself: punctuation, digits, function words and verbs.
_ACTS = re.compile(
    r"\Z|[\W\d]|[与和及同跟暨将已正于在是为被把有还也均都曾拟共联携合签达建举推实以从对向则先全围紧深积获荣制加引完因位重规当第各等的方又却仅现今去昨"
    r"近每自仍再并而率主承协牵组派设立颁印发持坚强聚落首连抢抓做打创构扩增提促参调考继赋支到累坐]"
    r"|大[力棚]|总[统体理]|走|入[选围户]|日[前益]|流[转向]|视察|着力|社会实践|本[级次届地]|贸易|作为|分别|货物|财政收入|种植|宣布|进出口|高[度效]|残疾人|学习|结[对合]"
    r"|多[家个次年]|生产总值|新设|水利|精准|访[问企]|努力|不断|大家"
    r"|[两三四五双][地省市县区方岸]|出台|出资|出现|开展|开工|开启|开放|开设|开通|开始|进[一行入]|新增|新[建签引]|上半年|启动|成[立为功]|优化|地区|地方|政府|代表|通过|项目|年|目前|教育帮扶|交通|经济|办学|互"
)
_PART = re.compile(
    r"附属|[一-龥]{0,12}?(?:学院|系|研究院|研究所|研究中心|医院|实验室|分行|分公司|支行|分院|党校)"
)
_VERB = re.compile(r"[在的了签于向对将、]|合作|共同|联合|成立|建设|举行|开展|走进|考察|调研|参观")


def fragments(passage: Passage) -> frozenset[int]:
    """Indices of the mentions that a longer, unrecognized name goes on from."""
    mentions = passage.mentions
    starts = sorted(mention.start for mention in mentions)
    found: set[int] = set()
    for index, mention in enumerate(mentions):
        if mention.type == "Location":
            at = bisect_left(starts, mention.end)
            touches = at < len(starts) and starts[at] == mention.end
            if touches or not _ACTS.match(passage.text, mention.end):
                found.add(index)
        elif mention.type in ("University", "Enterprise"):
            part = _PART.match(passage.text, mention.end)
            after = bisect_left(starts, mention.end)
            alone = after == len(starts) or not part or starts[after] >= part.end()
            if part and alone and not _VERB.search(part.group()):
                found.add(index)
    return frozenset(found)
