"""What ⑤ says of a text being written, and of the other ways in which it could be."""
