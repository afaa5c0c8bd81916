"""GuardDuty findings on EC2 instances, containers and Lambda functions, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_INSTANCE = (
    "In the EC2 console, choose Actions, Security, Change security groups, and attach only an isolation group that allows no traffic.",
    "Before you stop or terminate anything, take snapshots of the EBS volumes as evidence.",
    "If the instance has an IAM role, revoke the role's active sessions in the IAM console.",
    "Find out how they got in (an open port, a vulnerability, a leaked key) and close it before you rebuild.",
)
_WORKLOAD = (
    "For an EC2 instance, attach only an isolation security group; for a container, cut its network traffic and leave it as it is.",
    "Check whether the process and the executable in the details are something that you put there.",
    "Revoke the active sessions of the instance's or task's IAM role.",
    "Take snapshots of the volumes as evidence before you stop or terminate anything.",
)
_FUNCTION = (
    "In the Lambda console, set the function's reserved concurrency to 0, so that it no longer runs.",
    "Check the function's code, layers and environment variables for changes that you do not know.",
    "Revoke the active sessions of its execution role, and replace secrets held in its environment variables.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/Backdoor:EC2": Entry(
        headline="Traffic to an attacker's command server or the like",
        why="The instance may be under an attacker's control, or used to attack others or send unwanted email. AWS may restrict your account if it goes on.",
        steps=_INSTANCE,
    ),
    "guardduty/Backdoor:Lambda": Entry(
        headline="Traffic to an attacker's command server",
        why="The function is talking to an attacker's server. Its code or a dependency may contain a malicious program.",
        steps=_FUNCTION,
    ),
    "guardduty/Backdoor:Runtime": Entry(
        headline="Traffic to an attacker's command server",
        why="A running process is talking to an attacker's server. The instance or container may be under remote control.",
        steps=_WORKLOAD,
    ),
    "guardduty/Behavior:EC2": Entry(
        headline="Unusual network traffic",
        why="The instance is using a port that it never used before, or sends much more than usual. It may be a new use, but also data going out, or mining.",
        steps=(
            "Think whether a release or a backup was running at that time.",
            "Look at the remote address and port.",
            "If you cannot explain them, attach only an isolation security group and take snapshots of the EBS volumes.",
        ),
    ),
    "guardduty/CredentialAccess:EC2": Entry(
        headline="Unprotected credentials read",
        why="Credentials that lie on the instance have been read. They may now be used from outside.",
        steps=(
            "Revoke the active sessions of the instance's IAM role in the IAM console.",
            "Deactivate and replace the access keys and passwords that were kept on the instance.",
            "Attach only an isolation security group, and take snapshots of the EBS volumes.",
        ),
    ),
    "guardduty/CryptoCurrency:EC2": Entry(
        headline="Cryptocurrency mining traffic",
        why="The instance may have been hijacked for cryptocurrency mining. Your bill keeps growing, and the same way in can be used for other attacks.",
        steps=_INSTANCE,
    ),
    "guardduty/CryptoCurrency:Lambda": Entry(
        headline="Cryptocurrency mining traffic",
        why="The function may be used for cryptocurrency mining. Either its code or the permission to create functions is in the wrong hands.",
        steps=_FUNCTION,
    ),
    "guardduty/CryptoCurrency:Runtime": Entry(
        headline="Cryptocurrency mining traffic",
        why="A running process has cryptocurrency mining traffic. The instance or the container image may be compromised.",
        steps=_WORKLOAD,
    ),
    "guardduty/DefenseEvasion:EC2": Entry(
        headline="DNS traffic that evades monitoring",
        why="The instance talks to an unusual DNS server or uses encrypted DNS. Malware does so to reach the outside unseen.",
        steps=(
            "Check whether you configured this DNS server yourselves.",
            "If not, attach only an isolation security group to the instance.",
            "Before you stop or terminate it, take snapshots of the EBS volumes as evidence.",
        ),
    ),
    "guardduty/DefenseEvasion:Runtime": Entry(
        headline="Process that evades detection",
        why="A process uses ways to hide, such as running without a file on disk or entering another process.",
        steps=_WORKLOAD,
    ),
    "guardduty/Discovery:Runtime": Entry(
        headline="Suspicious commands that explore the system",
        why="Commands that intruders use to look around have been run. Unless this was maintenance, somebody may be inside.",
        steps=(
            "Check whether the command and the user in the details belong to maintenance or automation.",
            "If not, cut the network traffic of the instance or container and leave it as it is.",
            "Revoke the active sessions of the instance's or task's IAM role.",
        ),
    ),
    "guardduty/Execution:Container": Entry(
        headline="Malware in a container",
        why="Malware or a suspicious file has been found in a container. If it is part of the image, a restart brings it back.",
        steps=(
            "Cut the container's network traffic and leave it as it is.",
            "Find out whether the file came with the image or was put there while it ran.",
            "If it came with the image, stop deploying that image and go back to a safe version.",
        ),
    ),
    "guardduty/Execution:EC2": Entry(
        headline="Malware on an EC2 instance",
        why="Malware or a suspicious file has been found on an attached EBS volume. The instance may already be compromised.",
        steps=_INSTANCE,
    ),
    "guardduty/Execution:ECS": Entry(
        headline="Malware in an ECS container",
        why="Malware or a suspicious file has been found on a volume of a host that runs ECS containers.",
        steps=(
            "Change the security groups of the task to an isolation group that allows no traffic.",
            "Revoke the active sessions of the task role in the IAM console.",
            "Check whether the container image holds the same file, and if so stop deploying it.",
        ),
    ),
    "guardduty/Execution:EC2/MaliciousFile!AMI": Entry(
        headline="Malware in an AMI",
        why="A machine image (AMI) contains malware. Every instance launched from it may be infected.",
        steps=(
            "Change launch templates and Auto Scaling groups that use this AMI to a safe one.",
            "Take away the permissions to share and launch the AMI (do not deregister it until it has been examined).",
            "Find the instances that were launched from it, and attach only an isolation security group to them.",
        ),
    ),
    "guardduty/Execution:EC2/MaliciousFile!RecoveryPoint": Entry(
        headline="Malware in an EC2 backup",
        why="A recovery point in AWS Backup contains malware. Restoring it brings the infection back.",
        steps=(
            "Stop restores from this recovery point, and tell those concerned.",
            "Check whether the instance that was backed up is infected, and isolate it if in doubt.",
            "Scan older recovery points and choose a clean one to restore from.",
        ),
    ),
    "guardduty/Execution:EC2/MaliciousFile!Snapshot": Entry(
        headline="Malware in an EBS snapshot",
        why="A snapshot contains malware. Volumes and AMIs made from it are infected as well.",
        steps=(
            "Stop restoring and sharing this snapshot (delete it later, since it is evidence).",
            "Check whether the original instance is infected, and isolate it if in doubt.",
            "Scan older snapshots and choose a clean one to restore from.",
        ),
    ),
    "guardduty/Execution:Runtime": Entry(
        headline="Suspicious program running",
        why="Malware, an attack tool or a remote shell has been run. An intruder may already be working inside.",
        steps=_WORKLOAD,
    ),
    "guardduty/Execution:SageMaker": Entry(
        headline="Suspicious command in SageMaker",
        why="A suspicious command has been run, for example in a notebook. The permissions of the execution role may be abused.",
        steps=(
            "Stop the notebook instance in the SageMaker console (do not delete it).",
            "Revoke the active sessions of its execution role in the IAM console.",
            "Find out in the CloudTrail event history who opened the notebook.",
        ),
    ),
    "guardduty/Exfiltration:EC2": Entry(
        headline="Possible transfer of data to another account",
        why="A snapshot, an AMI or the like may have been handed to an AWS account that you do not know. All data in it could be read.",
        steps=(
            "If you do not know the account it is shared with, remove the sharing of the snapshot or AMI at once.",
            "Deactivate the credentials that were used; for a role, revoke its active sessions.",
            "Work out what data was in it, and replace any secrets that it held.",
        ),
    ),
    "guardduty/Impact:EC2": Entry(
        headline="Traffic to a suspicious destination, or an attack on others",
        why="The instance has contacted a domain of bad reputation, or attacked other hosts. It may have been hijacked.",
        steps=_INSTANCE,
    ),
    "guardduty/Impact:Runtime": Entry(
        headline="Process or traffic that points to misuse",
        why="A running process shows what follows a takeover, such as mining or traffic to suspicious domains.",
        steps=_WORKLOAD,
    ),
    "guardduty/LateralMovement:EC2": Entry(
        headline="Intrusion spreading between instances",
        why="A remote access service has been used to move on to another instance. The instance or the credentials that it came from may already be compromised.",
        steps=_INSTANCE,
    ),
    "guardduty/Persistence:EC2": Entry(
        headline="Change to an instance that keeps a way in",
        why="A start-up script or an outside connection has been set up, so that somebody can come back later.",
        steps=(
            "Check the user data, launch templates and connection settings for changes that you do not know.",
            "Attach only an isolation security group to the instance, and take snapshots of the EBS volumes.",
            "Deactivate the credentials that made the change, and see what else they did in the CloudTrail event history.",
        ),
    ),
    "guardduty/Persistence:Runtime": Entry(
        headline="Process or file change that keeps a way in",
        why="A running process has changed settings or files so that it survives a restart.",
        steps=_WORKLOAD,
    ),
    "guardduty/PrivilegeEscalation:Runtime": Entry(
        headline="Attempt to break out or become administrator",
        why="A process has tried to escape from its container to the host, or to become administrator. If it worked, other containers on the host are affected as well.",
        steps=_WORKLOAD,
    ),
    "guardduty/Recon:EC2": Entry(
        headline="Probing of an open port",
        why="A known attacker is probing a port that is open to the internet. This is common, but a port that stays open will be broken into some day.",
        steps=(
            "Check whether the inbound rules of the security group open the probed port to 0.0.0.0/0 or ::/0.",
            "Close the port if it is not needed, or restrict the source to your own IP addresses.",
            "Consider Session Manager (AWS Systems Manager) instead of SSH and RDP.",
        ),
    ),
    "guardduty/Recon:EC2/Portscan": Entry(
        headline="Port scan of other hosts",
        why="This instance is scanning the ports of other hosts. It may have been taken over as a foothold.",
        steps=_INSTANCE,
    ),
    "guardduty/Trojan:EC2": Entry(
        headline="Malware traffic",
        why="The instance has contacted, or looked up, an address that malware uses. It may be infected.",
        steps=_INSTANCE,
    ),
    "guardduty/Trojan:Lambda": Entry(
        headline="Malware traffic",
        why="The function has contacted an address that malware uses. Its code or a dependency may contain a malicious program.",
        steps=_FUNCTION,
    ),
    "guardduty/Trojan:Runtime": Entry(
        headline="Malware traffic",
        why="A running process has contacted an address that malware uses. The instance or container may be infected.",
        steps=_WORKLOAD,
    ),
    "guardduty/UnauthorizedAccess:EC2": Entry(
        headline="Traffic with a suspicious address",
        why="The instance has had traffic that goes with unauthorized access, such as with Tor or with an address on a threat list.",
        steps=(
            "Judge from the direction and the remote address whether this traffic is needed for your work.",
            "If it is inbound and not needed, close it in the inbound rules of the security group.",
            "If it is outbound and you cannot explain it, attach only an isolation security group and take snapshots of the EBS volumes.",
        ),
    ),
    "guardduty/UnauthorizedAccess:EC2/RDPBruteForce": Entry(
        headline="RDP brute-force attack",
        why="Passwords for remote desktop are being guessed. If the direction is inbound, the instance is under attack; if outbound, it is used to attack others.",
        steps=(
            "Look at the direction, and if it is outbound attach only an isolation security group to the instance.",
            "If it is inbound, close port 3389 in the security group or restrict the source to your own IP addresses.",
            "Look in the Windows event log for successful logons that you do not know.",
        ),
    ),
    "guardduty/UnauthorizedAccess:EC2/SSHBruteForce": Entry(
        headline="SSH brute-force attack",
        why="Passwords for SSH are being guessed. If the direction is inbound, the instance is under attack; if outbound, it is used to attack others.",
        steps=(
            "Look at the direction, and if it is outbound attach only an isolation security group to the instance.",
            "If it is inbound, close port 22 in the security group or restrict the source to your own IP addresses.",
            "Look in the authentication log of the instance for successful logins that you do not know.",
        ),
    ),
    "guardduty/UnauthorizedAccess:Lambda": Entry(
        headline="Traffic with a suspicious address",
        why="The function has had traffic with Tor or with an address on a threat list.",
        steps=_FUNCTION,
    ),
    "guardduty/UnauthorizedAccess:Runtime": Entry(
        headline="Traffic with a suspicious address",
        why="A running process uses Tor, or is after the credentials of the instance.",
        steps=_WORKLOAD,
    ),
}
