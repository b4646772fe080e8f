"""Items: the distinct names of one document, before anything is merged.

An item is one (type, normalised name, sub), where ``sub`` keeps apart what only looks equal: relative names of
articles about different places, one short form that two articles explain differently, amounts of unequal value.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg.model import ArticleExtraction, Extraction, Fact, Mention, Status, Support
from kg.resolving import lexicon
from kg.resolving.keys import Key, normalise_name
from kg.resolving.relative import qualified
from ner.places import Place

PLACED = {"Government", "Park", "University", "Organization"}  # types whose names begin with their place


@dataclass(slots=True)
class Item:
    """One distinct name of one document with everything that its mentions say."""

    key: Key
    surfaces: Counter[str] = field(default_factory=Counter)
    supports: list[Support] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    props: dict[str, Counter[Any]] = field(default_factory=dict)
    articles: set[int] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)
    canonical: Counter[str] = field(default_factory=Counter)

    @property
    def type(self) -> str:
        return self.key[0]

    @property
    def name(self) -> str:
        return self.key[1]

    def absorb(self, other: Item) -> None:
        """Take over everything that ``other`` says."""
        self.surfaces.update(other.surfaces)
        self.supports.extend(other.supports)
        self.roles |= other.roles
        self.titles |= other.titles
        self.articles |= other.articles
        self.places.update(other.places)
        self.canonical.update(other.canonical)
        for name, values in other.props.items():
            self.props.setdefault(name, Counter()).update(values)

    def positions(self) -> list[tuple[int, int]]:
        """Where the name stands: (article, source offset); never empty."""
        return [(s.article, s.pieces[0][0] if s.pieces else 0) for s in self.supports] or [(0, 0)]

    def surface(self) -> str:
        """The most frequent way of writing this name (ties: the smallest string)."""
        return min(self.surfaces, key=lambda text: (-self.surfaces[text], text))


@dataclass(slots=True)
class LocalFact:
    """A fact between two items of one document."""

    type: str
    head: Key
    tail: Key
    status: Status
    props: dict[str, Any]
    support: Support


@dataclass(slots=True)
class DocumentItems:
    """The items and facts of one document."""

    doc: str
    content_hash: str
    items: dict[Key, Item]
    facts: list[LocalFact]
    places: Counter[str]
    _resolved: dict[str, Place | None] = field(default_factory=dict)
    _context: list[str] | None = None

    def place(self, name: str) -> Place | None:
        """The one division that ``name`` means in this document; None if that stays open or is unknown."""
        if name not in self._resolved:
            self._resolved[name] = lexicon.divisions().resolve(name, self.context())
        return self._resolved[name]

    def place_code(self, name: str) -> str:
        """The code of ``place(name)``, or ""."""
        place = self.place(name)
        return place.code if place else ""

    def context(self) -> list[str]:
        """The names of places in this document, as often as they occur, and the places of its articles."""
        if self._context is None:
            known = lexicon.divisions()
            names = Counter(self.places)
            for key, item in self.items.items():
                if key[0] == "Location" and key[1] in known:
                    names[key[1]] += len(item.supports)
                elif key[0] in PLACED:
                    names.update(lexicon.place_chain(key[1])[0])
            self._context = list(names.elements())
        return self._context


_NOT_COPIED = {"canonical", "roles", "title"}


def collect(extraction: Extraction, *, graph_scope: bool = False) -> DocumentItems:
    """The items and facts of ``extraction``; mentions without a name are left out together with their facts.

    In graph scope every amount mention is an item of its own until its owner is known.
    """
    types = _types_by_vote(extraction)
    explained = _explanations(extraction)
    found = DocumentItems(extraction.doc, extraction.content_hash, {}, [], Counter())
    for article in extraction.articles:
        if article.place:
            found.places[article.place] += 1
        keys: list[Key | None] = []
        for index, mention in enumerate(article.mentions):
            shown = mention.text
            if graph_scope and (full := qualified(mention.type, normalise_name(shown), article.place)):
                mention = replace(mention, text=full)
            key = _key(mention, article, types, explained)
            if graph_scope and key is not None and key[0] == "Amount":
                key = (key[0], key[1], f"{article.index}:{index}")
            keys.append(key)
            if key is not None:
                _add(found.items, key, mention, article, _support(extraction.doc, article, index, shown))
        for number, fact in enumerate(article.facts):
            local = _local_fact(fact, number, keys, article, extraction.doc)
            if local is not None:
                found.facts.append(local)
    return found


def mentions_of(extraction: Extraction) -> Iterator[tuple[ArticleExtraction, Mention]]:
    """All mentions with their articles, in reading order."""
    for article in extraction.articles:
        for mention in article.mentions:
            yield article, mention


def _types_by_vote(extraction: Extraction) -> dict[tuple[str, str], str]:
    """(type, name) -> type that wins: one name in one document is one kind of thing.

    The type with the largest summed confidence wins; ties go to the smaller type name.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for _, mention in mentions_of(extraction):
        votes[normalise_name(mention.text)][mention.type] += mention.confidence
    out: dict[tuple[str, str], str] = {}
    for name, counts in votes.items():
        if len(counts) > 1:
            winner = min(counts, key=lambda type_: (-round(counts[type_], 6), type_))
            out.update({(type_, name): winner for type_ in counts})
    return out


