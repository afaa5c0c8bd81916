"""What a finding of Inspector is about: resources of AWS, of a code host, of another cloud.

https://docs.aws.amazon.com/inspector/v2/APIReference/API_Resource.html
"""

from __future__ import annotations

from typing import Any

from hinomi.model import Resource
from hinomi.sources import arns
from hinomi.sources.reading import mappings, mask_keys, some_of, tags, text, texts

_TYPES = {
    "AWS_EC2_INSTANCE": "AWS::EC2::Instance",
    "AWS_ECR_CONTAINER_IMAGE": "AWS::ECR::Image",
    "AWS_ECR_REPOSITORY": "AWS::ECR::Repository",
    "AWS_LAMBDA_FUNCTION": "AWS::Lambda::Function",
    "CODE_REPOSITORY": "CodeRepository",
    "MACHINE_IMAGE": "AWS::EC2::Image",
}
_IMAGE = "AWS::ECR::Image"
_DIGEST = "sha256:"
# As many digits as `docker images` shows of a digest.
_SHOWN_DIGITS = 12


def kind(resource_type: str) -> str:
    """Return CloudFormation's name of a resource type; that of another cloud stays as it is."""
    return _TYPES.get(resource_type, resource_type)


def resources(finding: dict[str, Any]) -> tuple[Resource, ...]:
    """Name the resources under the names that people call them by."""
    found = (_resource(one) for one in mappings(finding, "resources"))
    return tuple(one for one in found if one.type or one.id)


def _resource(one: dict[str, Any]) -> Resource:
    labels, affected = tags(one, "tags"), kind(text(one, "type"))
    return Resource(
        type=affected,
        id=mask_keys(_short(text(one, "id"), affected)),
        name=_name(one) or labels.get("Name", ""),
        tags=labels,
    )


def _short(identifier: str, affected: str) -> str:
    """Shorten `arn:…:repository/web/sha256:<64 digits>`, and the path of a resource of Azure."""
    name = arns.short_name(identifier)
    if affected == _IMAGE and _DIGEST in name:
        repository, _, digest = name.partition(_DIGEST)
        return f"{repository}{_DIGEST}{digest[:_SHOWN_DIGITS]}"
    return name.rpartition("/")[2] if name.startswith("/subscriptions/") else name


def _name(one: dict[str, Any]) -> str:
    """Return the tags of an image or the name of the project, where the id alone says little."""
    image = some_of(texts(one, "details", "awsEcrContainerImage", "imageTags"), 2)
    return mask_keys(image or text(one, "details", "codeRepository", "projectName"))
