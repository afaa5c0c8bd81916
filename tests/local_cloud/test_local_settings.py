from __future__ import annotations

import pytest

from hinomi.config import Config
from hinomi.routing.routes import ROOT, Router
from hinomi_cli import settings_file
from hinomi_cli.local_cloud import deploy, storm


@pytest.fixture(scope="module")
def local() -> Config:
    return settings_file.load(deploy.SETTINGS)


def test_ten_minutes_of_the_storm_are_shortened_as_its_times_are(local: Config) -> None:
    shortened, usual = Router(local).plan(storm.ROUTE), Router(Config()).plan(ROOT)
    assert usual.interval / shortened.interval == 60 / storm.MINUTE_SECONDS


def test_only_times_and_the_receiver_of_the_storm_are_other_than_by_default(local: Config) -> None:
    plan = Router(local).plan(ROOT)
    usual = Router(Config()).plan(ROOT)
    assert (plan.receiver, plan.group_by, plan.repeat, plan.mute) == (
        usual.receiver,
        usual.group_by,
        usual.repeat,
        usual.mute,
    )
    assert set(local.receivers) == {"storm"}
