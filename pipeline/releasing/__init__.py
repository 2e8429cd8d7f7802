"""Conflict Ledger: releasing."""
