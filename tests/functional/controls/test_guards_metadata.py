"""The Region's defaults for the metadata service of new instances."""

from __future__ import annotations

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from support.account.ec2_guards import EC2Guards
from support.account.fake import HOME, Call, FakeAccount
from support.rounds import settle, take_back

IMDS = BY_ID["ec2_imds_v2_default"]


def there(fake: FakeAccount) -> dict[str, object]:
    """The settings of the home Region."""
    return fake.state(EC2Guards)


def test_of_the_metadata_defaults_only_the_tokens_are_sent(fake: FakeAccount) -> None:
    chosen = {"HttpPutResponseHopLimit": 3, "InstanceMetadataTags": "enabled", "HttpTokensEnforced": "disabled"}
    there(fake)["metadata"] = {"HttpTokens": "optional", **chosen}
    (result,) = settle(fake, IMDS)
    assert result.outcome is Outcome.CHANGED
    assert there(fake)["metadata"] == {"HttpTokens": "required", **chosen}
    assert fake.written() == [Call("ec2", "ModifyInstanceMetadataDefaults", HOME, {"HttpTokens": "required"})]


def test_metadata_defaults_that_nobody_had_chosen_are_none_again_after_undo(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, IMDS, journal=journal)
    assert there(fake)["metadata"] == {"HttpTokens": "required"}
    (undone,) = take_back(fake, IMDS, journal)
    assert undone.undoing is Undoing.UNDONE
    assert fake.snapshot() == {}


def test_no_preference_is_stronger_than_a_default_that_tells_every_ami_that_tokens_are_optional() -> None:
    reaches = IMDS.order.reaches
    assert reaches({"tokens": "no-preference"}, {"tokens": "optional"})
    assert not reaches({"tokens": "optional"}, {"tokens": "no-preference"})
