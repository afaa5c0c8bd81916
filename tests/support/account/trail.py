"""One trail of the account in memory: as it is made, as CloudTrail describes it, what its bucket must allow."""

from __future__ import annotations

import json
from typing import Any

from support.account.fake import ACCOUNT, HOME, Answer, Here, Refused
from support.account.s3 import S3

DEFAULT = {
    "EventSelectors": [
        {
            "ReadWriteType": "All",
            "IncludeManagementEvents": True,
            "DataResources": [],
            "ExcludeManagementEventSources": [],
        }
    ]
}


def trail(name: str, *, region: str = HOME, owner: str = ACCOUNT, **facts: Any) -> dict[str, Any]:
    """Make a trail as the console does: of every Region, recording all management events."""
    return {
        "arn": f"arn:aws:cloudtrail:{region}:{owner}:trail/{name}",
        "name": name,
        "home": region,
        "owner": owner,
        "bucket": "some-logs",
        "multi_region": True,
        "global_events": True,
        "organization": False,
        "validated": True,
        "kms_key": "",
        "log_group": "",
        "log_role": "",
        "logging": True,
        "selectors": DEFAULT,
        "tags": [],
        "bucket_error": "",
        "group_error": "",
        **facts,
    }


def described(there: dict[str, Any]) -> Answer:
    """Describe a trail as CloudTrail does: what is not set is not there."""
    given = {
        "CloudWatchLogsLogGroupArn": there["log_group"],
        "CloudWatchLogsRoleArn": there["log_role"],
        "KmsKeyId": there["kms_key"],
    }
    return {
        "Name": there["name"],
        "TrailARN": there["arn"],
        "HomeRegion": there["home"],
        "S3BucketName": there["bucket"],
        "IncludeGlobalServiceEvents": there["global_events"],
        "IsMultiRegionTrail": there["multi_region"],
        "IsOrganizationTrail": there["organization"],
        "LogFileValidationEnabled": there["validated"],
        **{name: value for name, value in given.items() if value},
    }


def status(there: dict[str, Any]) -> Answer:
    """Tell how a trail fares: it goes on logging though nothing arrives, and only the last errors say so."""
    errors = {
        "LatestDeliveryError": there["bucket_error"],
        "LatestCloudWatchLogsDeliveryError": there["group_error"],
    }
    return {"IsLogging": there["logging"], **{name: error for name, error in errors.items() if error}}


def check_bucket(here: Here, made: dict[str, Any]) -> None:
    """Refuse a bucket whose policy does not let this trail look at it and write below the account's prefix."""
    there = here.account.state(S3)["buckets"].get(made["bucket"])
    if there is None:
        raise Refused("S3BucketDoesNotExistException")
    bucket = f"arn:aws:s3:::{made['bucket']}"
    wanted = {("s3:GetBucketAcl", bucket), ("s3:PutObject", f"{bucket}/AWSLogs/{ACCOUNT}/*")}
    allowed = {
        (one["Action"], one["Resource"])
        for one in json.loads(there["policy"] or '{"Statement": []}')["Statement"]
        if one["Effect"] == "Allow"
        and one["Principal"] == {"Service": "cloudtrail.amazonaws.com"}
        and one["Condition"]["StringEquals"].get("aws:SourceArn") == made["arn"]
    }
    if not wanted <= allowed:
        raise Refused("InsufficientS3BucketPolicyException")
