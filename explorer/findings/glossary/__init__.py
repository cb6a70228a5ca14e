"""The glossary: every word that newcomers do not know."""
