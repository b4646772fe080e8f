"""Writes seeds/pages/university_20231012.docx, the Word file among the sample pages, with equal bytes every time.

The text below is ours; python-docx stamps the hour into the file, so the archive is packed again with fixed times.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

from docx import Document

TARGET = Path(__file__).resolve().parents[1] / "seeds" / "pages" / "university_20231012.docx"
MOMENT = datetime.datetime(2023, 10, 12, 9, 0, 0)
TITLE = "北方科技大学与鹰潭市深化校地合作"
PARAGRAPHS = (
    "2023年10月12日　来源：北方科技大学新闻中心",
    "10月10日至11日，北方科技大学党委书记钟离越、校长晏清河率团到鹰潭市考察，走访了枫钢特材有限公司、晨汐仪表和鹰潭生命健康产业园。"
    "鹰潭市委书记卫长风会见了考察团一行。",
    "11日上午，北方科技大学与鹰潭市人民政府签署战略合作框架协议。双方将在鹰潭经济技术开发区共建鹰潭产业技术研究院，"
    "由鹰潭市人民政府一次性投入建设资金2000万元，并连续五年每年安排运行经费600万元。研究院院长拟由北方科技大学副校长简舟行兼任。",
    "签约仪式后举行了技术对接会，鹰潭市中心医院院长文仲达到会介绍临床需求。该校机械工程学院教授邵闻笛、冶金与能源学院副教授傅千山、计算机学院博士闵知行分别与双河阀门、"
    "枫钢特材有限公司、晨汐仪表签订技术开发合同，合同金额分别为260万元、185万元和96万元。",
    "鹰潭生命健康产业园管委会主任俞白石向考察团介绍了《鹰潭市高端医疗装备产业发展规划》。园区企业拓宁影像与该校生物医学工程系达成合作意向，"
    "将联合研制移动式CT机，预计投入4500万元。仁嘉医疗此前承担的国产质子治疗装置项目因资金原因已经中止，未与该校续签协议。",
    "北方科技大学始建于1952年，是教育部与省政府共建高校，2017年入选国家“双一流”建设高校。近三年，该校在鹰潭市转化成果41项，技术合同成交额1.1亿元。",
)


def main() -> None:
    document = Document()
    document.core_properties.author = "ParkGraph"
    document.core_properties.created = document.core_properties.modified = MOMENT
    document.add_heading(TITLE, level=1)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(packed.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            out.writestr(
                zipfile.ZipInfo(name, MOMENT.timetuple()[:6]), packed.read(name), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
