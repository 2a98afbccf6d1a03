"""The pictures that shared links show: what is on them, that all of it is drawn, the same bytes, small files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
