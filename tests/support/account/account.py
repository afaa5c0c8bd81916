"""Account Management: whom AWS writes to."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service

PRIMARY = {
    "FullName": "Example Taro",
    "AddressLine1": "1-1-1 Example",
    "City": "Chiyoda",
    "PostalCode": "100-0001",
    "CountryCode": "JP",
    "PhoneNumber": "+81300000000",
}


class AccountManagement(Service):
    NAME = "account"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"alternate": {}, "primary": PRIMARY}

    def get_alternate_contact(self, here: Here, parameters: Answer) -> Answer:
        kind = parameters["AlternateContactType"]
        if kind not in here.state["alternate"]:
            raise Refused("ResourceNotFoundException", status=404)
        return {"AlternateContact": {"AlternateContactType": kind, **here.state["alternate"][kind]}}

    def put_alternate_contact(self, here: Here, parameters: Answer) -> Answer:
        here.state["alternate"][parameters.pop("AlternateContactType")] = parameters
        return {}

    def delete_alternate_contact(self, here: Here, parameters: Answer) -> Answer:
        if here.state["alternate"].pop(parameters["AlternateContactType"], None) is None:
            raise Refused("ResourceNotFoundException", status=404)
        return {}

    def get_contact_information(self, here: Here, _: Answer) -> Answer:
        if not here.state["primary"]:
            raise Refused("ResourceNotFoundException", status=404)
        return {"ContactInformation": here.state["primary"]}
