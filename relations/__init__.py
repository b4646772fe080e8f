"""Relations between the mentions of an article, by rules: ``extract_facts(passage) -> list[Fact]``."""

from relations.extract import extract_facts

__all__ = ["extract_facts"]
