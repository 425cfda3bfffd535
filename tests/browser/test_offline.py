"""Without network the browser shows the portal's own page, kept by the service worker."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.looking import Office
from tests.servers import portal_environment, web_server

READY = "navigator.serviceWorker.ready.then(worker => worker.active.state)"
KEPT = """caches.keys()
  .then(names => Promise.all(names.map(name => caches.open(name))))
  .then(stores => Promise.all(stores.map(store => store.keys())))
  .then(kept => kept.flat().map(request => new URL(request.url).pathname))"""


def test_a_page_asked_for_without_network_is_the_portals_own(
    browser: Browser, office: Office
) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 625})
    page = context.new_page()
    spoken: list[str] = []
    page.on("console", lambda message: spoken.append(message.text))
    with web_server(portal_environment()) as address:
        page.goto(f"{address}/tro-giup/")
        page.evaluate(READY)
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        kept = page.evaluate(KEPT)
        # A page of a person is never kept, nor anything else of the portal's texts.
        assert kept[0] == "/ngoai-tuyen/"
        assert {path.split("/")[1] for path in kept[1:]} == {"static"}
        assert {"/static/css/base.css", "/static/js/trang.js"} <= set(kept)
        assert [text for text in spoken if "Content Security Policy" in text] == []
    # The server is gone now.
    page.goto(f"{address}/viec-can-lam/")
    assert page.get_by_role("heading", level=1).inner_text() == "Máy đang không có mạng"
    assert page.url == f"{address}/viec-can-lam/"
    assert page.get_by_role("link", name="Thử lại").is_visible()
    header = page.locator(".site-header")
    assert header.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(20, 50, 79)"
    context.close()
