"""
The clock ribbon, the small ribbon and the trend line: pictures of clocks in plain values for a template.

A template loops over rectangles, lines and labels and decides nothing. All x are percentages written as text, so
that a drawing fills its box and no language puts a comma in them.
"""

from houvast.portal.ribbon.drawing import Chip, Line, Rect, Ribbon, draw
from houvast.portal.ribbon.labels import Label
from houvast.portal.ribbon.pieces import Scale
from houvast.portal.ribbon.small import Mini, Trend, mini, trend

__all__ = ["Chip", "Label", "Line", "Mini", "Rect", "Ribbon", "Scale", "Trend", "draw", "mini", "trend"]
