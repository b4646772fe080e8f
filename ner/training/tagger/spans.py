"""The tagger's head: a score for every span of at most 40 characters and every type, read off character states.

After the efficient global pointer (Su et al. 2022): pointers between first and last character are shared by the types, and every type
adds what it thinks of the first, the last and all characters inside, and of the length.  A span above 0 is one.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from ner.encoder import INSIDE
from ner.tagger import DEPTH, LONGEST, POINTERS
from ner.training.tagger.network import Encoder

WIDTH = 256
_NEVER = -1e4


class Characters(nn.Module):
    """Piece states spread over their characters, with the character itself, its place in the piece and in the word."""

    def __init__(self, encoder_width: int, chars: int) -> None:
        super().__init__()
        self.state = nn.Linear(encoder_width, WIDTH)
        self.char = nn.Embedding(chars, 64)
        self.widen = nn.Linear(64, WIDTH)
        self.place = nn.Embedding(INSIDE, WIDTH)
        self.word = nn.Embedding(5, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.near = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, size, padding=size // 2) for size in (3, 5))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in (3, 5))

    def forward(
        self, states: Tensor, piece_of: Tensor, chars: Tensor, inside: Tensor, words: Tensor
    ) -> Tensor:
        """``states`` batch × pieces × width; the others batch × characters.  Gives batch × characters × WIDTH."""
        index = piece_of.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        x = self.state(torch.gather(states, 1, index)) + self.widen(self.char(chars))
        x = self.norm(x + self.place(inside) + self.word(words))
        x = F.dropout(x, 0.2, self.training)
        for conv, norm in zip(self.near, self.norms, strict=True):
            x = norm(x + F.dropout(F.gelu(conv(x.transpose(1, 2))).transpose(1, 2), 0.1, self.training))
        return x


class Pointer(nn.Module):
    """Scores of spans by type for one set of types."""

    def __init__(self, types: int) -> None:
        super().__init__()
        self.pair = nn.Linear(WIDTH, 2 * POINTERS * DEPTH)
        self.mix = nn.Linear(POINTERS, types)
        self.edge = nn.Linear(WIDTH, 3 * types)
        self.length = nn.Parameter(torch.zeros(LONGEST, types))
        nn.init.constant_(self.mix.bias, -3.0)

    def parts(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """What the runtime needs of each character: pointers (2 × POINTERS × DEPTH) and edge scores (3 × types)."""
        return self.pair(x), self.edge(x)

    def forward(self, x: Tensor) -> Tensor:
        """batch × first character × length × type."""
        batch, size, _ = x.shape
        pair, edge = self.parts(x)
        q, k = pair.view(batch, size, 2, POINTERS, DEPTH).permute(2, 0, 3, 1, 4)
        both = q @ k.transpose(2, 3) / DEPTH**0.5
        first, last, within = edge.float().chunk(3, dim=-1)
        total = F.pad(within.cumsum(1), (0, 0, 1, LONGEST))
        lengths = torch.arange(1, LONGEST + 1, device=x.device)
        ends = total.unfold(1, LONGEST, 1)[:, 1 : size + 1].transpose(2, 3)
        mean = (ends - total[:, :size].unsqueeze(2)) / lengths[None, None, :, None]
        lasts = F.pad(last, (0, 0, 0, LONGEST)).unfold(1, LONGEST, 1)[:, :size].transpose(2, 3)
        return self.mix(_band(both).float()) + first.unsqueeze(2) + lasts + mean + self.length


def _band(both: Tensor) -> Tensor:
    """batch × pointers × first × last to batch × first × length × pointers (the skewing trick)."""
    batch, pointers, size, _ = both.shape
    wide = F.pad(both, (0, LONGEST)).reshape(batch, pointers, -1)
    wide = F.pad(wide, (0, size)).view(batch, pointers, size, size + LONGEST + 1)
    return wide[..., :LONGEST].permute(0, 2, 3, 1)


class Tagger(nn.Module):
    """Encoder, characters, and one pointer head for each task."""

    def __init__(self, encoder: Encoder, chars: int, types: dict[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.characters = Characters(encoder.word.weight.shape[1], chars)
        self.heads = nn.ModuleDict({task: Pointer(count) for task, count in types.items()})

    def sees(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """(states of the pieces, states of the characters)."""
        states = self.encoder(batch["pieces"], batch["mask"])
        x = self.characters(states, batch["piece_of"], batch["chars"], batch["inside"], batch["words"])
        return states, x

    def forward(self, batch: dict[str, Tensor], task: str) -> Tensor:
        return self.heads[task](self.sees(batch)[1])


def loss(scores: Tensor, right: Tensor, known: Tensor) -> Tensor:
    """Multi-label cross-entropy with the threshold at 0 (Su et al. 2022), summed over types, mean over windows.

    ``right`` and ``known`` are as ``scores``; what is not known counts neither way.
    """
    scores = scores.flatten(1, 2)
    right, known = right.flatten(1, 2), known.flatten(1, 2)
    wrong = torch.where(known & ~right, scores, torch.full_like(scores, _NEVER))
    held = torch.where(known & right, -scores, torch.full_like(scores, _NEVER))
    zero = torch.zeros_like(scores[:, :1])
    up = torch.logsumexp(torch.cat([wrong, zero], 1), 1)
    down = torch.logsumexp(torch.cat([held, zero], 1), 1)
    return (up + down).sum(-1).mean()
