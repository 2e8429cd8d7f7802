"""Conflict Ledger: knowledge."""
