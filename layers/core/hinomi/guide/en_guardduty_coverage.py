"""GuardDuty's own health: runtime coverage, malware protection plans, what follows a scan, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "guardduty_coverage": Entry(
        headline="Gap in what GuardDuty watches",
        why="There is something that GuardDuty cannot watch. An attack there may go undetected.",
        steps=(
            "Open the GuardDuty console, and look at its status and the reason.",
            "Correct permissions or network settings as the reason says.",
        ),
    ),
    "guardduty_coverage/runtime": Entry(
        headline="GuardDuty Runtime Monitoring unhealthy",
        why="Nothing arrives from GuardDuty's security agent. Until it does, Runtime Monitoring cannot detect attacks inside this resource.",
        steps=(
            "Look at the coverage and the issue under Runtime Monitoring in the GuardDuty console.",
            "Check the VPC endpoint and the traffic from the agent.",
            "If it becomes Healthy after a while, nothing needs to be done.",
        ),
    ),
    "guardduty_coverage/runtime/EC2": Entry(
        headline="GuardDuty Runtime Monitoring unhealthy",
        why="Nothing arrives from GuardDuty's security agent on the EC2 instance. An instance that has just started usually becomes Healthy in a few minutes. Until data arrives, Runtime Monitoring cannot detect attacks inside the instance.",
        steps=(
            "Check whether the instance has just been started or stopped, and if it was started, wait a few minutes.",
            "If it lasts, check that the instance is a managed node of Systems Manager.",
            "Check, for example in the security groups, that the instance can reach GuardDuty's VPC endpoint over HTTPS (port 443).",
            "If nobody knows why the agent stopped, an intruder may have stopped it: look at other findings and the CloudTrail event history.",
        ),
    ),
    "guardduty_coverage/runtime/EKS": Entry(
        headline="GuardDuty Runtime Monitoring unhealthy",
        why="The EKS cluster has nodes from which nothing arrives from GuardDuty's security agent. Until it does, Runtime Monitoring cannot detect attacks inside their containers.",
        steps=(
            "Look at the issue and at how many nodes are monitored.",
            "Check the GuardDuty agent add-on and its pods in the EKS console.",
            "Check that the nodes can reach GuardDuty's VPC endpoint.",
        ),
    ),
    "guardduty_coverage/runtime/ECS": Entry(
        headline="GuardDuty Runtime Monitoring unhealthy",
        why="The ECS cluster has tasks or instances from which nothing arrives from GuardDuty's security agent. Until it does, Runtime Monitoring cannot detect attacks inside their containers.",
        steps=(
            "Check from the issue which task definition or service is affected.",
            "Check that the task execution role is allowed to pull the image of GuardDuty's agent.",
            "If the tasks were started before Runtime Monitoring was enabled, deploy the service again at a time that suits you.",
        ),
    ),
    "guardduty_coverage/malware_plan": Entry(
        headline="Problem with a Malware Protection plan for S3",
        why="The GuardDuty Malware Protection for S3 plan of this bucket has a problem. Uploaded objects may not be scanned.",
        steps=(
            "Look at the status of the bucket and the reason under Malware Protection for S3 in the GuardDuty console.",
            "Check that the plan's IAM role has the permissions it needs, and that the bucket sends notifications to EventBridge.",
            "Check that neither the policy of the KMS key nor the bucket policy denies that role.",
            "Once it is corrected, run an on-demand scan (CLI or API) of objects that may have been missed.",
        ),
    ),
    "guardduty_coverage/post_scan_action": Entry(
        headline="Tagging after a malware scan failed",
        why="S3 objects were scanned, but could not be tagged with the result. Where access depends on that tag, objects that are needed cannot be read, or dangerous ones still can. For the same bucket and reason, you are told once.",
        steps=(
            "If the error is access denied, add permissions such as s3:PutObjectTagging to the plan's IAM role.",
            "If the error is the tag limit, remove tags that the object does not need.",
            "If access depends on the tag, check how objects without one are treated.",
        ),
    ),
}
