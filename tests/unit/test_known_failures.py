"""What baselines are known to break, and the test by which each is shown not to happen here.

The failures were seen in public remediation tools and in what their users wrote; each key says one in a few words.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
KNOWN = {
    "a strict policy is replaced by a weaker one because one part of it is missing": [
        "test_one_missing_kind_of_character_is_added_and_a_longer_length_and_a_shorter_age_stay",
        "test_hard_expiry_is_neither_set_nor_cleared",
    ],
    "a recorder loses its exclusions, mode and role": [
        "test_a_stopped_recorder_is_started_and_stays_byte_for_byte_what_somebody_made_of_it",
        "test_a_recorder_of_selected_types_is_told_and_kept",
    ],
    "there is taken to be one recorder only": ["test_the_recorder_of_an_aws_service_is_not_the_accounts_own"],
    "whether it records is looked up in the wrong answer": [
        "test_a_recorder_that_fails_to_record_is_told_although_it_is_on"
    ],
    "the work stops after the first suspended detector": [
        "test_suspended_detectors_are_resumed_in_every_region_and_not_in_the_first_alone"
    ],
    "protection plans that came later are never enabled": [
        "test_a_round_gives_a_new_account_a_detector_and_all_plans_but_runtime_monitoring",
        "test_new_features_of_guardduty_are_reported_and_not_turned_on",
    ],
    "features that are not wanted are turned off": [
        "test_a_suspended_detector_is_resumed_with_all_that_it_had",
        "test_runtime_monitoring_drops_no_agent_that_is_on",
    ],
    "a default group is emptied under a network interface": [
        "test_a_group_that_a_network_interface_has_is_never_emptied_under_it",
        "test_a_group_that_the_rules_of_another_refer_to_is_left_alone",
    ],
    "a valid rule is removed along with the failing one": [
        "test_a_valid_rule_that_a_person_has_added_is_never_revoked_with_the_others"
    ],
    "a standard that a person enabled is disabled": ["test_a_standard_that_a_person_has_enabled_is_never_disabled"],
    "controls that a person tuned are set back": [
        "test_a_control_outside_the_list_that_a_person_has_turned_off_stays_off",
        "test_a_control_that_a_person_has_turned_on_again_stays_on",
        "test_a_persons_own_reason_is_never_overwritten_nor_lost_by_undo",
    ],
    "controls to disable stay enabled because their id is written otherwise": [
        "test_a_standard_whose_arn_is_written_otherwise_is_tuned_as_well"
    ],
    "a default VPC in use loses its way to the internet before the deletion fails": [
        "test_the_way_to_the_internet_goes_only_after_every_subnet_is_gone",
        "test_a_subnet_that_is_in_use_after_all_stops_the_deletion_before_anybody_loses_the_internet",
    ],
    "the default key of EBS is replaced": ["test_a_default_encryption_key_that_somebody_chose_stays"],
    "a declarative policy is fought": ["test_what_a_declarative_policy_decides_is_told_and_not_fought"],
    "nothing says what was there before, and nothing brings it back": [
        "test_from_any_state_to_any_target_nothing_is_weaker_settled_twice_or_lost",
        "test_undo_brings_the_account_back_and_later_rounds_leave_it_so",
    ],
    "nobody hears who changed it since": ["test_what_was_weakened_since_the_last_round_is_told_with_who_did_it"],
    "a plan tells neither cost nor what may break": [
        "test_people_see_what_would_change_what_it_costs_and_what_it_may_break"
    ],
    "an excluded place is changed all the same": [
        "test_the_recorder_of_a_region_with_an_exception_is_left_stopped",
        "test_an_excluded_region_is_not_entered_and_the_report_says_so",
    ],
    "a failure is called a success": [
        "test_a_write_that_aws_does_not_show_is_a_failure_never_a_success",
        "test_a_start_that_aws_accepts_and_does_not_carry_out_is_not_called_a_success",
    ],
    "an update undoes what somebody mended by hand": [
        "test_an_alarm_keeps_its_threshold_and_the_action_that_somebody_removed_stays_removed"
    ],
    "an age of 0 is sent and refused": ["test_an_age_of_0_is_none_and_becomes_ninety_days_with_all_the_rest_as_it_was"],
    "time runs out and the rest is never done": ["test_a_walk_that_runs_out_of_time_says_so_and_is_gone_on_with"],
    "what exists already is a failure": [
        "test_a_detector_that_somebody_makes_at_the_same_moment_is_no_failure_and_keeps_its_plans"
    ],
    "what is costly cannot be left out": [
        "test_costly_flow_logs_are_made_only_for_who_asks",
        "test_nothing_that_can_surprise_or_destroy_is_done_unasked",
    ],
    "launches break when volumes are encrypted by default, and nobody said so": [
        "test_people_see_what_would_change_what_it_costs_and_what_it_may_break"
    ],
    "suppressed findings are counted": ["test_suppressed_archived_and_foreign_findings_do_not_count"],
    "one error stops everything": ["test_a_region_that_denies_everything_is_reported_and_stops_no_other"],
    "nobody is told": ["test_a_round_ends_with_one_report_that_the_intake_understands"],
    "the tool itself calls AWS without end": ["test_what_was_read_once_is_not_read_again_for_the_next_control"],
}


@pytest.mark.parametrize("failure", KNOWN)
def test_a_known_failure_has_its_test(failure: str) -> None:
    there = set(
        re.findall(r"^def (test_\w+)", "\n".join(path.read_text() for path in TESTS.rglob("test_*.py")), re.MULTILINE)
    )
    assert set(KNOWN[failure]) <= there
