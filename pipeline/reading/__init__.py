"""Conflict Ledger: reading."""
