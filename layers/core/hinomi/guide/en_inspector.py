"""Amazon Inspector: vulnerabilities of software and of code, and open networks, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLOSES = "Inspector closes the finding by itself once it is fixed, so there is nothing to resolve by hand."
_NETWORK = Entry(
    headline="Port that can be reached from outside the VPC",
    why="There is a way to a port of an EC2 instance from outside its VPC, such as from the internet. Unless that is intended, it invites password guessing and attacks on vulnerabilities.",
    steps=(
        "Ask whoever runs the instance whether the port has to be open to the outside.",
        "If not, narrow the allowed sources in the security group that is named in the network path.",
        "For SSH or RDP, make sure that you can connect with Session Manager of Systems Manager, then close the port.",
    ),
)
_CODE = Entry(
    headline="Vulnerability in code",
    why="The code contains something that an attacker could use. If it is a hardcoded credential, everybody who can read the code can use it.",
    steps=(
        "Look at the place named under File with the developers, and judge whether it is a real problem.",
        "If a credential is in the code, move to a new one that is kept in Secrets Manager or the like, and deactivate the old one.",
        "Correct the code and deploy it again.",
    ),
)

ENTRIES: dict[str, Entry] = {
    "inspector": Entry(
        headline="Amazon Inspector finding",
        why="Inspector has found a weakness that an attacker could use. It does not mean that you have been attacked.",
        steps=(
            "Filter the list behind the link by the ARN in Reference ID, and look at the finding and the resource.",
            "Fix it the way Inspector recommends, resources that can be reached from outside first.",
            "For what you decide not to fix, note the reason and add a suppression rule.",
        ),
    ),
    "inspector/exploited": Entry(
        headline="Vulnerability {vulnerability} with a known exploit",
        why="Software in use has a vulnerability for which an exploit is known. It does not mean that you have been attacked, but it is more likely to be used against you than others.",
        steps=(
            "Check whether the resource can be reached from the internet, and put it first if it can.",
            "Update to the fixed version if there is one, otherwise take it offline or limit who can reach it.",
            "Check the access logs of the resource and the findings of GuardDuty for signs that it has been exploited.",
            _CLOSES,
        ),
    ),
    "inspector/package": Entry(
        headline="Vulnerability {vulnerability}",
        why="Software in use has a published vulnerability. It does not mean that you have been attacked, but left unfixed it is a way in.",
        steps=(
            "Look at the package and its fixed version, and ask whoever runs it whether you can update.",
            "Try the update in a test environment before you apply it, and where there is no fix yet, limit who can reach it and wait.",
            _CLOSES,
        ),
    ),
    "inspector/package/instance": Entry(
        headline="Vulnerability {vulnerability}",
        why="Software on an EC2 instance has a published vulnerability. It does not mean that you have been attacked, but left unfixed it is a way in.",
        steps=(
            "Look at the fixed version, agree on a time for the update with whoever runs the instance, and take an AMI or a snapshot first.",
            "Update with Patch Manager of Systems Manager or the package manager of the OS, and restart if needed.",
            "If instances are launched from an AMI, as by Auto Scaling, rebuild that AMI too.",
            _CLOSES,
        ),
    ),
    "inspector/package/image": Entry(
        headline="Vulnerability {vulnerability}",
        why="Software in a container image in ECR has a published vulnerability. One image can have many findings, and an update of its base image often fixes most of them at once.",
        steps=(
            "Check whether the image is still in use, and which ECS tasks or EKS workloads run it.",
            "If it is, update the base image and the packages, build it again and deploy it.",
            "Tidy up old images that nobody uses with a lifecycle policy in ECR.",
            _CLOSES,
        ),
    ),
    "inspector/package/function": Entry(
        headline="Vulnerability {vulnerability}",
        why="A library of a Lambda function or of its layers has a published vulnerability. It does not mean that you have been attacked, but left unfixed it is a way in.",
        steps=(
            "Check in the dependency file named under File whether you can move to the fixed version or a later one.",
            "Update the library, test, and deploy the function and its layers again.",
            _CLOSES,
        ),
    ),
    "inspector/package/repository": Entry(
        headline="Vulnerability {vulnerability}",
        why="A dependency in a code repository has a published vulnerability. What is built from it carries the vulnerability into production.",
        steps=(
            "Check in the dependency file named under File whether you can move to the fixed version or a later one.",
            "Update the library, test, and build and deploy again what has been deployed already.",
            _CLOSES,
        ),
    ),
    "inspector/network": _NETWORK,
    "inspector/network/port": Entry(
        headline="Port {port} can be reached from outside the VPC", why=_NETWORK.why, steps=_NETWORK.steps
    ),
    "inspector/code": _CODE,
    "inspector/code/named": Entry(headline="Vulnerability in code ({vulnerability})", why=_CODE.why, steps=_CODE.steps),
}
