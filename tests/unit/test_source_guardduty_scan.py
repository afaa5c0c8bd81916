from __future__ import annotations

from functools import partial

import pytest

from hinomi.model import ConsoleLink, Event, Severity, Term
from hinomi.sources import guardduty, guardduty_scan
from support.samples import facts, load_event, only_alert

load = partial(load_event, "guardduty")
read = partial(only_alert, guardduty_scan)


def test_malware_in_an_object_is_an_alert() -> None:
    alert = read(load("s3_scan_threats_found"))
    assert alert.severity is Severity.HIGH
    assert alert.actionable
    assert facts(alert) == {
        "object_key": "uploads/invoice.zip",
        "scan_status": Term("threats_found"),
        "threat": "EICAR-Test-File (not a virus)",
    }
    place = {"bucket": "amzn-s3-demo-bucket", "key": "uploads/invoice.zip", "region": "ap-northeast-1"}
    assert alert.link == ConsoleLink(page="s3_object", parameters=place)


def test_a_clean_object_needs_nobody() -> None:
    assert not read(load("s3_scan_clean")).actionable


@pytest.mark.parametrize(
    ("name", "term"), [("s3_scan_unsupported", "unsupported"), ("s3_scan_access_denied", "access_denied")]
)
def test_what_could_not_be_scanned_is_told_quietly(name: str, term: str) -> None:
    alert = read(load(name))
    assert (alert.severity, alert.actionable) == (Severity.LOW, True)
    assert facts(alert)["scan_status"] == Term(term)


def test_a_failed_scan_without_a_result_is_told_by_its_status() -> None:
    body = load("s3_scan_clean")
    body["detail"] |= {"scanStatus": "FAILED", "scanResultDetails": None}
    alert = read(body)
    assert (alert.severity, facts(alert)["scan_status"]) == (Severity.LOW, Term("scan_failed"))


def test_named_threats_count_even_without_a_result() -> None:
    body = load("s3_scan_threats_found")
    del body["detail"]["scanResultDetails"]["scanResultStatus"]
    assert read(body).severity is Severity.HIGH


def test_another_version_or_another_outcome_is_another_alert() -> None:
    body = load("s3_scan_threats_found")
    first = read(body).fingerprint
    body["detail"]["s3ObjectDetails"]["versionId"] = "v2"
    assert len({first, read(body).fingerprint, read(load("s3_scan_clean")).fingerprint}) == 3


def test_an_object_key_cannot_imitate_another_object() -> None:
    one, other = load("s3_scan_threats_found"), load("s3_scan_threats_found")
    one["detail"]["s3ObjectDetails"] |= {"objectKey": "a|b", "versionId": "c"}
    other["detail"]["s3ObjectDetails"] |= {"objectKey": "a", "versionId": "b|c"}
    assert read(one).fingerprint != read(other).fingerprint


def test_a_finding_is_not_a_scan_and_a_scan_is_not_a_finding() -> None:
    assert not guardduty_scan.recognizes(Event(body=load("ec2_ssh_brute_force")))
    assert not guardduty.recognizes(Event(body=load("s3_scan_threats_found")))
