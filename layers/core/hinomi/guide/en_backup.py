"""Jobs, vaults and backups of AWS Backup, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_WHO = "Search the CloudTrail event history for events of backup.amazonaws.com at that time, to see who did it."

ENTRIES: dict[str, Entry] = {
    "backup/job": Entry(
        headline="Backup failed",
        why="A backup could not be made. If anything happens to this resource now, you can only go back to an older one.",
        steps=(
            "Open the job with the reference ID in the AWS Backup console and read why it failed.",
            "If a permission is missing, add it to the IAM role of the backup; if something else ran, wait for the next run.",
            "Make an on-demand backup of the resource, and see whether it completes.",
        ),
    ),
    "backup/job_aborted": Entry(
        headline="Backup stopped by somebody",
        why="Somebody stopped a backup before it was complete, so this run has left no backup. "
        "Attackers also stop backups before they destroy data.",
        steps=(
            "Ask whether anybody on your side stopped the job.",
            _WHO,
            "Make an on-demand backup of the resource.",
        ),
    ),
    "backup/job_expired": Entry(
        headline="Backup not started in time",
        why="A backup did not start within its start window, so this run has left no backup. "
        "Usually another job for the same resource was still running.",
        steps=(
            "See in the AWS Backup console what else ran for the resource at that time.",
            "Move the schedules apart, or lengthen the start window of the backup plan.",
            "Make an on-demand backup of the resource if you cannot wait for the next run.",
        ),
    ),
    "backup/job_partial": Entry(
        headline="Backup only partly made",
        why="A backup consists of several parts, and some of them are missing. It cannot bring back everything.",
        steps=(
            "Open the job with the reference ID in the AWS Backup console and see which of its nested jobs failed, and why.",
            "Remove the cause, such as a missing permission or a resource that is gone.",
            "Make an on-demand backup, and see whether it is complete.",
        ),
    ),
    "backup/job_issues": Entry(
        headline="Backup completed with issues",
        why="A backup was made, but not as it was meant to be. Some files may be missing, or an application such as a "
        "database was not put into a consistent state first.",
        steps=(
            "Read the original text to see what is missing.",
            "Decide whether you can do without it, and remove the cause if you cannot.",
        ),
    ),
    "backup/copy": Entry(
        headline="Copy of a backup failed",
        why="A backup could not be copied to another vault, Region or account. "
        "If the original is lost, there is no copy of it.",
        steps=(
            "Open the copy job with the reference ID in the AWS Backup console and read why it failed.",
            "Check the policy of the destination vault, the KMS keys of both vaults and the IAM role.",
            "Start an on-demand copy, and see whether it completes.",
        ),
    ),
    "backup/restore": Entry(
        headline="Restore failed or stopped",
        why="Something could not be restored from a backup. Whoever started it may be waiting for the data.",
        steps=(
            "Open the restore job in the AWS Backup console and read why it failed.",
            "Tell whoever started it, and start it again with other settings, such as network, instance type or role.",
            "Leave the backup as it is until the restore has succeeded.",
        ),
    ),
    "backup/restore_test": Entry(
        headline="Restore test failed",
        why="A test could not restore a backup. In an emergency the restore would probably fail as well.",
        steps=(
            "Open the restore job in the AWS Backup console and read why it failed.",
            "Correct the settings of the restore testing plan, or the IAM role, if they are the cause.",
            "Restore another backup of the same resource by hand, and see whether it works.",
        ),
    ),
    "backup/validation": Entry(
        headline="Restored data did not pass its check",
        why="A test restored a backup, but your own check of the data failed or did not end in time. "
        "The backup may be incomplete.",
        steps=(
            "Look at the logs of the check to see what it missed.",
            "Check an older backup of the same resource in the same way, and keep the last good one.",
            "If the data is wrong already in the original, find out since when.",
        ),
    ),
    "backup/malware": Entry(
        headline="Malware found in a backup",
        why="A backup holds malware. To restore it would bring the malware back, and the resource it was made of is "
        "probably infected as well.",
        steps=(
            "Do not restore this backup, and do not delete it: it is evidence.",
            "Look in GuardDuty for what was found, and for findings about the resource itself.",
            "Isolate the resource if it is infected, and look for the last backup without a finding.",
        ),
    ),
    "backup/scan": Entry(
        headline="Backup not scanned for malware",
        why="A malware scan of a backup failed, was stopped or left something out. Nobody knows whether it is clean.",
        steps=(
            "Read in the original text, or in the AWS Backup console, why.",
            "Correct the scanner's IAM role if it lacks a permission, and scan the backup again.",
        ),
    ),
    "backup/vault_deleted": Entry(
        headline="Backup vault deleted",
        why="A backup vault is gone. Only an empty vault can be deleted, so all of its backups went before. "
        "Attackers delete backups to force their victims to pay.",
        steps=(
            "Ask whether anybody of yours deleted the vault.",
            _WHO,
            "If nobody can explain it, deactivate the credentials that did it, and check the other vaults and copies.",
            "See whether a backup plan still points to the vault, and give it another one.",
        ),
    ),
    "backup/vault_unlocked": Entry(
        headline="Backup vault changed, with no vault lock",
        why="The settings of a backup vault were changed, and it has no vault lock now. "
        "Without a lock, whoever has the permission, an intruder included, can delete its backups at any time.",
        steps=(
            "Ask whether the vault had a lock, and whether anybody on your side removed it.",
            _WHO,
            "If it is meant to have a lock, set it again, and check that no backups are missing.",
        ),
    ),
    "backup/deleted_early": Entry(
        headline="Backups deleted before their time",
        why="Backups of this vault are being deleted long before their retention ends; you are told once a day, however "
        "many they are. Attackers delete backups to force their victims to pay.",
        steps=(
            "Ask whether anybody on your side is deleting backups.",
            _WHO,
            "If nobody can explain it, deactivate the credentials that did it, and set a vault lock in governance mode.",
        ),
    ),
    "backup/continuous_stopped": Entry(
        headline="Continuous backup stopped",
        why="A continuous backup has stopped, so point-in-time recovery is no longer possible from now on. Usually a "
        "permission, versioning or an event rule that it needs was removed, or its retention was changed.",
        steps=(
            "Check the permissions of the IAM role, and for S3 also versioning and events to EventBridge.",
            "Remove the cause, and see whether the next run of the backup plan makes a new continuous backup.",
        ),
    ),
    "backup/plan_deleted": Entry(
        headline="Backup plan deleted",
        why="A backup plan was deleted, so it no longer backs up its resources. The backups already made are kept.",
        steps=(
            "Ask whether anybody on your side deleted the plan, and whether another one takes its place.",
            _WHO,
            "If it was a mistake, make the plan again with the same resources.",
        ),
    ),
    "backup": Entry(
        headline="Event of AWS Backup",
        why="AWS Backup tells that something has changed.",
        steps=(
            "Open the AWS Backup console and see what it is about.",
            "Check whether the resource has a recent backup.",
        ),
    ),
}
