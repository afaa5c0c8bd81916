"""The services of the account in memory."""

from __future__ import annotations

from support.account.accessanalyzer import AccessAnalyzer
from support.account.account import AccountManagement
from support.account.budgets import Budgets
from support.account.ce import CostExplorer
from support.account.cloudtrail import CloudTrail
from support.account.cloudwatch import CloudWatch
from support.account.configservice import ConfigService
from support.account.detective import Detective
from support.account.ec2_guards import EC2Guards
from support.account.ec2_network import EC2Network
from support.account.ecr import ECR
from support.account.emr import EMR
from support.account.fake import FakeAccount, Service
from support.account.flow_logs import FlowLogs
from support.account.guardduty import GuardDuty
from support.account.iam import IAM
from support.account.iam_roles import IamRoles
from support.account.iam_service_roles import ServiceRoles
from support.account.iam_support import IAMSupport
from support.account.identity import STS, EC2Regions
from support.account.inspector2 import Inspector
from support.account.kms import Kms
from support.account.logs import Logs
from support.account.macie2 import Macie
from support.account.organizations import Organizations
from support.account.s3 import S3
from support.account.s3control import S3Control
from support.account.securityhub import SecurityHub
from support.account.securityhub_controls import SecurityHubControls
from support.account.securityhub_findings import SecurityHubAggregator, SecurityHubFindings, SecurityHubV2
from support.account.ssm import SSM
from support.account.support import Support
from support.account.trail_events import TrailEvents

SERVICES: tuple[type[Service], ...] = (
    STS,
    EC2Regions,
    TrailEvents,
    EC2Guards,
    Kms,
    EC2Network,
    FlowLogs,
    ServiceRoles,
    ConfigService,
    GuardDuty,
    S3,
    S3Control,
    Organizations,
    CloudTrail,
    Logs,
    CloudWatch,
    IamRoles,
    SecurityHub,
    SecurityHubControls,
    SecurityHubAggregator,
    SecurityHubFindings,
    SecurityHubV2,
    AccessAnalyzer,
    SSM,
    Detective,
    Inspector,
    Macie,
    ECR,
    EMR,
    IAM,
    IAMSupport,
    AccountManagement,
    Budgets,
    CostExplorer,
    Support,
)


def fake_account() -> FakeAccount:
    """Make an account in which nobody has done anything yet."""
    return FakeAccount(SERVICES)
