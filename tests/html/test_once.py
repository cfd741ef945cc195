"""What is found out once."""

from smo_core.html.once import once


class Page:
    """A page that counts how often it is asked."""

    asked = 0

    @once
    def title(self) -> str:
        """What it is called."""
        self.asked += 1
        return f"Tea {self.asked}"


def test_it_is_found_out_when_asked_for_first_and_then_known():
    page, other = Page(), Page()
    assert (page.title, page.title, other.title) == ("Tea 1", "Tea 1", "Tea 1")
    assert page.asked == 1


def test_the_class_has_what_it_is_and_says_of_itself():
    assert isinstance(Page.title, once)
    assert Page.title.__doc__ == "What it is called."
