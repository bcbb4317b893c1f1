"""Pages: the article in HTML, what is known of its origin, and what stands beside it."""

from musnad.gather.pages.page import Aside, Page
from musnad.gather.pages.reading import read_page

__all__ = ["Aside", "Page", "read_page"]
