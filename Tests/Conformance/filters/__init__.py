"""Random filters, asked of two servers that hold the same objects."""
