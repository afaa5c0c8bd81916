"""Events of AWS Health, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_REPLY = (
    "Reply in the AWS Support Center, to the case about this report, within the time that AWS gives (often 24 hours)."
)

ENTRIES: dict[str, Entry] = {
    "health/exposed_credentials": Entry(
        headline="Access key exposed to the public",
        why="AWS found an access key of this account, or suspects that it is, where anybody can read it, such as in a "
        "public repository. Such keys are often misused within minutes.",
        steps=(
            "Find the key by its last four characters in the IAM console, and deactivate it now; do not delete it yet.",
            "Search the CloudTrail event history by the access key, in every Region you use and in us-east-1.",
            "Look in every Region for instances, IAM users and roles that you do not know.",
            "Give the application a new key or an IAM role, and answer the case in the AWS Support Center.",
        ),
    ),
    "health/compromised": Entry(
        headline="Credentials or account possibly taken over",
        why="AWS sees signs that credentials of this account are used by somebody else. "
        "Whoever has them may create resources, read data and lock you out.",
        steps=(
            "Deactivate the access keys concerned, or change the password and register MFA anew; delete nothing yet.",
            "Search the CloudTrail event history for what was done, in every Region you use and in us-east-1.",
            "Look for IAM users, roles and access keys that you do not know, and deactivate them.",
            "Answer the case in the AWS Support Center.",
        ),
    ),
    "health/quarantine": Entry(
        headline="IAM user quarantined by AWS",
        why="AWS attached a quarantine policy to an IAM user because its credentials are known to others. "
        "The policy stops only some actions: whoever has the key can still read much.",
        steps=(
            "Deactivate the user's access keys in the IAM console, and leave the quarantine policy attached.",
            "Search the CloudTrail event history by the access key, in every Region you use and in us-east-1.",
            "Look in every Region for instances, IAM users and roles that you do not know.",
            "Detach the policy only when the keys are replaced, and answer the case in the AWS Support Center.",
        ),
    ),
    "health/risk": Entry(
        headline="Security risk found by AWS",
        why="AWS found a risk to the security of this account. It may limit the account until somebody has acted.",
        steps=(
            "Read the whole event in the AWS Health Dashboard and find the credentials or resources that it names.",
            "Deactivate credentials that may be known to others, and search the CloudTrail event history for their use.",
            "Answer the case in the AWS Support Center, if there is one.",
        ),
    ),
    "health/abuse_attack": Entry(
        headline="Report that your resources attack others",
        why="AWS was told that resources of this account attack, scan or spam others. If nobody can explain it, they have "
        "probably been taken over; AWS may stop them or the account if it gets no answer.",
        steps=(
            "Ask whether anybody runs a test or a mailing that explains it.",
            "If nobody does, take a snapshot first, then isolate the resource with a security group without rules.",
            "Check the credentials of the role attached to it in the CloudTrail event history.",
            _REPLY,
        ),
    ),
    "health/abuse_hosting": Entry(
        headline="Report that your resources host fraud or malware",
        why="AWS was told that a website of this account deceives its visitors or spreads malware. Often somebody has "
        "broken into it; AWS may stop the resource or the account if it gets no answer.",
        steps=(
            "Find the page or file that the report names, and keep a copy and the access logs.",
            "Take the page off the network, and look for how it got there.",
            "Update the software of the website and change its passwords and keys.",
            _REPLY,
        ),
    ),
    "health/abuse_content": Entry(
        headline="Report about content that you host",
        why="AWS was told that this account hosts content that infringes rights or the law. "
        "AWS may stop the resource or the account if it gets no answer.",
        steps=(
            "Read the whole report in the AWS Health Dashboard and find the content that it names.",
            "Ask whoever put it there, and your legal contact, whether the claim is right.",
            "If it is, make the content unavailable, and keep a copy if the law allows.",
            _REPLY,
        ),
    ),
    "health/abuse": Entry(
        headline="Report of abuse from your account",
        why="AWS was told that resources of this account are used against its Acceptable Use Policy. "
        "AWS may stop the resource or the account if it gets no answer.",
        steps=(
            "Read the whole report in the AWS Health Dashboard and find the resource that it names.",
            "Ask whether anybody can explain it, and isolate the resource if nobody can.",
            _REPLY,
        ),
    ),
    "health/security": Entry(
        headline="Security notice from AWS about {service}",
        why="AWS has sent a notice about the security of this account.",
        steps=(
            "Read the whole event in the AWS Health Dashboard and see which resources it names.",
            "Pass it on to whoever looks after the resource, with the date by which AWS wants it done.",
            "Check what a change would affect, and then set what AWS recommends.",
        ),
    ),
    "health/public_bucket": Entry(
        headline="S3 bucket that may be open to the public",
        why="AWS found an S3 bucket of this account that may allow public access. "
        "Anybody may be able to read what is in it.",
        steps=(
            "Open the bucket's permissions in the S3 console and see whether it is meant to be public.",
            "If it is not, turn on Block Public Access for the bucket.",
            "If it held anything confidential, find out from the access logs who has read it.",
        ),
    ),
    "health/certificate": Entry(
        headline="Certificate expiring or not renewed",
        why="A certificate could not be renewed automatically, or is about to expire. "
        "When it expires, browsers and clients refuse to connect.",
        steps=(
            "Open the certificate in the console and check when it expires and what its renewal needs.",
            "If it waits for validation, add the DNS record that is shown, or approve the mail that AWS sent.",
            "If you imported the certificate yourself, import its successor.",
        ),
    ),
    "health/suspension": Entry(
        headline="Account suspended or about to be",
        why="AWS has suspended this account or is about to, as a rule because of unpaid charges. "
        "What runs in it stops, and after some time its data is deleted.",
        steps=(
            "Open the Billing console and see which invoices are unpaid and whether the payment method is valid.",
            "Ask whoever pays for the account to settle them.",
            "If you cannot explain it, write to AWS Support, which a suspended account can do as well.",
        ),
    ),
    "health/public_issue": Entry(
        headline="AWS problem with {service} in the Region",
        why="AWS has a problem with one of its services and tells everybody in the Region. "
        "It may not concern anything of yours.",
        steps=(
            "Check whether your systems that use the service work as usual.",
            "If they do not, follow the updates in the AWS Health Dashboard before you change anything yourself.",
            "Prepare to switch to another Availability Zone or Region if it lasts.",
        ),
    ),
    "health/issue": Entry(
        headline="AWS problem with {service} that affects your account",
        why="AWS has, or is investigating, a problem that affects this account or some of its resources.",
        steps=(
            "Check whether the resources that are named, and what depends on them, work as usual.",
            "Follow the updates in the AWS Health Dashboard, and do what AWS recommends there.",
            "If AWS names no remedy, ask AWS Support.",
        ),
    ),
    "health/planned_lifecycle": Entry(
        headline="End of support or forced upgrade of {service} ahead",
        why="AWS will end support for a version that you use, or upgrade it. After that date it may stop, change "
        "automatically, or cost more.",
        steps=(
            "See in the AWS Health Dashboard which resources are affected and what happens on the date.",
            "Find who looks after them, and plan the move to a version that is supported.",
            "Try the new version in a test environment first.",
        ),
    ),
    "health/scheduled_change": Entry(
        headline="Maintenance or change of {service} scheduled",
        why="AWS is going to change, restart or stop resources in this account. They may be unavailable for a while, "
        "and data on instance store volumes may be lost.",
        steps=(
            "Check when it starts and which resources it affects.",
            "Check whether what depends on them can do without them at that time, and back up what must not be lost.",
            "If AWS lets you, do it yourself earlier, at a time that suits you.",
        ),
    ),
    "health/notification": Entry(
        headline="Notice from AWS about {service}",
        why="AWS has something to tell you about this account or its services.",
        steps=(
            "Read the whole event in the AWS Health Dashboard and see whether anything must be done, and by when.",
            "Pass it on to whoever looks after the service.",
        ),
    ),
    "health": Entry(
        headline="Event of AWS Health",
        why="AWS tells you of something that may affect this account.",
        steps=(
            "Read the whole event in the AWS Health Dashboard.",
            "Check whether the resources that it names work as usual, and do what AWS recommends.",
        ),
    ),
}
