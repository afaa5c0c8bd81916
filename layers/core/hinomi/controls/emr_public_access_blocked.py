"""EMR starts no cluster that the whole internet can reach. The ports that a person has excepted stay excepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"blocked": True}
_SSH = "22"
"""AWS itself excepts this port (https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html)."""


def read(scene: Scene) -> Iterator[Actual]:
    """Read the switch of the Region and the ports that are excepted."""
    answer = scene.call("emr", "get_block_public_access_configuration")
    found = answer["BlockPublicAccessConfiguration"]
    ranges = found.get("PermittedPublicSecurityGroupRuleRanges", [])
    ports = [port for port in map(_ports, ranges) if port != _SSH]
    yield Actual(
        state={"blocked": found["BlockPublicSecurityGroupRules"]},
        notes=(Note("excepted", {"ports": ", ".join(ports)}),) if ports else (),
        context={"ranges": ranges},
    )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name some clusters of the last two months: one that is started every night might start no longer.

    AWS lists clusters for two months after they have ended
    (https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-view-clusters.html); the first page is enough.
    """
    del actual
    names = {one["Name"] for one in scene.call("emr", "list_clusters").get("Clusters", ())}
    if names:
        yield Note("clusters", {"clusters": ", ".join(sorted(names))})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the switch, and send the excepted ports again: AWS drops them where they are left out."""
    configuration = {
        "BlockPublicSecurityGroupRules": target["blocked"],
        "PermittedPublicSecurityGroupRuleRanges": actual.context["ranges"],
    }
    scene.call("emr", "put_block_public_access_configuration", BlockPublicAccessConfiguration=configuration)


def _ports(one: dict[str, Any]) -> str:
    lowest, highest = one["MinRange"], one.get("MaxRange", one["MinRange"])
    return f"{lowest}" if lowest == highest else f"{lowest}-{highest}"


CONTROL = Control(
    id="emr_public_access_blocked",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.LOW,
    standards=("FSBP EMR.2",),
    order=Record({"blocked": Flag()}),
    desired=DESIRED,
    reads=("elasticmapreduce:GetBlockPublicAccessConfiguration", "elasticmapreduce:ListClusters"),
    writes=("elasticmapreduce:PutBlockPublicAccessConfiguration",),
    undoes=("elasticmapreduce:PutBlockPublicAccessConfiguration",),
    texts={
        "ja": Text(
            title="EMR のパブリックアクセスをブロックする",
            why="セキュリティグループのルールを 1 つ誤るだけで、インターネット上の誰でも EMR クラスターの管理画面やデータにアクセスできるようになります。",
            change="例外のポートを除き、すべての IP アドレスからの通信を許すセキュリティグループを使う EMR クラスターは、起動できなくなります。例外のポートと稼働中のクラスターは変わりません。最近 2 か月以内に EMR クラスターを使っていれば、何も変更しません。料金はかかりません。",
            undo="EMR コンソールの「パブリックアクセスをブロック」で「編集」を開き、オフにします。",
            fields={"blocked": "パブリックアクセスのブロック"},
            notes={
                "excepted": "22 番以外に、例外として公開を認めているポートがあります: {ports}。不要であれば EMR コンソールの「パブリックアクセスをブロック」で削除してください。",
                "clusters": "最近 2 か月以内に使われた EMR クラスターがあるため、変更していません: {clusters}。セキュリティグループがインターネットに公開されていると、次から起動できなくなります。セキュリティグループを確認してから、EMR コンソールの「パブリックアクセスをブロック」で有効にしてください。",
            },
        ),
        "en": Text(
            title="EMR blocks public access",
            why="With one wrong rule in a security group, everybody on the internet can use the consoles and the data of an EMR cluster.",
            change="EMR no longer starts clusters whose security groups let all addresses in on ports that are not excepted. Excepted ports and running clusters stay as they are. Where EMR clusters were in use within the last two months, nothing is changed. It is free of charge.",
            undo="In the EMR console under Block public access, choose Edit and turn it off.",
            fields={"blocked": "Block Public Access"},
            notes={
                "excepted": "Ports other than 22 are excepted and may be public: {ports}. If that is not needed, remove them in the EMR console under Block public access.",
                "clusters": "Nothing was changed, because EMR clusters were in use within the last two months: {clusters}. They could no longer be started if their security groups let the whole internet in. Check the security groups, then turn it on in the EMR console under Block public access.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    traces=("PutBlockPublicAccessConfiguration",),
)
