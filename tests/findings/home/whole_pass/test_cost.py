"""Multiplications are counted as the matrices have them."""

from explorer.findings.home.whole_pass.cost import multiplications
from tests.findings.embedded import model


def test_multiplications_are_those_of_the_weight_matrices_and_of_attention() -> None:
    shape, module = model().shape, model().module
    # Every number of a block's matrices is multiplied once for each token.
    matrices = sum(p.numel() for name, p in module.named_parameters() if ".h." in name and p.ndim == 2)
    attention = 2 * shape.n_layers * shape.n_heads * shape.d_head * (1 + 2 + 3)
    assert multiplications(shape, 3) == 3 * matrices + attention + shape.n_vocab * shape.d_model
