"""Union-find that remembers why two names were joined and refuses what must stay apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Disjoint sets over hashable members.

    ``apart`` holds pairs that must never meet (the user's splits).  ``reasons[member]`` is why the member joined
    the others; whoever has none is the one that was joined to.  With ``traced``, ``links`` are all joins: (member, other,
    reason); those of a set are a tree, so they say of any two members why they are one.
    """

    def __init__(
        self, members: Iterable[T] = (), apart: Iterable[tuple[T, T]] = (), *, traced: bool = False
    ) -> None:
        self._parent: dict[T, T] = {}
        self._members: dict[T, list[T]] = {}  # of sets with more than one member, by representative
        self._apart: dict[T, set[T]] = {}
        self.reasons: dict[T, str] = {}
        self.links: list[tuple[T, T, str]] = []
        self._traced = traced
        for member in members:
            self.add(member)
        for first, second in apart:
            self.forbid(first, second)

    def add(self, member: T) -> None:
        """Put ``member`` into a set of its own unless it is known."""
        if member not in self._parent:
            self._parent[member] = member

    def discard(self, member: T) -> None:
        """Forget a member that is alone in its set."""
        if self._parent.get(member) == member and member not in self._members:
            del self._parent[member]

    def forbid(self, first: T, second: T) -> None:
        """From now on the two never share a set."""
        self._apart.setdefault(first, set()).add(second)
        self._apart.setdefault(second, set()).add(first)

    def find(self, member: T) -> T:
        """The set's representative (an arbitrary member, stable until the next join)."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def members(self, member: T) -> list[T]:
        """All members of the set that holds ``member``."""
        root = self.find(member)
        return self._members.get(root) or [root]

    def together(self, first: T, second: T) -> bool:
        return self.find(first) == self.find(second)

    def join(self, member: T, other: T, reason: str) -> bool:
        """Join the set of ``member`` to that of ``other``; False if they are one already or must stay apart."""
        left, right = self.find(member), self.find(other)
        if left == right or self.forbidden(left, right):
            return False
        self.reasons.setdefault(member, reason)
        if self._traced:
            self.links.append((member, other, reason))
        mine, theirs = self.members(left), self.members(right)
        if len(mine) > len(theirs):
            left, right, mine, theirs = right, left, theirs, mine
        self._parent[left] = right
        self._members.pop(left, None)
        theirs.extend(mine)
        self._members[right] = theirs
        return True

    def forbidden(self, first: T, second: T) -> bool:
        """Whether the sets of the two hold a pair that must stay apart."""
        if not self._apart:
            return False
        others = set(self.members(second))
        return any(others & self._apart[member] for member in self.members(first) if member in self._apart)

    def sets(self) -> list[list[T]]:
        """All sets, in the order in which their representatives were added."""
        return [self.members(member) for member, parent in self._parent.items() if parent == member]
