"""Systems Manager: service settings with AWS's defaults, and who may use the account's documents."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page

LOG_DESTINATION = "/ssm/automation/customer-script-log-destination"
PUBLIC_SHARING = "/ssm/documents/console/public-sharing-permission"
DEFAULTS = {LOG_DESTINATION: None, PUBLIC_SHARING: "Enable"}
VALUES = {LOG_DESTINATION: {"CloudWatch"}, PUBLIC_SHARING: {"Enable", "Disable"}}


class SSM(Service):
    NAME = "ssm"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"settings": {}, "documents": {}}

    def get_service_setting(self, here: Here, asked: Answer) -> Answer:
        name = asked["SettingId"]
        if name not in DEFAULTS:
            raise Refused("ServiceSettingNotFound")
        chosen = here.state["settings"].get(name)
        value = chosen if chosen is not None else DEFAULTS[name]
        status = "Default" if chosen is None else "Customized"
        shown = {} if value is None else {"SettingValue": value}
        return {"ServiceSetting": {"SettingId": name, "Status": status, **shown}}

    def update_service_setting(self, here: Here, asked: Answer) -> Answer:
        name, value = asked["SettingId"], asked["SettingValue"]
        if name not in DEFAULTS:
            raise Refused("ServiceSettingNotFound")
        if value not in VALUES[name]:
            raise Refused("ValidationException")
        here.state["settings"][name] = value
        return {}

    def reset_service_setting(self, here: Here, asked: Answer) -> Answer:
        here.state["settings"].pop(asked["SettingId"], None)
        return self.get_service_setting(here, asked)

    def list_documents(self, here: Here, asked: Answer) -> Answer:
        amazon = [{"Name": "AWS-RunShellScript", "Owner": "Amazon"}]
        own = [{"Name": name, "Owner": ACCOUNT} for name in sorted(here.state["documents"])]
        only_own = {"Key": "Owner", "Values": ["Self"]} in asked.get("Filters", [])
        return page(own if only_own else [*amazon, *own], asked, "DocumentIdentifiers")

    def describe_document_permission(self, here: Here, asked: Answer) -> Answer:
        if asked["Name"] not in here.state["documents"]:
            raise Refused("InvalidDocument")
        return page(here.state["documents"][asked["Name"]], asked, "AccountIds")
