"""The models of two stacks that are in memory, by their fingerprint."""

from explorer.models.present import Present
from explorer.models.two_stacks.model import Seq2Seq

_models: Present[Seq2Seq] = Present()

enter, present = _models.enter, _models.present
