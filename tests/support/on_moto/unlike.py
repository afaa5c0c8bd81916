"""Where the answers of the account in memory and of moto differ, and who is right."""

from __future__ import annotations

# What moto answers and no control reads.
LEFT_OUT = {
    "create_trail": (
        "IncludeGlobalServiceEvents",
        "IsMultiRegionTrail",
        "IsOrganizationTrail",
        "LogFileValidationEnabled",
    ),
    "describe_configuration_recorder_status": (
        "lastStartTime",
        "lastStatus",
        "lastStatusChangeTime",
        "lastStopTime",
    ),
    "describe_security_groups": (
        "Description",
        "IpRanges",
        "Ipv6Ranges",
        "PrefixListIds",
        "SecurityGroupArn",
        "Tags",
    ),
    "describe_trails": ("HasCustomEventSelectors", "HasInsightSelectors"),
    "get_bucket_acl": ("DisplayName",),
    "get_event_selectors": ("AdvancedEventSelectors", "EventSelectors"),  # the kind that is empty
    "get_trail_status": (
        "LatestDeliveryAttemptSucceeded",
        "LatestDeliveryAttemptTime",
        "LatestDeliveryTime",
        "LatestNotificationAttemptSucceeded",
        "LatestNotificationAttemptTime",
        "StartLoggingTime",
        "StopLoggingTime",
        "TimeLoggingStarted",
        "TimeLoggingStopped",
    ),
    "list_buckets": ("CreationDate", "DisplayName"),
    "list_object_versions": ("KeyMarker", "MaxKeys", "Name", "Prefix", "VersionIdMarker"),
    "update_trail": (
        "IncludeGlobalServiceEvents",
        "IsMultiRegionTrail",
        "IsOrganizationTrail",
        "LogFileValidationEnabled",
        "S3BucketName",
    ),
}
# Where the account in memory does as AWS documents, and moto does not.
UNLIKE: dict[str, dict[str, str]] = {
    "password policy": {
        "get_account_password_policy.PasswordPolicy.MaxPasswordAge": "AWS documents 0 and no field; moto has 0 alone",
    },
    "bucket": {
        "get_public_access_block.Error": "moto's new bucket lacks the block that S3 sets since April 2023",
        "put_bucket_lifecycle_configuration.TransitionDefaultMinimumObjectSize": "moto does not know of it",
    },
    "trail": {
        "create_trail.Error": "moto replaces a trail of the same name; AWS answers TrailAlreadyExistsException",
        "delete_trail.Error": "moto deletes what is not there; AWS answers TrailNotFoundException",
        "get_event_selectors.EventSelectors": "moto's new trail lacks the selector of all management events",
    },
    "recorder": {
        "describe_configuration_recorders.ConfigurationRecorders[].arn": "moto names no ARN of a recorder",
        "describe_configuration_recorders.ConfigurationRecorders[].recordingMode": "moto loses how often is recorded",
        "put_delivery_channel.Error": "moto takes a bucket that does not exist; AWS answers NoSuchBucketException",
    },
    "rules of a default group": {
        "authorize_security_group_ingress.SecurityGroupRules[].GroupOwnerId": "moto does not say whose a new rule is",
        "describe_security_group_rules.SecurityGroupRules": "moto's default group lacks the rule for itself",
        "describe_security_groups.SecurityGroups[].IpPermissions": "likewise",
        "revoke_security_group_egress.Error": "EC2 answers InvalidSecurityGroupRuleId.NotFound for an unknown rule id",
    },
}
