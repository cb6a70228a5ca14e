"""Names of wings that more than one module speaks of."""

from explorer.words import N_

PRESENTING = N_("Present and play")
"""The wing whose pages show others' views: they are no scene of a talk."""
