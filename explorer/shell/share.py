"""What a visitor takes along from a page: a link, the pictures, the run. One quiet button beside the page's title."""

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from explorer.components.frame.picture_menu import Font, PictureMenu
from explorer.components.frame.share_box import Labels, ShareBox
from explorer.components.mount import mount
from explorer.export.page_file import FONTS
from explorer.figures.qr import LONGEST, code_of
from explorer.findings.address import is_local
from explorer.session import state
from explorer.session.address import server
from explorer.session.link import KEPT, shortest, to_params
from explorer.shell.take_run import show_run
from explorer.views.fragments import fragment
from explorer.words import _

FRAME = '<iframe src="{src}" title="LLM Explorer" width="100%" height="720" style="border:0"></iframe>'
"""A view inside another page."""


@fragment()
def show_share(page: str) -> None:
    """The button, and what it opens; that is made when somebody opens it."""
    box = st.popover(_("Share"), icon=":material/ios_share:", key="share", on_change="rerun")
    if not box.open:
        return
    with box, st.container(key="shared"):
        link, pictures, run = st.tabs([_("Link"), _("Pictures"), _("Run")])
        with link:
            mount("share_link", link_of(page))
        with pictures:
            mount("share_pictures", pictures_of(page))
        with run:
            show_run(state.run_or_none(), page)


def show_way_out(page: str) -> None:
    """Inside another page, the way to the whole explorer; elsewhere it is not seen (style.css)."""
    here = state.current()
    way = address(page, to_params(here, state.default(here.lang)))
    st.container(key="way_out", width="content").link_button("LLM Explorer", way, icon=":material/open_in_new:")


def pictures_of(page: str) -> PictureMenu:
    return PictureMenu(
        stem=f"llm-explorer-{page}",
        unnamed=_("Picture {n}", n="{n}"),
        none=_("This view has no picture."),
        fonts=tuple(Font(family, f"{server(page)}app/static/fonts/{file}.woff2") for family, file in FONTS.items()),
    )


def link_of(page: str) -> ShareBox:
    here = replace(state.current(), tour=0)  # a link leads to what is on screen, not into the middle of a tour
    default = state.default(here.lang)
    params = to_params(here, default)
    link, short = (address(page, some) for some in (params, shortest(here, default)))
    code = code_of(short) if KEPT not in params else None
    return ShareBox(
        link=link,
        embed=FRAME.format(src=escape(address(page, params | {"embed": "1"}))),
        code=code,
        note=_note(link, kept=KEPT in params, coded=code is not None),
        labels=Labels(
            link=_("Link to what is on screen"),
            copy=_("Copy"),
            copied=_("Copied"),
            code=_("QR code of the link"),
            embed=_("In a page of your own"),
        ),
    )


def address(page: str, params: dict[str, str]) -> str:
    """Of a page, as the visitor's browser names this server."""
    return f"{server(page)}{'' if page == 'home' else page}?{urlencode(params)}"


def _note(link: str, *, kept: bool, coded: bool) -> str:
    if kept:
        return _("This text is too long for a link, so the link opens without it: shorten the text.")
    if is_local(link):
        return _(
            "This address is known to this computer alone. For phones and other computers, start the app with "
            "ADDRESS=0.0.0.0 and open it by this computer's address in the network."
        )
    if not coded:
        return _("With more than {n} characters a code is too fine for phones: shorten the text.", n=LONGEST)
    return ""
