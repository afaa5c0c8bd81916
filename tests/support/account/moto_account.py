"""The account on moto: what the account in memory is asked elsewhere is asked of somebody else's idea of AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import ClientError
from moto.backends import get_backend, list_of_moto_modules

from support.account.fake import ACCOUNT, HOME, Answer, Call, FakeAccount, Refused

if TYPE_CHECKING:
    from botocore.model import OperationModel

STAND_INS: dict[tuple[str, str], Answer | str] = {
    ("config", "describe_delivery_channel_status"): {"DeliveryChannelsStatus": []},
    ("ec2", "describe_security_group_references"): {"SecurityGroupReferenceSet": []},
    ("ec2", "get_ebs_default_kms_key_id"): {"KmsKeyId": "alias/aws/ebs"},
    ("inspector2", "get_delegated_admin_account"): "ResourceNotFoundException",
    ("organizations", "describe_effective_policy"): "AWSOrganizationsNotInUseException",
}
"""Readings that moto has not, answered as for an account without organization, peering, deliveries and own keys."""


class MotoAccount(FakeAccount):
    """The account on moto. Every request is counted before it leaves; `reset` forgets this account of moto's alone."""

    def __init__(self) -> None:
        self._asked: set[str] = set()
        super().__init__(())

    def reset(self) -> None:
        """Forget everything; the session and its clients stay."""
        for service in self._asked & set(list_of_moto_modules()):
            get_backend(service)[ACCOUNT].reset()  # type: ignore[call-overload]  # a name that moto itself lists
        self._asked.clear()
        super().reset()

    def _answer(self, model: OperationModel, context: dict[str, Any], **request: Any) -> Any:
        service = model.service_model.service_name
        if (service, xform_name(model.name)) in STAND_INS:
            return super()._answer(model, context)
        request["params"]["headers"]["x-moto-account-id"] = ACCOUNT
        self._asked.add(service)
        self.calls.append(Call(service, model.name, context["client_region"], context["fake_parameters"]))
        return None  # moto answers

    def _perform(self, service: str, method: str, region: str, parameters: dict[str, Any]) -> Answer:
        del region, parameters
        answer = STAND_INS[service, method]
        if isinstance(answer, str):
            raise Refused(answer)
        return answer


def ask(account: FakeAccount, service: str, operation: str, region: str = HOME, **parameters: Any) -> Answer:
    """Call an operation as anybody would; where AWS refuses, the answer is its error code."""
    client = account.session.client(service, region_name=region)
    try:
        answer: Answer = getattr(client, operation)(**parameters)
    except ClientError as error:
        return {"Error": error.response["Error"]["Code"]}
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}
