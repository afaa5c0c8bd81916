"""What a boto3 knows of some services; run as a program, it tells this of the boto3 that it finds on the path."""

from __future__ import annotations

import json
import sys
from typing import Any

import boto3


def describe(services: list[str]) -> dict[str, Any]:
    """List the operations of each service, which of them have pages, and what can be waited for."""
    session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name="ap-northeast-1")
    clients = {service: session.client(service) for service in services}  # type: ignore[call-overload]  # any name
    return {
        service: {
            "version": client.meta.service_model.api_version,
            "paged": {method: client.can_paginate(method) for method in client.meta.method_to_api_mapping},
            "waiters": client.waiter_names,
            "endpoint": client.meta.endpoint_url,
        }
        for service, client in clients.items()
    } | {"partition of Beijing": session.get_partition_for_region("cn-north-1")}


if __name__ == "__main__":
    told = describe(sys.argv[1:])
    loaded = sorted(str(module.__file__) for module in sys.modules.values() if getattr(module, "__file__", None))
    sys.stdout.write(json.dumps({"told": told, "loaded": loaded}))
