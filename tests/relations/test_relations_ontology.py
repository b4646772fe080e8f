"""The user's ontology reaches the rules: wider signatures, new types, two configurations in one process."""

from dataclasses import replace

import pytest
from relation_samples import passage_of

from kg.errors import KGError
from kg.model import Mention, Passage, Sentence
from kg.ontology import EntityType, Ontology, default
from relations import compile_rules, extract_facts
from relations.alphabet import LIMIT, TITLE, alphabet
from relations.clauses import encode
from relations.rules import shipped


def widened(relation: str, *, head: tuple[str, ...] = (), tail: tuple[str, ...] = ()) -> Ontology:
    """The shipped ontology with more types allowed, declared where they are new."""
    base = default()
    new = {name: EntityType(name, name, name) for name in (*head, *tail) if name not in base.entities}
    kind = base.relations[relation]
    kind = replace(kind, head=kind.head | set(head), tail=kind.tail | set(tail))
    return replace(base, entities={**base.entities, **new}, relations={**base.relations, relation: kind})


def found(passage: Passage, ontology: Ontology | None = None) -> set[tuple[str, str, str]]:
    """(head, relation, tail) of every fact."""
    return {
        (passage.mentions[f.head].text, f.type, passage.mentions[f.tail].text)
        for f in extract_facts(passage, ontology=ontology)
    }


@pytest.mark.parametrize(
    ("relation", "sides", "marked", "fact"),
    [
        ("VISITS", {"tail": ("Organization",)}, "[P:林远]到[O:青岚商会]调研。", ("林远", "青岚商会")),
        ("VISITS", {"head": ("Organization",)}, "[O:青岚商会]赴[E:恒岭锻造]考察。", ("青岚商会", "恒岭锻造")),
        (
            "COOPERATES_WITH",
            {"head": ("Organization",)},
            "[O:青岚商会]与[E:恒岭锻造]签署战略合作协议。",
            ("青岚商会", "恒岭锻造"),
        ),
        ("HAS_AMOUNT", {"head": ("Organization",)}, "[O:青岚商会]资产总额[A:3亿元]。", ("青岚商会", "3亿元")),
        (
            "HOLDS_POSITION",
            {"tail": ("Project",)},
            "[J:白杨河风电场]总经理[P:林远]。",
            ("林远", "白杨河风电场"),
        ),
        ("LOCATED_IN", {"head": ("Government",)}, "[L:青岚市]的[G:海东关]。", ("海东关", "青岚市")),
        ("INVESTS_IN", {"tail": ("University",)}, "[E:恒岭锻造]投资[U:江北大学]。", ("恒岭锻造", "江北大学")),
    ],
)
def test_ontology_wider_signature_reaches_the_rules(
    relation: str, sides: dict[str, tuple[str, ...]], marked: str, fact: tuple[str, str]
) -> None:
    passage = passage_of(marked)
    wanted = (fact[0], relation, fact[1])
    assert wanted not in found(passage)
    assert wanted in found(passage, widened(relation, **sides))


def of_type(kind: str) -> Passage:
    """医院云岭医院与恒岭锻造签约 with a type of the user's own."""
    text = "云岭医院与恒岭锻造签约。"
    mentions = (Mention(kind, 0, 4, text[:4], 0, "test"), Mention("Enterprise", 5, 9, text[5:9], 0, "test"))
    return Passage(text, (Sentence(0, len(text), "paragraph", 0),), mentions)


def test_ontology_new_type_takes_part_in_shipped_rules() -> None:
    ontology = widened("COOPERATES_WITH", head=("Hospital",), tail=("Hospital",))
    assert found(of_type("Hospital"), ontology) == {("云岭医院", "COOPERATES_WITH", "恒岭锻造")}
    assert found(of_type("Hospital")) == set()


def test_ontology_two_configurations_share_nothing() -> None:
    clinics = widened("COOPERATES_WITH", head=("Clinic",))
    harbours = widened("VISITS", tail=("Harbour",))
    rule = {"id": "my.h", "type": "VISITS", "pattern": "{head:Enterprise}…停靠{tail:Harbour}"}
    (compiled,) = compile_rules([rule], harbours)
    assert found(of_type("Clinic"), clinics)
    assert not found(of_type("Clinic"), harbours)
    assert "Clinic" not in alphabet(harbours).types
    assert "Harbour" not in alphabet(clinics).types
    assert alphabet(clinics).characters["Clinic"] == alphabet(harbours).characters["Harbour"]
    assert compiled.tails == {alphabet(harbours).characters["Harbour"]}
    # Whatever was configured in between, the shipped alphabet is what it was.
    assert alphabet().types == set(default().entities)
    assert all(
        alphabet(clinics).characters[name] == alphabet().characters[name] for name in default().entities
    )


def test_ontology_mentions_of_unknown_types_stay_text() -> None:
    (view,) = encode(of_type("Clinic"))
    assert view.code.startswith("云岭医院与")


def test_ontology_equal_ontologies_are_compiled_once() -> None:
    first, second = widened("VISITS", tail=("Harbour",)), widened("VISITS", tail=("Harbour",))
    assert alphabet(first) is alphabet(second)
    assert shipped(alphabet(first)) is shipped(alphabet(second))


def test_ontology_with_too_many_types_is_refused() -> None:
    base = default()
    many = {f"T{n}": EntityType(f"T{n}", "", "") for n in range(LIMIT - len(base.entities))}
    full = replace(base, entities={**base.entities, **many})
    assert max(alphabet(full).characters.values()) < TITLE
    over = replace(full, entities={**full.entities, "OneMore": EntityType("OneMore", "", "")})
    with pytest.raises(KGError, match="KG234"):
        alphabet(over)
