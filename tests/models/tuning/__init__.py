"""Teaching a copy of a model, against peft, plain numpy and the formulas."""
