"""AWS Cost Anomaly Detection, by EventBridge and by SNS, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "cost_anomaly": Entry(
        headline="An unusual rise in cost",
        why="AWS Cost Anomaly Detection has found a cost that does not fit its history. Cost data can be up to 24 hours late, so it may still be growing.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection and see which service, account and Region it comes from.",
            "Ask the owners of that account what they started or changed on the days named above.",
            "If nobody knows of it, suspect misuse and look for resources and credentials that you do not recognize.",
            "Stop what is not needed, or submit an assessment on the page of the anomaly if it was expected.",
        ),
    ),
    "cost_anomaly/service": Entry(
        headline="Cost is {extra_cost} above the expected ({service})",
        why="AWS Cost Anomaly Detection has found a cost that does not fit its history. Cost data can be up to 24 hours late, so it may still be growing.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection and see by day and usage type what has grown.",
            "Ask the owners of that account what they started or changed on the days named above.",
            "If nobody knows of it, suspect misuse and look for resources and credentials that you do not recognize.",
            "Stop what is not needed, or submit an assessment on the page of the anomaly if it was expected.",
        ),
    ),
    "cost_anomaly/new": Entry(
        headline="Unexpected cost of {extra_cost} ({service})",
        why="No cost was expected here, usually because the service has not been used before. Somebody may be trying it out, or an intruder may be misusing your account.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection and see in which account and Region the service is used.",
            "Ask the owners of that account whether they have begun to use the service.",
            "If nobody has, look in the CloudTrail event history of that Region for who created its resources, and deactivate those credentials.",
        ),
    ),
    "cost_anomaly/compute": Entry(
        headline="Compute costs {extra_cost} above the expected ({service})",
        why="Instances, containers or functions cost more than usual. Besides mistakes and what was left running, this is often how cryptocurrency mining by an intruder shows up.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection and see in which account, Region and usage type it grew.",
            "Look in that Region for instances and tasks that you do not recognize, and in the CloudTrail event history for who launched them.",
            "If nobody knows of them, deactivate the credentials that launched them, isolate the instances, and take snapshots before you stop them.",
            "If they were left running or loop by mistake, stop them or set limits.",
        ),
    ),
    "cost_anomaly/transfer": Entry(
        headline="Data transfer costs {extra_cost} above the expected ({service})",
        why="Far more data is moving than before. It may be a backup or a popular download, traffic that takes a costly route, or data that an intruder is taking out.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection and see in which account, Region and usage type it grew.",
            "Find what sends the data by VPC Flow Logs, S3 metrics or CloudFront reports, and look at the findings of GuardDuty for the same days.",
            "If you do not recognize the receiver, cut it off by security groups or bucket policies and check which credentials were used.",
            "If the traffic is wanted, consider VPC endpoints or CloudFront to make it cheaper.",
        ),
    ),
    "cost_anomaly/model": Entry(
        headline="AI models cost {extra_cost} above the expected ({service})",
        why="Models in Amazon Bedrock or SageMaker AI cost more than usual. Stolen credentials are often used to run models at the expense of their owner.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection and see in which account and Region it grew.",
            "Look in the CloudTrail event history of that Region for who calls InvokeModel and Converse, or who created endpoints.",
            "If nobody knows of it, deactivate those credentials and deny the models by an IAM policy or a service control policy.",
            "If it is your own application, look for loops and prompts that grew, and set quotas or a budget.",
        ),
    ),
    "cost_anomaly/answered": Entry(
        headline="Cost anomaly assessed as expected",
        why="Somebody has submitted an assessment that the anomaly is no issue or was planned, so it is closed here.",
        steps=(
            "Open the anomaly in Cost Anomaly Detection if you do not know of the assessment.",
            "Ask whoever looks after costs if you do not agree with it.",
        ),
    ),
}
