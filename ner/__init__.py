"""Named entities: the grammars, word lists and values that find mentions, as a spaCy pipeline on characters."""
