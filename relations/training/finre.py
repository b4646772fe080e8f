"""FinRE (Li et al. 2019): relations between two companies in a sentence, 44 labels.

    python -m relations.training.finre [--model accurate|fast] [--epochs 8]

``folded`` says which of its labels mean a relation of ours, and in which direction; those pairs take part in the training of the relation
model.  Run as a script it trains a head for the 44 labels on the same features and reports accuracy and F1 on the valid part.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from kg.model import Mention, Passage, Sentence
from kg.models import DEFAULT
from kg.ontology import default
from ner.candidates import Context
from ner.encoder import MODELS, Encoder, encoder
from ner.segmenter import segment
from ner.subwords import Subwords
from ner.tagger import read
from ner.training.tagger.examples import own_examples
from relations.pairs import Pairs, layout, pairs
from relations.training.joint import Article
from relations.training.project import SHARED
from relations.training.train_pairs import RELATIONS, WIDTH, Examples, PairModel, may

# label -> our relation; "被…" labels are the same seen from the other side
FOLDS = {
    "合作": "COOPERATES_WITH", "签约": "COOPERATES_WITH", "合资": "COOPERATES_WITH", "订单": "COOPERATES_WITH",
    "注资": "INVESTS_IN", "增持": "INVESTS_IN", "入股": "INVESTS_IN", "收购": "INVESTS_IN", "拟收购": "INVESTS_IN", "买资": "INVESTS_IN",
    "被拥有": "PART_OF",
}  # fmt: skip
# Labels that neither state a relation of ours nor rule it out.
OPEN = frozenset(
    "unknown 自己 持股 被持股 成立 被成立 拥有 借壳 被借壳 重组 合并 帮助 被帮助 商讨 交易 转让 被转让 发行 被发行".split()
)
Row = tuple[str, str, str, str]


def rows(part: str, shared: Path = SHARED) -> Iterator[Row]:
    """(head, tail, label, sentence) of "train" or "valid"."""
    for line in (shared / "data" / "finre" / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 4:
            yield cells[0], cells[1], cells[2], cells[3]


def folded(label: str) -> tuple[str, bool] | None:
    """(our relation, whether head and tail change places) of a label, None if it has none."""
    if label in FOLDS:
        return FOLDS[label], False
    if label.startswith("被") and label[1:] in FOLDS:
        return FOLDS[label[1:]], True
    return ("PART_OF", True) if label == "拥有" else None


def passage(row: Row) -> Passage | None:
    """The sentence with head and tail as its two mentions; None if they cannot be told apart in it."""
    head, tail, _, text = row
    longer, shorter = (head, tail) if len(head) >= len(tail) else (tail, head)
    at = text.find(longer)
    bare = text[:at] + "\0" * len(longer) + text[at + len(longer) :]
    other = bare.find(shorter)
    if at < 0 or other < 0 or head == tail:
        return None
    places = {longer: at, shorter: other}
    mentions = [Mention("Enterprise", places[n], places[n] + len(n), n, 0, "gold") for n in (head, tail)]
    mentions.sort(key=lambda mention: mention.start)
    sentences = (Sentence(0, len(text), "paragraph", 0),)
    return Passage(text, sentences, tuple(mentions))


def passed(made: Passage, model: Encoder) -> Passage:
    """The passage after the encoder's pass."""
    context = Context(made.text, made.sentences, words=tuple(segment(made.text)))
    _, passes = read(context, model)
    return replace(made, passes=tuple(passes))


@dataclass
class Seen:
    """One usable row: its label, and what the relation model reads of the pair in both directions."""

    label: str
    straight: tuple[np.ndarray, np.ndarray]
    back: tuple[np.ndarray, np.ndarray]


def looked_at(part: str, model: Encoder) -> Iterator[Seen]:
    """Every usable row of "train" or "valid"."""
    kept: dict[str, tuple[Passage, Pairs] | None] = {}
    for row in rows(part):
        key = "\t".join((*sorted(row[:2]), row[3]))
        if key not in kept:  # a sentence's two directions stand beside each other
            made = passage(row)
            made = passed(made, model) if made else None
            whole = np.eye(WIDTH, dtype=np.float32)
            kept = {key: (made, pairs(made, whole, lambda *_: True)) if made else None}
        entry = kept[key]
        if entry is None or len(entry[1]) != 2:
            continue
        made, found = entry
        first = int(made.mentions[found.ends[0, 0]].text != row[0])
        sides = [(found.parts[n].astype(np.float16), found.extras[n]) for n in (first, 1 - first)]
        yield Seen(row[2], sides[0], sides[1])


