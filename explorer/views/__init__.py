"""What stands on a page: a folder a page; widgets and mounting."""
