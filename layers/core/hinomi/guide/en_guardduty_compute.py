"""GuardDuty findings on EC2 instances, containers and Lambda functions, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_INSTANCE = (
    "If you cannot explain the activity, use Actions, Security, Change security groups in the EC2 console to attach only an isolation group that has no rules at all (if the instance is in an Auto Scaling group, detach it first).",
    "Connections that are already open may survive that change, so if you know the remote IP address, also deny it in the network ACL of the subnet.",
    "Without stopping or terminating the instance, take snapshots of its EBS volumes and, if it has an IAM role, revoke the role's active sessions in the IAM console (this affects other servers with the same role).",
    "Find out how they got in (an open port, a vulnerability, a leaked key) and close it before you rebuild.",
)
_WORKLOAD = (
    "Check whether the process, the executable and the destination in the details belong to software that you installed or to maintenance.",
    "If not, attach only an isolation security group to an EC2 instance, or cut the network traffic of a container, and stop neither.",
    "Before you stop or terminate anything, take snapshots of the EBS volumes, if any, as evidence.",
    "Revoke the active sessions of the IAM role of the instance, task or pod in the IAM console (this affects everything that uses the role).",
)
_FUNCTION = (
    "If you cannot explain the destination, set the function's reserved concurrency to 0 in the Lambda console, so that it no longer runs.",
    "Check the function's code, layers and environment variables for changes that you do not recognize.",
    "Revoke the active sessions of its execution role in the IAM console, and replace secrets held in its environment variables.",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/Backdoor:EC2": Entry(
        headline="Traffic to an attacker's command server or the like",
        why="The instance may be under an attacker's control, or used to attack others or send unwanted email. If it goes on, AWS may restrict the traffic or your account.",
        steps=_INSTANCE,
    ),
    "guardduty/Backdoor:Lambda": Entry(
        headline="Traffic to an attacker's command server",
        why="The function has contacted an address known as an attacker's command server. Its code or a dependency may contain a malicious program.",
        steps=_FUNCTION,
    ),
    "guardduty/Backdoor:Runtime": Entry(
        headline="Traffic to an attacker's command server",
        why="A running process has contacted an address known as an attacker's command server. The instance or container may be under remote control.",
        steps=_WORKLOAD,
    ),
    "guardduty/Behavior:EC2": Entry(
        headline="Unusual network traffic",
        why="The instance is using a port that it never used before, or sends much more than usual. It may be a new use, but also data going out, or mining.",
        steps=(
            "Check whether a release or a backup was running at that time.",
            "Look at the remote address and port.",
            "If you cannot explain them, attach only an isolation security group and take snapshots of the EBS volumes.",
        ),
    ),
    "guardduty/CredentialAccess:EC2": Entry(
        headline="Unprotected credentials read",
        why="Something has read credentials that are kept on the instance. If it was someone else, they may be used from outside.",
        steps=(
            "Check whether the process or the user in the details belongs to maintenance or automation.",
            "If not, attach only an isolation security group, and take snapshots of the EBS volumes.",
            "Revoke the active sessions of the instance's IAM role in the IAM console.",
            "Deactivate and replace the access keys and passwords that were kept on the instance.",
        ),
    ),
    "guardduty/CryptoCurrency:EC2": Entry(
        headline="Cryptocurrency mining traffic",
        why="The instance may have been hijacked for cryptocurrency mining. If so, your bill keeps growing, and the same way in can be used for other attacks.",
        steps=_INSTANCE,
    ),
    "guardduty/CryptoCurrency:Lambda": Entry(
        headline="Cryptocurrency mining traffic",
        why="The function may be used for cryptocurrency mining. If so, someone else controls its code or the permission to change functions.",
        steps=_FUNCTION,
    ),
    "guardduty/CryptoCurrency:Runtime": Entry(
        headline="Cryptocurrency mining traffic",
        why="A running process has cryptocurrency mining traffic. The instance or the container image may be compromised.",
        steps=_WORKLOAD,
    ),
    "guardduty/DefenseEvasion:EC2": Entry(
        headline="DNS traffic that evades monitoring",
        why="The instance talks to an unusual DNS server or uses encrypted DNS. It may be regular software, but malware also does so to avoid monitoring.",
        steps=(
            "Check whether you configured this DNS server yourselves.",
            "If not, attach only an isolation security group to the instance.",
            "Before you stop or terminate it, take snapshots of the EBS volumes as evidence.",
        ),
    ),
    "guardduty/DefenseEvasion:Runtime": Entry(
        headline="Process that evades detection",
        why="A process has done something that serves to hide, such as running without a file on disk or injecting code into another process.",
        steps=_WORKLOAD,
    ),
    "guardduty/Discovery:Runtime": Entry(
        headline="Suspicious commands that explore the system",
        why="Commands that intruders use to look around have been run. Unless this was maintenance, someone may have broken in.",
        steps=(
            "Check whether the command and the user in the details belong to maintenance or automation.",
            "If not, cut the network traffic of the instance or container and leave it as it is.",
            "Revoke the active sessions of the instance's or task's IAM role.",
        ),
    ),
    "guardduty/Execution:Container": Entry(
        headline="Malware in a container",
        why="Malware or a suspicious file has been found in a container. If it is part of the image, it comes back in every new container.",
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
            "If you do not recognize the file, remove the rules of the security group of the task, or cut its traffic with the network ACL of the subnet (removing rules also stops other tasks that use the group).",
            "Revoke the active sessions of the task role in the IAM console.",
            "Check whether the container image holds the same file, and if so stop deploying it.",
        ),
    ),
    "guardduty/Execution:EC2/MaliciousFile!AMI": Entry(
        headline="Malware in an AMI",
        why="Malware has been found in a machine image (AMI). Every instance launched from it may be infected.",
        steps=(
            "Change launch templates and Auto Scaling groups that use this AMI to a safe one.",
            "Take away the permissions to share and launch the AMI (do not deregister it until it has been examined).",
            "Find the instances that were launched from it, and attach only an isolation security group to them.",
        ),
    ),
    "guardduty/Execution:EC2/MaliciousFile!RecoveryPoint": Entry(
        headline="Malware in an EC2 backup",
        why="Malware has been found in a recovery point in AWS Backup. Restoring it brings the infection back.",
        steps=(
            "Stop restores from this recovery point, and tell those concerned.",
            "Check whether the instance that was backed up is infected, and isolate it if in doubt.",
            "Scan older recovery points and choose a clean one to restore from.",
        ),
    ),
    "guardduty/Execution:EC2/MaliciousFile!Snapshot": Entry(
        headline="Malware in an EBS snapshot",
        why="Malware has been found in a snapshot. Volumes and AMIs made from it are infected as well.",
        steps=(
            "Stop restoring and sharing this snapshot (delete it later, since it is evidence).",
            "Check whether the original instance is infected, and isolate it if in doubt.",
            "Scan older snapshots and choose a clean one to restore from.",
        ),
    ),
    "guardduty/Execution:Runtime": Entry(
        headline="Suspicious program running",
        why="An unfamiliar program, or a tool or shell that attackers use, has been run. It may be an update or maintenance, but an intruder may also be at work inside.",
        steps=_WORKLOAD,
    ),
    "guardduty/Execution:SageMaker": Entry(
        headline="Suspicious command in SageMaker",
        why="A suspicious command has been run, for example in a notebook. The permissions of the execution role may be abused.",
        steps=(
            "Find out in the CloudTrail event history who opened the notebook, and ask them.",
            "If they cannot explain it, revoke the active sessions of the execution role in the IAM console.",
            "If it goes on, stop the notebook instance in the SageMaker AI console (do not delete it, and note that stopping loses files outside its SageMaker folder).",
        ),
    ),
    "guardduty/Exfiltration:EC2": Entry(
        headline="Possible transfer of data to another account",
        why="A snapshot, an AMI or the like may have been handed to another AWS account. If that account is not yours, all data in it can be read.",
        steps=(
            "If you do not recognize the account it is shared with, remove the sharing of the snapshot or AMI at once.",
            "Deactivate the credentials that were used; for a role, revoke its active sessions.",
            "Work out what data was in it, and replace any secrets that it held.",
        ),
    ),
    "guardduty/Impact:EC2": Entry(
        headline="Traffic to a suspicious destination, or probing of others",
        why="The instance has looked up a domain of bad reputation, or scanned ports of other hosts. It may be regular traffic, but the instance may also have been hijacked.",
        steps=_INSTANCE,
    ),
    "guardduty/Impact:EC2/WinRMBruteForce": Entry(
        headline="WinRM brute-force attack",
        why="Passwords for Windows Remote Management (WinRM) are being guessed. If the direction is inbound, the instance is under attack; if outbound, it is used to attack others.",
        steps=(
            "Look at the direction, and if it is outbound and you cannot explain it, attach only an isolation security group to the instance.",
            "If it is inbound, close ports 5985 and 5986 in the security group or restrict the source to your own IP addresses.",
            "If the Windows event log shows a successful logon that you do not recognize, attach only an isolation security group and take snapshots.",
        ),
    ),
    "guardduty/Impact:Runtime": Entry(
        headline="Process or traffic that points to misuse",
        why="A running process has done something often seen after a takeover, such as mining or traffic to suspicious domains. It may also be regular traffic.",
        steps=_WORKLOAD,
    ),
    "guardduty/LateralMovement:EC2": Entry(
        headline="Intrusion spreading between instances",
        why="A remote access service has been used in a suspicious way to connect to another instance. The instance or the credentials that it came from may already be compromised.",
        steps=_INSTANCE,
    ),
    "guardduty/Persistence:EC2": Entry(
        headline="Change to an instance that keeps a way in",
        why="A start-up script or an outside connection has been set up in a way that may let someone come back later.",
        steps=(
            "Check the user data, launch templates and connection settings for changes that you do not recognize.",
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
        why="A known attacker is probing a port that is open to the internet. This is common, but a weak password or a vulnerability there may let them in.",
        steps=(
            "Check whether the inbound rules of the security group open the probed port to 0.0.0.0/0 or ::/0.",
            "Close the port if it is not needed, or restrict the source to your own IP addresses.",
            "Consider Session Manager (AWS Systems Manager) instead of SSH and RDP.",
        ),
    ),
    "guardduty/Recon:EC2/Portscan": Entry(
        headline="Port scan of other hosts",
        why="This instance has scanned the ports of other hosts. Unless a scan was planned, it may have been taken over and used for attacks.",
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
        why="Activity that points to unauthorized access has been seen: traffic with Tor, with an address on a threat list, or a name lookup aimed at the credentials of the instance.",
        steps=(
            "Judge from the direction and the remote address whether this traffic is needed for your work.",
            "If it is inbound and not needed, close it in the inbound rules of the security group.",
            "If it is outbound or of another kind and you cannot explain it, attach only an isolation security group and take snapshots of the EBS volumes.",
        ),
    ),
    "guardduty/UnauthorizedAccess:EC2/RDPBruteForce": Entry(
        headline="RDP brute-force attack",
        why="Passwords for remote desktop are being guessed. If the direction is inbound, the instance is under attack; if outbound, it is used to attack others.",
        steps=(
            "Look at the direction, and if it is outbound and you cannot explain it, attach only an isolation security group to the instance.",
            "If it is inbound, close port 3389 in the security group or restrict the source to your own IP addresses.",
            "If the Windows event log shows a successful logon that you do not recognize, attach only an isolation security group and take snapshots.",
        ),
    ),
    "guardduty/UnauthorizedAccess:EC2/SSHBruteForce": Entry(
        headline="SSH brute-force attack",
        why="Passwords for SSH are being guessed. If the direction is inbound, the instance is under attack; if outbound, it is used to attack others.",
        steps=(
            "Look at the direction, and if it is outbound and you cannot explain it, attach only an isolation security group to the instance.",
            "If it is inbound, close port 22 in the security group or restrict the source to your own IP addresses.",
            "If the authentication log of the instance shows a successful login that you do not recognize, attach only an isolation security group and take snapshots.",
        ),
    ),
    "guardduty/UnauthorizedAccess:Lambda": Entry(
        headline="Traffic with a suspicious address",
        why="The function has had traffic with Tor or with an address on a threat list. Unless that was intended, it may be misused.",
        steps=_FUNCTION,
    ),
    "guardduty/UnauthorizedAccess:Runtime": Entry(
        headline="Traffic with a suspicious address",
        why="A running process has used Tor, or has tried to obtain the credentials of the instance.",
        steps=_WORKLOAD,
    ),
}
