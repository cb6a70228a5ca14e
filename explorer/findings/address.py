"""Where the app lies, as a browser names it."""

from urllib.parse import urlsplit, urlunsplit


def base_of(url: str, page: str) -> str:
    """The app's own address, of the address of one of its pages.

    >>> base_of("http://host:8501/app/play?x=1", "play"), base_of("http://host:8501/", "play")
    ('http://host:8501/app/', 'http://host:8501/')
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix(f"/{page}")
    return urlunsplit((parts.scheme, parts.netloc, f"{path}/", "", ""))


def is_local(url: str) -> bool:
    """Whether only this computer can open it."""
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
