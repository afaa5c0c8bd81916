"""Amazon Macie: sensitive data, and buckets whose protection was lowered, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_WHO = (
    "See who made the change, under Who or in CloudTrail, and ask them or the owner of the bucket whether it is meant."
)
_BEFORE = "If nobody knows of it, deactivate the credentials that made the change (of a role, revoke its active sessions), and look in CloudTrail for what else they did."
_PLACE = "See which object in which bucket it is and whether it is public, and ask the owner whether this data belongs there."
_LIMIT = "Limit access to the bucket to those who need the data, and make sure that Block Public Access is on."
_LOGS = "If the bucket was public or shared, look in CloudTrail data events or the server access logs for who has read the object."

ENTRIES: dict[str, Entry] = {
    "macie/Policy": Entry(
        headline="S3 bucket less protected than before",
        why="A setting of the bucket was changed so that its data is less protected. Check today whether it is meant.",
        steps=(_WHO, "If not, set it back as it was.", _BEFORE),
    ),
    "macie/Policy:IAMUser/S3BucketPublic": Entry(
        headline="S3 bucket made public",
        why="The bucket was changed so that anyone on the internet, or anyone with an AWS account, can use it. If it holds anything that is not meant for everyone, act at once.",
        steps=(
            _WHO,
            "If not, turn on all four settings of Block Public Access for the bucket.",
            "Look in CloudTrail data events or the server access logs, as far as they are on, for who has read or written since.",
            _BEFORE,
        ),
    ),
    "macie/Policy:IAMUser/S3BlockPublicAccessDisabled": Entry(
        headline="Block Public Access turned off for an S3 bucket",
        why="What kept the bucket from being made public is off. Whether it is public now depends on its policy and ACL. Check today whether the change is meant.",
        steps=(
            _WHO,
            "If the bucket need not be public, turn on all four settings of Block Public Access again.",
            _BEFORE,
        ),
    ),
    "macie/Policy:IAMUser/S3BucketEncryptionDisabled": Entry(
        headline="Default encryption of an S3 bucket reset",
        why="New objects are encrypted with a key of Amazon S3 and no longer with the KMS key that was set. Whoever may read the bucket no longer needs the key. Check within a few days.",
        steps=(
            _WHO,
            "If not, set the default encryption of the bucket to your KMS key again.",
            "Encrypt objects that were uploaded meanwhile anew by copying them onto themselves.",
        ),
    ),
    "macie/Policy:IAMUser/S3BucketReplicatedExternally": Entry(
        headline="S3 bucket copied to another account",
        why="Replication was set up that copies the bucket's objects to an account outside of your organization. Unless a partner of yours owns it, this may be data theft: act at once.",
        steps=(
            "Look in the replication rules of the bucket at which account the copies go to, and ask the owner of the bucket.",
            "If nobody knows the account, disable the replication rule, which keeps it as evidence.",
            _BEFORE,
        ),
    ),
    "macie/Policy:IAMUser/S3BucketSharedExternally": Entry(
        headline="S3 bucket shared with another account",
        why="The bucket was opened to an account outside of your organization. Unless a partner of yours owns it, this may be data theft: check today.",
        steps=(
            "Look in the policy and ACL of the bucket at which account has access, and ask the owner of the bucket.",
            "If nobody knows the account, remove it from the policy or ACL, after keeping a copy of both.",
            _BEFORE,
        ),
    ),
    "macie/Policy:IAMUser/S3BucketSharedWithCloudFront": Entry(
        headline="S3 bucket shared with CloudFront",
        why="The bucket was opened to CloudFront, which may show its objects to everyone on the internet. Check today whether it is meant.",
        steps=(
            "Look in the policy of the bucket at which distribution has access, and ask the owner whether it is your website.",
            "If not, keep a copy of the policy of the bucket and remove CloudFront from it.",
            _BEFORE,
        ),
    ),
    "macie/SensitiveData": Entry(
        headline="Sensitive data in S3",
        why="Macie has found sensitive data in an object. It does not mean that you have been attacked, but if others can read the bucket, it is a leak. If the bucket is public, act at once; otherwise look at it within a few days.",
        steps=(_PLACE, _LIMIT, "Move data that does not belong there to a protected place.", _LOGS),
    ),
    "macie/SensitiveData:S3Object/Credentials": Entry(
        headline="Credentials in S3",
        why="An object holds credentials such as access keys or private keys. Whoever can read the bucket can use them, so act today even if it is not public.",
        steps=(
            "Look at the object in the finding of Macie, and find out to whom or what the credentials belong.",
            "Move to new credentials and deactivate the ones that were found, at once if they are public.",
            "Look in CloudTrail and the like for misuse of the credentials that were found.",
            "Take the public access away if there is any, keep credentials in Secrets Manager or the like, and remove them from the object.",
        ),
    ),
    "macie/SensitiveData:S3Object/Personal": Entry(
        headline="Personal information in S3",
        why="An object holds personal information such as names or addresses. If others can read it, you may have to report a leak. If the bucket is public, act at once; otherwise within a few days.",
        steps=(
            _PLACE,
            _LIMIT,
            _LOGS,
            "If somebody has read it, ask whoever is responsible for data protection what must be reported.",
        ),
    ),
    "macie/SensitiveData:S3Object/Financial": Entry(
        headline="Financial information in S3",
        why="An object holds financial information such as card or bank account numbers. If others can read it, it may be misused. If the bucket is public, act at once; otherwise within a few days.",
        steps=(
            _PLACE,
            _LIMIT,
            _LOGS,
            "If somebody has read it, ask whoever is responsible for data protection what must be reported.",
        ),
    ),
    "macie/SensitiveData:S3Object/Multiple": Entry(
        headline="Several kinds of sensitive data in S3",
        why="An object holds several kinds of sensitive data. Credentials among it have to be replaced today. If the bucket is public, act at once; otherwise within a few days.",
        steps=(
            _PLACE,
            "If there are credentials among it, make new ones and deactivate the ones that were found.",
            _LIMIT,
            _LOGS,
        ),
    ),
    "macie": Entry(
        headline="Finding of Amazon Macie",
        why="Macie has found something about an S3 bucket or its data that is worth a look.",
        steps=(
            "Open the finding in the Macie console and ask the owner of the bucket.",
            "Make sure that only those who need the data have access to the bucket.",
        ),
    ),
}
