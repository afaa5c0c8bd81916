"""The account that a command works on: who asks, where it is at home, which Regions a round covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.aws import AwsError
from hinomi.baseline.scene import Scene
from hinomi.edge.account import Where, discover
from hinomi.edge.aws import BotoAws, Session
from hinomi_cli.baseline.refusal import RefusedError, of_aws

if TYPE_CHECKING:
    from hinomi.baseline.settings import Baseline
    from hinomi_cli.baseline.login import Login


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """An account as some credentials see it; `covered` are the Regions that hinomi.yaml lets a round enter."""

    session: Session
    where: Where
    covered: tuple[str, ...]

    def scene(self, region: str) -> Scene:
        """Return a Region as the controls see it, with nothing remembered from before."""
        return Scene(
            aws=BotoAws(self.session),
            account=self.where.account,
            partition=self.where.partition,
            region=region,
            home=self.where.home,
            regions=self.covered,
            enabled=self.where.enabled,
        )

    def regions(self, named: list[str]) -> tuple[str, ...]:
        """Return the named Regions, or all that a round covers; raise `RefusedError` for one that it does not."""
        for name in named:
            if name not in self.where.enabled:
                raise RefusedError("refuse.region", name=name, names=", ".join(self.where.enabled))
            if name not in self.covered:
                raise RefusedError("refuse.excluded", name=name)
        return tuple(region for region in self.covered if not named or region in named)


def open_site(login: Login, baseline: Baseline) -> Site:
    """Ask AWS whose credentials these are and which Regions are enabled; raise `RefusedError`."""
    if not login.home:
        raise RefusedError("refuse.no_region")
    try:
        where = discover(BotoAws(login.session), login.home)
    except AwsError as error:
        raise of_aws(error, login.home) from error
    excluded = set(baseline.exclude_regions) - {where.home}
    covered = tuple(region for region in where.enabled if region not in excluded)
    return Site(session=login.session, where=where, covered=covered)
