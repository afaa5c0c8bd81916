"""The one place where text is cleaned, defanged, cut and wrapped.

The order is: `clean` what came from an event, `defang` it, lay it out, escape it by the channel's own rule, `cut` it.
"""

from __future__ import annotations

from hinomi.text.cleaning import clean
from hinomi.text.cutting import ELLIPSIS, cut
from hinomi.text.defanging import defang, defang_host
from hinomi.text.neutralizing import neutralize
from hinomi.text.wrapping import wrap

__all__ = ["ELLIPSIS", "clean", "cut", "defang", "defang_host", "neutralize", "wrap"]
