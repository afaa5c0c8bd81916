"""How much an anomaly costs, and how bad that is.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Impact.html
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from hinomi.model import Percent, Severity
from hinomi.sources.reading import mapping, number

_BANDS = ((10_000.0, Severity.CRITICAL), (1_000.0, Severity.HIGH), (100.0, Severity.MEDIUM))
"""What it costs beyond the expected, from which amount on, in dollars.

AWS gives no severity that fits: its score says how unusual an anomaly is, not how dear. $100 and 40 % are the
thresholds of the subscription that AWS sets up by itself
(https://docs.aws.amazon.com/cost-management/latest/userguide/ce-enable.html); each next step is ten times as much, so
that an anomaly that goes on growing is told again at each. From $10,000 on, waiting until morning costs more than a
night's sleep.
"""
_NOTEWORTHY = 40.0


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What an anomaly has cost so far; `percentage` is of the expected, absent where nothing was expected."""

    total: Decimal | None
    actual: Decimal | None
    expected: Decimal | None
    percentage: Percent | None
    severity: Severity

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was expected, as where a service is used for the first time."""
        return self.expected == 0


def impact_of(told: dict[str, Any]) -> Impact:
    """Read the impact; what AWS left out is worked out where it can be."""
    impact = mapping(told, "impact")
    actual, expected = number(impact, "totalActualSpend"), number(impact, "totalExpectedSpend")
    total = number(impact, "totalImpact")
    if total is None and actual is not None and expected is not None:
        total = number(actual - expected)  # the difference of two huge amounts may be infinite
    if total is None:
        total = number(impact, "maxImpact")
    share = number(impact, "totalImpactPercentage")
    return Impact(
        total=cents(total),
        actual=cents(actual),
        expected=cents(expected),
        percentage=Percent(Decimal(str(round(share, 1)))) if share is not None and expected != 0 else None,
        severity=_severity(total, None if expected == 0 else share),
    )


def cents(amount: float | None) -> Decimal | None:
    """Return an amount to the cent."""
    return None if amount is None else Decimal(str(round(amount, 2)))


def _severity(total: float | None, share: float | None) -> Severity:
    """Judge by the amount, one step milder where it is small beside what was expected.

    A share that is not told is not small: nothing was expected. An amount that cannot be read is MEDIUM.
    """
    if total is None:
        return Severity.MEDIUM
    severity = next((severity for least, severity in _BANDS if total >= least), Severity.LOW)
    if share is not None and share < _NOTEWORTHY and severity > Severity.LOW:
        return Severity(severity - 1)
    return severity
