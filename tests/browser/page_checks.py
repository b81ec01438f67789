"""What is asked of every page: it opens, it fits the window, and axe-core finds nothing."""

from axe_playwright_python.sync_playwright import Axe

#: The width of the window, that of the page, and the elements that reach beyond the window.
MEASURE = """() => {
    const {clientWidth, scrollWidth} = document.documentElement
    const wide = [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > clientWidth + 1)
        .map(element => element.outerHTML.slice(0, 120))
    return [clientWidth, scrollWidth, wide]
}"""

#: The desk is built of Django's own pages, which keep to the standard but not to every good habit.
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

#: What colours and sizes decide: in another dress, the same page is asked for this alone.
DRESS = {"runOnly": ["color-contrast", "link-in-text-block", "target-size"]}

#: Django's pickers are drawn by select2, whose lists hold what a list may not.
WITHOUT_PICKERS = {"exclude": [[".select2-container"]]}


def visit(page, address: str):
    """Open a page that must be there."""
    response = page.goto(address)
    assert response.status == 200, f"{address}: {response.status}"
    return page


def assert_fits(page) -> None:
    """Nothing makes the page scroll sideways."""
    inside, outside, wide = page.evaluate(MEASURE)
    assert outside <= inside, f"{page.url} is {outside} wide in a window of {inside}: {wide[:5]}"


def assert_accessible(page, rules: dict | None = None) -> None:
    """axe-core finds no violation of any rule that it knows, or of `rules` only."""
    # Preloading would have axe write style sheets into the page, which the policy forbids it.
    options = {"resultTypes": ["violations"], "preload": False} | (rules or {})
    results = Axe().run(page, context=WITHOUT_PICKERS, options=options)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
