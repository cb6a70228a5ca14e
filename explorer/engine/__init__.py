"""Models, runs and what is computed of them, shared by all visitors."""
