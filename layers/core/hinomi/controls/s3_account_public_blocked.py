"""No bucket of the account is public, whatever its own settings say. Where one is in public use, this only reports.

All four switches are sent: S3 turns off those that are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import DENIED
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import public_buckets
from hinomi.services.listing import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

_SWITCHES = {
    "block_public_acls": "BlockPublicAcls",
    "ignore_public_acls": "IgnorePublicAcls",
    "block_public_policy": "BlockPublicPolicy",
    "restrict_public_buckets": "RestrictPublicBuckets",
}
DESIRED: State = dict.fromkeys(_SWITCHES, True)
_ABSENT = "NoSuchPublicAccessBlockConfiguration"
_NO_POLICY = (
    *DENIED,
    "AWSOrganizationsNotInUseException",
    "EffectivePolicyNotFoundException",
    "UnsupportedAPIEndpointException",  # a partition without such policies
)


def read(scene: Scene) -> Iterator[Actual]:
    """Read the account's switches, as an organisation's policy may have set them; none is off where nobody has.

    https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3.html
    """
    answer = scene.find("s3control", "get_public_access_block", _ABSENT, AccountId=scene.account)
    there = answer["PublicAccessBlockConfiguration"] if answer else {}
    # Many an organisation keeps its accounts from asking; where its policy decides, S3 refuses the write all the same.
    policy = scene.find("organizations", "describe_effective_policy", _NO_POLICY, PolicyType="S3_POLICY")
    yield Actual(
        state={field: there.get(switch, False) for field, switch in _SWITCHES.items()},
        managed_by=Manager.ORGANIZATION if policy else None,
        context={"configured": answer is not None},
    )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name buckets that are public, that may hold public objects, and that could not be looked at."""
    del actual
    for exposure, buckets in public_buckets.exposed(scene).items():
        yield Note(exposure.value, {"buckets": few(buckets)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set all four switches."""
    del actual
    wanted = {switch: target[field] for field, switch in _SWITCHES.items()}
    scene.call("s3control", "put_public_access_block", AccountId=scene.account, PublicAccessBlockConfiguration=wanted)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Set the switches as they were, or remove them where nobody had set any."""
    if actual.context["before"]["configured"]:
        write(scene, actual, before)
    else:
        scene.call("s3control", "delete_public_access_block", AccountId=scene.account)


CONTROL = Control(
    id="s3_account_public_blocked",
    scope=Scope.ACCOUNT,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.HIGH,
    standards=("FSBP S3.1", "CIS5 2.1.4", "CIS7 3.1.4", "SSB ACCT.08"),
    order=Record({field: Flag() for field in _SWITCHES}),
    desired=DESIRED,
    reads=("organizations:DescribeEffectivePolicy", "s3:GetAccountPublicAccessBlock", *public_buckets.READS),
    writes=("s3:PutAccountPublicAccessBlock",),
    undoes=("s3:PutAccountPublicAccessBlock",),
    texts={
        "ja": Text(
            title="アカウント全体で S3 のパブリックアクセスをブロックする",
            why="バケットポリシーや ACL を 1 つ誤るだけで、バケットの中身が世界中に公開されます。情報漏えいの典型的な原因です。",
            change="アカウントのすべてのバケットで、公開するポリシーと ACL が効かなくなり、新しく設定することもできなくなります。公開中、または公開の可能性があるバケットが 1 つでもあれば、何も変更しません。CloudFront 経由の配信は、オリジンアクセスコントロール (OAC) などで許可していれば変わりません。料金はかかりません。",
            undo="S3 コンソールの「このアカウントのブロックパブリックアクセス設定」で「編集」を開き、元のチェックに戻します。",
            fields={
                "block_public_acls": "新しいパブリック ACL のブロック",
                "ignore_public_acls": "パブリック ACL の無視",
                "block_public_policy": "新しいパブリックポリシーのブロック",
                "restrict_public_buckets": "パブリックバケットへのアクセス制限",
            },
            notes={
                "too_many_buckets": "バケットが多く、公開中かどうかをすべては確認できないため、変更していません: {buckets}。S3 コンソールで公開中のバケットがないことを確認し、「このアカウントのブロックパブリックアクセス設定」で有効にしてください。",
                "public_buckets": "公開中のバケットがあるため、変更していません: {buckets}。公開が不要であれば、バケットの「アクセス許可」でパブリックアクセスをすべてブロックしてください。Web サイトの配信は CloudFront への移行を検討してください。",
                "public_objects": "ACL が有効で、公開されたオブジェクトがあるかもしれないバケットがあるため、変更していません: {buckets}。公開していなければ、バケットの「アクセス許可」の「オブジェクト所有者」で ACL を無効にしてください。",
                "not_readable": "設定を読み取れないバケットがあるため、変更していません: {buckets}。公開されていないことを確認し、バケットポリシーの拒否 (Deny) を見直してください。",
            },
        ),
        "en": Text(
            title="S3 blocks public access in the whole account",
            why="One wrong bucket policy or access list shows the contents of a bucket to the world. Many leaks begin like this.",
            change="In all buckets of the account, policies and access lists that let the public in stop working, and new ones are refused. If a single bucket is public or may be, nothing is changed. Delivery through CloudFront stays as it is where it has rights of its own, such as origin access control (OAC). It is free of charge.",
            undo="In the S3 console under Block Public Access settings for this account, choose Edit and set the boxes as they were.",
            fields={
                "block_public_acls": "blocking of new public ACLs",
                "ignore_public_acls": "ignoring of public ACLs",
                "block_public_policy": "blocking of new public policies",
                "restrict_public_buckets": "restriction of public buckets",
            },
            notes={
                "too_many_buckets": "Nothing was changed, because there are more buckets than the round can look at: {buckets}. Make sure in the S3 console that none is public, and turn it on under Block Public Access settings for this account.",
                "public_buckets": "Nothing was changed, because buckets are public: {buckets}. Where nobody needs that, block all public access under the bucket's Permissions. For a website, think of moving to CloudFront.",
                "public_objects": "Nothing was changed, because buckets have ACLs enabled and may hold public objects: {buckets}. If they hold none, disable ACLs under the bucket's Permissions, Object Ownership.",
                "not_readable": "Nothing was changed, because the settings of some buckets cannot be read: {buckets}. Make sure that they are not public, and look for a Deny in the bucket policy.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
    traces=("DeleteAccountPublicAccessBlock", "PutAccountPublicAccessBlock"),
)
