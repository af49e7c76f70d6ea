"""Wait for something in a page that lets nothing be evaluated.

Playwright's own `wait_for_function` evaluates its text again in the page at each
frame, which the pages' content security policy refuses as soon as the first look
finds that it has to wait. Only the pages in ``tests/browser`` have no such policy,
and some of them lead on to another, which ends an evaluation.
"""

from playwright.sync_api import Page

LONGEST_WAIT = 10_000  # milliseconds; a page that takes longer is broken, not slow


def until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until a JavaScript function of one argument gives something true.

    Parameters
    ----------
    page
        The page.
    holds
        The function's source, e.g. ``"() => scrollY > 0"``.
    arg
        What it is given.
    """
    held = page.evaluate(
        f"""async ([arg, longest]) => {{
            const holds = {holds};
            const end = performance.now() + longest;
            while (!holds(arg)) {{
                if (performance.now() > end) return false;
                await new Promise(requestAnimationFrame);
            }}
            return true;
        }}""",
        [arg, LONGEST_WAIT],
    )
    assert held, f"waited in vain for {holds}"