def _explanations(extraction: Extraction) -> dict[tuple[str, int], str]:
    """(short name, article) -> full name, for short names that the document explains in more than one way."""
    found: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for article, mention in mentions_of(extraction):
        canonical = mention.props.get("canonical")
        if canonical:
            found[normalise_name(mention.text)][article.index][normalise_name(str(canonical))] += 1
    out: dict[tuple[str, int], str] = {}
    for name, by_article in found.items():
        if len({full for counts in by_article.values() for full in counts}) > 1:
            for index, counts in by_article.items():
                out[name, index] = min(counts, key=lambda full: (-counts[full], full))
    return out


def _key(
    mention: Mention,
    article: ArticleExtraction,
    types: dict[tuple[str, str], str],
    explained: dict[tuple[str, int], str],
) -> Key | None:
    name = normalise_name(mention.text)
    if not name:
        return None
    if mention.type == "Amount" and mention.props.get("value") is not None:
        value, currency = mention.props["value"], mention.props.get("currency", "CNY")
        return ("Amount", name_of_amount(value, currency), "")
    sub = explained.get((name, article.index), "")
    return (types.get((mention.type, name), mention.type), name, sub)


def name_of_amount(value: float, currency: str) -> str:
    """One spelling for one sum: 10.3亿元 and 十亿三千万元 are the same amount."""
    return f"{currency}:{float(value):.12g}"


def _support(doc: str, article: ArticleExtraction, index: int, text: str) -> Support:
    mention = article.mentions[index]
    pieces = article.pieces[index] if index < len(article.pieces) else ()
    return Support(doc, article.index, text, pieces, mention.rule, mention.confidence, article.title)


def _add(
    items: dict[Key, Item], key: Key, mention: Mention, article: ArticleExtraction, support: Support
) -> None:
    item = items.get(key)
    if item is None:
        item = items[key] = Item(key)
    item.surfaces[mention.text] += 1
    item.articles.add(article.index)
    item.supports.append(support)
    if article.place:
        item.places[article.place] += 1
    props = mention.props
    item.roles.update(props.get("roles", ()))
    if props.get("title"):
        item.titles.add(str(props["title"]))
    if props.get("canonical"):
        item.canonical[str(props["canonical"])] += 1
    for name, value in props.items():
        if name not in _NOT_COPIED and value is not None and isinstance(value, str | int | float):
            item.props.setdefault(name, Counter())[value] += 1


def _local_fact(
    fact: Fact, number: int, keys: list[Key | None], article: ArticleExtraction, doc: str
) -> LocalFact | None:
    head, tail = keys[fact.head], keys[fact.tail]
    if head is None or tail is None:
        return None
    text, pieces = article.evidence[number] if number < len(article.evidence) else ("", ())
    support = Support(doc, article.index, text, pieces, fact.rule, fact.confidence, article.title)
    return LocalFact(fact.type, head, tail, fact.status, fact.props, support)
