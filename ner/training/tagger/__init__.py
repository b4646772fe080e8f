"""Training of the learned tagger: pruned vocabulary, continued pretraining, tagging, distilling, export (``make train``)."""
