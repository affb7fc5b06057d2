"""A file becomes pages: words with their places."""

from memcon.pages.cache import CacheReport, cache_report, clear_cache
from memcon.pages.opening import Opened, open_source
from memcon.pages.settings import Settings

__all__ = ["CacheReport", "Opened", "Settings", "cache_report", "clear_cache", "open_source"]
