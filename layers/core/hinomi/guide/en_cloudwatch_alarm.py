"""CloudWatch alarms that change their state, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "cloudwatch_alarm": Entry(
        headline="Alarm raised",
        why="A metric has met the condition that was set for it, and the alarm is now in the ALARM state. How serious that is depends on the alarm, so Hinomi rates every alarm as medium.",
        steps=(
            "Check from the name and the description of the alarm what it is meant to tell you.",
            "Compare the latest values with the threshold, and check in the CloudWatch graph when it began and how long it has lasted.",
            "Check the logs of the resource that it watches, and what was deployed or changed just before.",
            "If this alarm needs no action, adjust its threshold or mute it with a CloudWatch alarm mute rule.",
        ),
    ),
    "cloudwatch_alarm/composite": Entry(
        headline="Composite alarm raised",
        why="The combined condition of several alarms is met, and the composite alarm is now in the ALARM state. Such alarms are usually built to be more reliable than a single alarm, so look at this one first.",
        steps=(
            "Open the alarms that triggered it in the CloudWatch console, and look at the values and the reason of each.",
            "Check whether the service that it watches can actually be used.",
            "Check the logs of what those alarms watch, and what was deployed or changed just before.",
        ),
    ),
    "cloudwatch_alarm/contributor": Entry(
        headline="Alarm raised for one contributor",
        why="The alarm watches several contributors together, and one of them has met the condition. The contributor above says which.",
        steps=(
            "Check from the contributor which one is affected.",
            "Check in the CloudWatch console whether the same is happening to others.",
            "Check the logs of that contributor, and what was deployed or changed just before.",
        ),
    ),
    "cloudwatch_alarm/billing": Entry(
        headline="Billing alarm raised",
        why="This month's estimated charges have passed the amount that was set. If nobody can explain it, a resource may have been left running, or the account may be misused.",
        steps=(
            "Check in Cost Explorer which services and Regions cost more than before.",
            "If there are resources that nobody recognizes, check in the CloudTrail event history who created them and when.",
            "If the account may be misused, deactivate the credentials that were used and contact AWS Support.",
            "If the use is intended, adjust the amount of the alarm.",
        ),
    ),
}
