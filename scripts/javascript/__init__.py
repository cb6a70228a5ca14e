"""The components' scripts checked as Python is: types, format, unit tests. Only for development."""