def said_by(label: str) -> tuple[list[bool], bool] | None:
    """(which of our relations a label says, whether head and tail change places); None if it says nothing of ours."""
    ours = folded(label)
    if ours is None:
        return None if label in OPEN else ([False] * len(RELATIONS), False)
    return [name == ours[0] for name in RELATIONS], ours[1]


def known() -> list[bool]:
    """Which of our relations two companies may have."""
    return [default().allows(name, "Enterprise", "Enterprise") for name in RELATIONS]


def articles(part: str, subwords: Subwords) -> Iterator[Article]:
    """The sentences whose label says something about our relations, for training together with the tagger."""
    for row in rows(part):
        said, made = said_by(row[2]), passage(row)
        if made is None or said is None:
            continue
        windows = own_examples(made.text, {"doc": part, "entities": []}, subwords)
        for window in windows:
            window.task = "finre"  # who else is named there is not known
        laid = layout(made, [example.window for example in windows], may)
        if len(laid.ends) == 2:
            head = row[int(said[1])]
            heads = np.array([made.mentions[at].text == head for at, _ in laid.ends.tolist()])[:, None]
            right, allowed = (torch.from_numpy(heads & np.array(row_)) for row_ in (said[0], known()))
            yield Article(windows, laid, right, allowed)


def examples(part: str, model: Encoder, size: int = 128) -> Iterator[Examples]:
    """The pairs whose label says something about our relations, for the relation model's training, ``size`` at a time."""
    found: list[tuple[np.ndarray, np.ndarray, list[bool]]] = []
    for seen in looked_at(part, model):
        said = said_by(seen.label)
        if said is not None:
            found.append((*(seen.back if said[1] else seen.straight), said[0]))
    for at in range(0, len(found), size):
        parts_, extras_, right = zip(*found[at : at + size], strict=True)
        yield Examples(
            f"finre-{part}",
            np.array(parts_),
            np.array(extras_),
            np.array(right),
            np.array([known()] * len(right)),
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", choices=MODELS, default=DEFAULT)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    shipped = encoder(args.model)
    data = {part: list(looked_at(part, shipped)) for part in ("train", "valid")}
    labels = sorted({seen.label for seen in data["train"]})
    number = {label: n for n, label in enumerate(labels)}
    parts, extras, wanted = {}, {}, {}
    for part, found in data.items():
        parts[part] = torch.from_numpy(np.array([seen.straight[0] for seen in found], np.float32))
        extras[part] = torch.from_numpy(np.array([seen.straight[1] for seen in found], np.float32))
        wanted[part] = torch.tensor([number.get(seen.label, -1) for seen in found])
    torch.manual_seed(1)
    model = PairModel(len(labels))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.02)
    for _ in range(args.epochs):
        model.train()
        for chosen in torch.randperm(len(wanted["train"])).split(64):
            loss = F.cross_entropy(
                model(parts["train"][chosen], extras["train"][chosen]), wanted["train"][chosen]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    model.eval()
    with torch.no_grad():
        guess = model(parts["valid"], extras["valid"]).argmax(1)
    report(guess.numpy(), wanted["valid"].numpy(), labels)


def report(guess: np.ndarray, wanted: np.ndarray, labels: list[str]) -> None:
    """Accuracy over all labels, and micro F1 without "unknown"."""
    none = labels.index("unknown")
    hit = ((guess == wanted) & (wanted != none)).sum()
    p, r = hit / max(1, (guess != none).sum()), hit / max(1, (wanted != none).sum())
    print(
        f"FinRE valid: {len(wanted)} pairs, accuracy {(guess == wanted).mean():.3f}, micro F1 without unknown {2 * p * r / (p + r):.3f}"
    )


if __name__ == "__main__":
    main()
