"""What stands around every page: the frame, the spine, a page's opening."""
