"""Decides how a query is answered: syntax tree to plan."""
