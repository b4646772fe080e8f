"""Judgement on every pair of names of one document: the rules first, then the learned model on what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.resolving.blocking import candidate_pairs
from kg.resolving.contrasts import contrast, places_differ, trades_differ
from kg.resolving.glosses import unlike_pairs
from kg.resolving.items import DocumentItems, Item
from kg.resolving.keys import Key
from kg.resolving.links import link
from kg.resolving.pair_model import PairModel
from kg.resolving.signs import Signs, Surroundings, alike, signs_of
from kg.resolving.verdict import NO, Verdict

Apart = Callable[[Key, Key], bool]
Verdicts = dict[tuple[Key, Key], Verdict]  # (shorter name, longer name)
BY_RULES_ALONE = {"Amount", "Person"}  # sums by value; too few persons have two names to learn from
CERTAIN = ("listed", "gloss")  # what public lists and the text itself say
SURE = 0.85  # a rule's score from which it outweighs a fact between the two
VETO = Verdict(False, "", 0.0, veto=True)


def judge_pairs(found: DocumentItems, model: PairModel, apart: Apart | None = None) -> Verdicts:
    """A verdict for each pair that has one; pairs that are neither alike nor vetoed are left out.

    A veto of the rules and what public lists say stand.  Of all other pairs the model says how likely they are one
    thing: that is their score, and from the model's threshold on they are accepted.
    """
    rules = _by_rules(found, apart)
    around = Surroundings.of(found, rules)
    out: Verdicts = {}
    for (short, full), verdict in rules.items():
        judged = _weighed(found.items[short], found.items[full], verdict, around, model)
        if judged is not NO:
            out[short, full] = judged
    for one, other, verdict in unlike_pairs(found):
        short, full = sorted((one, other), key=lambda key: (len(key[1]), key))
        if (short, full) not in rules and (apart is None or not apart(short, full)):
            out[short, full] = verdict
    return out


def cases(found: DocumentItems) -> Iterator[tuple[Key, Key, Signs]]:
    """The pairs of a document that the model decides, with their signs: what it is fitted on."""
    rules = _by_rules(found, None)
    around = Surroundings.of(found, rules)
    for (short, full), verdict in rules.items():
        one, other = found.items[short], found.items[full]
        if _without_model(one, other, verdict) is None:
            yield short, full, signs_of(one, other, verdict, around)


def _by_rules(found: DocumentItems, apart: Apart | None) -> Verdicts:
    """What the rules and the user's decisions say of the pairs that blocking brings together."""
    linked = {frozenset((fact.head, fact.tail)) for fact in found.facts}
    out: Verdicts = {}
    for short, full in candidate_pairs(found.items):
        verdict = link(found.items[short], found.items[full], found)
        if apart is not None and apart(short, full):
            verdict = VETO
        elif verdict.score < SURE and frozenset((short, full)) in linked:
            verdict = VETO  # who owns, founds or visits another is not that other
        out[short, full] = verdict
    return out


def _without_model(short: Item, full: Item, verdict: Verdict) -> Verdict | None:
    """The verdict on a pair that is none for the model; None if it is one."""
    if verdict.veto or short.type in BY_RULES_ALONE or verdict.reason.startswith(CERTAIN):
        return verdict
    if verdict.accept:
        return None
    if contrast(short.name, full.name):
        return VETO
    if short.type == "Enterprise" and trades_differ(short.name, full.name):
        return VETO
    if short.type != "Location" and places_differ(short.name, full.name):
        return VETO
    if not alike(short.name, full.name) or short.articles.isdisjoint(full.articles):
        return NO
    return None


def _weighed(short: Item, full: Item, verdict: Verdict, around: Surroundings, model: PairModel) -> Verdict:
    certain = _without_model(short, full, verdict)
    if certain is not None:
        return certain
    signs = signs_of(short, full, verdict, around)
    probability = model.probability(short.type, signs)
    accept = probability >= model.threshold(short.type)
    if verdict.accept:
        return Verdict(accept, verdict.reason, probability, by_rule=verdict.score)
    why = model.reason(short.type, signs, full.surface()) if accept else ""
    return Verdict(accept, why, probability)
