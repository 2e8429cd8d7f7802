"""Conflict Ledger: assets."""
