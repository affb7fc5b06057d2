"""Exports that keep to the page: the scan with its text beneath it, and OCR in the forms that others read."""

from __future__ import annotations
