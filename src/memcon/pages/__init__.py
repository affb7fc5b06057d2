"""A file becomes pages: words with their places."""

from memcon.pages.opening import Opened, open_source
from memcon.pages.settings import Settings

__all__ = ["Opened", "Settings", "open_source"]
