"""Conflict Ledger: resolving."""
