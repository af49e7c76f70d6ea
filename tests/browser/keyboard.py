"""A reader who has a keyboard and nothing else."""

from playwright.sync_api import Locator, Page

MOST_STOPS = 600  # links and controls on the longest page, with room


def has_focus(target: Locator) -> bool:
    """Say whether one of the elements that a locator finds has the focus."""
    return bool(target.evaluate_all("nodes => nodes.includes(document.activeElement)"))


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab (or Shift+Tab) until the target has the focus.

    Raises
    ------
    AssertionError
        If it can't be reached that way.
    """
    for _ in range(MOST_STOPS):
        if has_focus(target):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never reaches {target}")


def press_on(page: Page, target: Locator, key: str = "Enter", *, back: bool = False) -> None:
    """Go to a control by keyboard and press a key on it."""
    tab_to(page, target, "Shift+Tab" if back else "Tab")
    page.keyboard.press(key)
