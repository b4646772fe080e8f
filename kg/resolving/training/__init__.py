"""Tools that make what ``kg.resolving`` ships; not part of the wheel."""
