"""One spaCy token per code point, so that every offset is a token boundary."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

NAME = "parkgraph.CharacterTokenizer.v1"


def create_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """For a pipeline's configuration, so that spaCy makes no tokenizer of its own first."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


registry.tokenizers(NAME, func=create_tokenizer)


class CharacterTokenizer:
    """Blanks and line breaks are tokens of their own; joining the tokens gives the text back."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_kwargs: object) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> CharacterTokenizer:
        return self

    def to_disk(self, _path: object, **_kwargs: object) -> None:
        return None

    def from_disk(self, _path: object, **_kwargs: object) -> CharacterTokenizer:
        return self
