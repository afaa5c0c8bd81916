from __future__ import annotations

import pytest

from hinomi import i18n
from hinomi.baseline.report import states
from hinomi.baseline.strength import Flag
from hinomi.controls import BY_ID, CONTROLS
from hinomi.locales import CATALOGUES

FLAGS = {name for control in CONTROLS for name, order in control.order.fields.items() if isinstance(order, Flag)}


def test_every_word_of_a_flag_is_said_of_a_field_that_there_is() -> None:
    for texts in CATALOGUES.values():
        assert {key.split(".")[1] for key in texts if key.startswith("flag.")} <= FLAGS


@pytest.mark.parametrize("locale", CATALOGUES)
def test_a_flag_with_a_word_for_on_has_another_for_off(locale: str) -> None:
    for name in FLAGS:
        on, off = (i18n.find(locale, f"flag.{name}.{switch}") for switch in ("on", "off"))
        assert (on is None) is (off is None), name
        assert on is None or on != off, name


@pytest.mark.parametrize(
    ("control", "field", "locale", "said"),
    [
        ("vpc_default_absent", "absent", "ja", "デフォルト VPC あり → なし"),
        ("vpc_default_absent", "absent", "en", "default VPC present → none"),
        ("ec2_serial_console_disabled", "disabled", "ja", "シリアルコンソール 有効 → 無効"),
        ("vpc_default_subnets_private", "private", "en", "automatic public IP addresses on → off"),
        ("securityhub_hub_enabled", "enabled", "ja", "Security Hub CSPM 無効 → 有効"),
        ("account_security_contact_present", "present", "ja", "代替連絡先 なし → あり"),
        ("ec2_ebs_encryption_default", "encrypted", "en", "encryption by default off → on"),
    ],
)
def test_a_flag_reads_as_what_it_is_about(control: str, field: str, locale: str, said: str) -> None:
    assert next(states.changes(BY_ID[control], {field: False}, {field: True}, locale)) == said


@pytest.mark.parametrize("locale", CATALOGUES)
@pytest.mark.parametrize("kind", ["billing", "operations", "security"])
def test_a_contact_that_nobody_gave_is_asked_for_with_the_line_to_write(kind: str, locale: str) -> None:
    control = f"account_{kind}_contact_present"
    said = i18n.fill(BY_ID[control].texts[locale].notes["contact_not_given"], {"fields": "name"})
    assert f"{control}: {{desired: {{name: " in said
    assert said.endswith('"}}')
