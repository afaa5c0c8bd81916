"""Security Hub CSPM in one Region: whether it is on, who decides on it, and where its findings come together.

What a member account can know of its organization's central configuration is little: only the administrator may ask
which accounts it manages (https://docs.aws.amazon.com/securityhub/latest/userguide/central-configuration-intro.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Manager, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

OFF = "InvalidAccessException"
"""How Security Hub answers an account that it is not on in, and one that is not the administrator."""


def hub(scene: Scene) -> Answer | None:
    """Describe the Region's hub; None where Security Hub is off."""
    return scene.find("securityhub", "describe_hub", missing=OFF)


def administrator(scene: Scene) -> str:
    """Name the account that this one is a member of; empty where there is none. Security Hub must be on."""
    answer = scene.find("securityhub", "get_administrator_account", missing="ResourceNotFoundException")
    named: str = ((answer or {}).get("Administrator") or {}).get("AccountId", "")
    return named


def configured_centrally(scene: Scene) -> Manager | None:
    """Tell whether this is the administrator account of an organization that configures Security Hub centrally.

    An organization's Security Hub policy shows as a central configuration that is disabled
    (https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_OrganizationConfiguration.html).
    """
    answer = scene.find("securityhub", "describe_organization_configuration", missing=OFF)
    found = (answer or {}).get("OrganizationConfiguration") or {}
    central = found.get("ConfigurationType") == "CENTRAL" or found.get("Status") == "DISABLED"
    return Manager.CENTRAL_CONFIGURATION if central else None


def membership(scene: Scene) -> Iterator[Note]:
    """Note that an administrator may set standards and controls in this account's place. Security Hub must be on."""
    if named := administrator(scene):
        yield Note("member", {"administrator": named})


def aggregator(scene: Scene) -> str:
    """Return the ARN of the account's finding aggregator; empty where there is none. Every Region knows it."""
    found = scene.every("securityhub", "list_finding_aggregators", "FindingAggregators")
    arn: str = found[0]["FindingAggregatorArn"] if found else ""
    return arn


def region_of(arn: str) -> str:
    """Return the Region in an ARN."""
    return arn.split(":")[3]
