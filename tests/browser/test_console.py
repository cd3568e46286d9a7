"""The guard of all journeys works: a silent page passes, a noisy one is noticed."""

from playwright.sync_api import expect


def test_the_sign_in_page_is_silent(page):
    page.goto("/accounts/login/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_inline_script_is_refused_and_noticed(page, console):
    page.goto("/accounts/login/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        " document.body.append(s) }"
    )
    assert page.evaluate("() => window.ran") is None
    assert "Content Security Policy" in console.pop()
