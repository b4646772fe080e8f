"""Texts shown to users, one module per area."""
