"""Whom this router's behavior is measured by: each case, and the tests that express it.

The names are those of the tests of Prometheus Alertmanager (Apache License 2.0) at 68fb2d5, then what AWS does besides.
The cases are told in words of our own. `tests/functional/routing/test_conformance_coverage.py` holds the table true.
"""

CASES: dict[str, tuple[str, ...]] = {
    "TestBatching": (
        "grouping::test_what_comes_within_the_wait_is_one_message_and_what_comes_later_is_the_next",
        "grouping::test_a_later_message_counts_what_stands_in_the_group",
        "receivers::test_a_digest_names_every_alert_once_and_its_counts_add_up",
    ),
    "TestAggrGroup": (
        "grouping::test_a_group_that_has_been_quiet_for_an_interval_waits_anew",
        "grouping::test_a_wait_may_be_longer_than_a_queue_holds_a_tick_back",
        "timing::test_what_is_critical_is_told_at_once_while_its_group_waits_and_stands_there_afterwards",
    ),
    "TestGroupLabels": ("grouping::test_alerts_share_messages_by_the_values_of_the_labels_that_are_named",),
    "TestGroupByAllLabels": ("grouping::test_every_alert_stays_apart_where_all_labels_group",),
    "TestGroups": ("grouping::test_an_alert_that_takes_two_routes_waits_in_the_group_of_each",),
    "TestGroupsWithLimits": (
        "grouping::test_what_is_too_much_for_one_message_is_said_and_follows",
        "storm::test_ten_thousand_alerts_are_few_messages_and_all_are_counted",
        "storm::test_what_is_critical_passes_a_storm",
        "storm::test_two_thousand_findings_of_one_image_are_few_messages",
    ),
    "TestDispatcherRaceOnFirstAlertNotDeliveredWhenGroupWaitIsZero": (
        "grouping::test_without_a_wait_the_first_alert_is_told_and_all_the_others_are",
    ),
    "TestGroupAlert_RecoversWhenCASFails": (
        "grouping::test_a_flush_that_finds_another_worker_at_its_group_comes_again",
    ),
    "TestGroupAlert_DisplacedAggrGroupGoroutineExits": (
        "grouping::test_a_worker_that_was_displaced_takes_nothing_away_from_its_successor",
    ),
    "TestMergeAlerts": (
        "grouping::test_what_gets_worse_before_it_is_told_is_told_once_as_it_is_then",
        "timing::test_what_becomes_critical_while_it_waits_is_told_at_once_and_only_once",
    ),
    "TestMergeAlertsWithEndsAt": ("grouping::test_what_opens_again_after_it_was_resolved_is_a_new_occurrence",),
    "TestRepeat": (
        "timing::test_what_stands_is_told_again_after_the_interval_and_its_end_once",
        "timing::test_nothing_is_told_again_before_the_interval",
        "timing::test_without_an_interval_nothing_is_ever_told_again",
        "timing::test_a_repeat_tells_all_that_stands_together",
        "timing::test_an_end_is_told_once_however_often_it_is_heard",
        "timing::test_the_end_of_what_was_critical_does_not_wait_either",
    ),
    "TestDedupStageNeedsUpdate": (
        "timing::test_what_is_over_before_anybody_was_told_is_never_told",
        "dedup::test_an_outlet_is_told_what_it_has_not_had",
    ),
    "TestColdStart": (
        "timing::test_a_new_process_neither_loses_nor_repeats_what_the_old_one_knew",
        "timing::test_a_new_process_after_every_minute_makes_no_difference",
    ),
    "TestReload": (
        "timing::test_new_settings_hold_for_what_waits_and_what_stands",
        "timing::test_what_waits_on_a_route_that_is_removed_is_told_by_its_parent",
        "routes::test_a_route_that_got_another_name_tells_the_end_once",
    ),
    "TestDispatchOnStartup": ("timing::test_a_new_process_tells_what_the_old_one_left_behind_when_it_is_due",),
    "TestDedupStage": (
        "dedup::test_a_change_for_the_better_is_no_news_and_one_for_the_worse_is",
        "dedup::test_of_what_has_changed_twice_the_last_is_told",
        "dedup::test_what_ends_and_opens_again_between_two_messages_is_no_news",
        "dedup::test_an_outlet_that_has_had_all_is_told_what_is_new_alone",
    ),
    "TestSetNotifiesStage": ("dedup::test_only_what_has_been_sent_is_logged",),
    "TestRetry": (
        "receivers::test_one_that_fails_is_tried_until_it_succeeds_and_the_other_is_told_once",
        "receivers::test_one_that_fails_misses_nothing_of_what_comes_meanwhile",
        "receivers::test_a_repeat_that_one_outlet_missed_is_repeated_to_it_alone",
    ),
    "TestRetryStageWithError": ("receivers::test_an_error_that_may_pass_is_tried_again",),
    "TestRetryStageWithErrorCode": (
        "receivers::test_an_error_that_cannot_pass_parks_the_message_and_the_group_goes_on",
        "receivers::test_an_outlet_that_says_when_is_tried_then",
    ),
    "TestRetryStageWithContextCanceled": ("receivers::test_a_worker_that_dies_while_it_tells_leaves_it_to_the_next",),
    "TestWebhookTimeout": ("receivers::test_a_slow_outlet_is_tried_again_within_the_interval",),
    "TestMultiStageFailure": ("receivers::test_when_all_outlets_fail_none_is_forgotten",),
    "TestRetryStageSendResolved": ("receivers::test_ends_are_told_where_they_are_wanted",),
    "TestRetryStageNoResolved": ("receivers::test_ends_are_told_where_they_are_wanted",),
    "TestResolvedFilter": (
        "receivers::test_who_does_not_hear_of_ends_gets_no_empty_message_and_hears_of_what_opens_again",
        "receivers::test_each_outlet_hears_of_what_is_bad_enough_for_it",
        "receivers::test_what_gets_bad_enough_is_told_to_who_has_not_heard_of_it",
        "receivers::test_what_is_below_every_floor_is_no_news",
    ),
    "TestAddSilence": (
        "silences::test_a_silence_holds_what_fits",
        "silences::test_the_silences_of_the_file_hold_like_the_others",
    ),
    "TestSilencing": (
        "silences::test_a_silence_of_the_file_ends_with_its_day",
        "silences::test_a_silence_holds_members_of_a_group_alone_and_what_it_held_is_told_at_its_end",
        "silences::test_what_opens_and_ends_under_a_silence_is_never_told",
        "silences::test_the_end_of_what_people_know_waits_for_the_end_of_the_silence",
    ),
    "TestSilenceDelete": ("silences::test_what_a_silence_held_is_told_soon_after_somebody_ends_it",),
    "TestMuteStageWithSilences": (
        "silences::test_what_is_held_is_not_repeated",
        "silences::test_a_silence_that_has_not_begun_holds_nothing_yet",
        "silences::test_a_silence_must_not_hide_an_attack_sequence_unless_it_says_so",
        "silences::test_an_end_is_held_by_what_would_have_held_the_beginning",
    ),
    "TestSilencer": ("silences::test_of_two_silences_the_longer_holds",),
    "TestAlertGetReturnsCurrentAlertStatus": (
        "silences::test_one_that_is_asked_is_told_at_once_what_holds_an_alert",
        "functional/test_cli_silence.py::test_the_status_of_an_alert_is_that_of_this_moment",
    ),
    "TestAddUTF8Alerts": ("silences::test_a_silence_in_japanese_holds_what_is_named_in_japanese",),
    "TestAddUTF8Silences": ("silences::test_a_silence_in_japanese_holds_what_is_named_in_japanese",),
    "TestInhibiting": (
        "inhibition::test_what_follows_is_held_where_the_labels_are_equal_until_the_source_is_resolved",
        "inhibition::test_a_source_that_opens_within_the_wait_of_what_follows_holds_it",
        "inhibition::test_a_new_process_knows_what_burns",
    ),
    "TestAlwaysInhibiting": (
        "inhibition::test_when_both_are_resolved_together_both_ends_are_told_together",
        "inhibition::test_what_opened_and_ended_while_it_was_held_is_never_told",
    ),
    "TestEmptyInhibitionRule": ("inhibition::test_a_rule_without_a_source_or_target_that_says_anything_is_inert",),
    "TestInhibitRuleHasEqual": ("inhibition::test_labels_that_both_lack_are_equal_and_one_that_only_one_lacks_is_not",),
    "TestInhibitRuleMatches": ("inhibition::test_what_matches_both_sides_holds_neither_itself_nor_its_like",),
    "TestInhibit": (
        "inhibition::test_what_is_resolved_inhibits_nothing",
        "inhibition::test_an_attack_sequence_tells_for_the_findings_that_it_is_made_of",
    ),
    "TestFilterAlertRequest": (
        "inhibition::test_one_that_is_asked_is_told_at_once_what_inhibits_an_alert",
        "functional/test_cli_silence.py::test_alerts_are_those_that_fit_the_terms_the_worst_first",
    ),
    "TestTimeMuteStage": (
        "windows::test_what_comes_on_evenings_and_weekends_of_a_zone_is_told_when_they_are_over",
        "windows::test_what_is_critical_is_told_at_any_hour_and_so_is_its_end",
        "windows::test_a_window_of_one_route_mutes_no_other",
        "windows::test_while_a_window_holds_what_it_is_meant_for_is_inhibited",
    ),
    "TestTimeActiveStage": ("windows::test_in_working_hours_alone_is_everywhere_but_in_the_windows",),
    "TestIntervener_Mutes": ("windows::test_the_window_that_holds_is_named_and_counted",),
    "TestTimeIntervalComplete": (
        "windows::test_on_the_day_on_which_clocks_change_the_night_ends_when_the_clocks_say_so",
    ),
    "TestRouteMatch": (
        "routes::test_an_alert_goes_to_the_first_that_fits_and_on_where_that_is_said",
        "routes::test_what_no_child_takes_is_taken_by_the_root",
        "routes::test_a_child_inherits_receiver_times_and_windows",
    ),
    "TestRouteWalk": (
        "routes::test_an_alert_goes_to_the_first_that_fits_and_on_where_that_is_said",
        "routes::test_who_was_told_that_it_opened_is_told_that_it_ended",
        "routes::test_what_takes_another_route_because_it_got_worse_stands_nowhere_once_it_has_ended",
        "routes::test_who_heard_of_it_hears_that_it_got_worse_and_that_it_ended_though_it_takes_another_route",
        "routes::test_who_gets_it_by_another_route_gets_it_once",
        "aws::test_who_was_told_that_a_control_failed_is_told_that_it_passed",
    ),
    "TestRouteMatchers": (
        "routes::test_a_pattern_means_the_whole_value",
        "unit/test_routes.py::test_the_first_child_that_matches_takes_an_alert_unless_it_continues",
    ),
    "TestInheritParentGroupByAll": (
        "routes::test_a_child_inherits_that_every_alert_stays_apart_and_may_say_otherwise",
    ),
    "TestRouteID": ("routes::test_a_named_route_keeps_its_groups_when_others_come_before_it",),
    "TestSendAlertsToUTF8Route": ("routes::test_routes_and_labels_may_be_written_in_japanese",),
    "TestStateMerge": (
        "order::test_what_opens_and_ends_in_one_millisecond_is_nothing_to_tell",
        "order::test_the_end_of_what_was_told_at_once_is_the_end_of_what_still_waits_of_it",
        "order::test_an_end_that_waits_does_not_end_what_has_become_critical_since",
        "order::test_what_becomes_critical_and_ends_in_one_moment_has_ended_for_those_who_knew_of_it",
        "order::test_what_waits_becomes_critical_and_ends_in_one_moment_is_not_told_as_open",
        "order::test_what_got_worse_and_ended_while_there_was_no_room_has_ended",
        "order::test_what_comes_out_of_order_ends_as_the_newest_says",
    ),
    "TestClusterDeduplication": (
        "order::test_two_workers_that_get_the_same_delivery_tell_it_once",
        "order::test_ticks_that_come_twice_late_or_to_several_workers_make_one_message",
        "order::test_a_tick_for_another_worker_meanwhile_waits_for_the_first",
    ),
    "TestClusterVSInstance": ("order::test_many_workers_tell_what_one_would",),
    "GuardDuty update with a new title and the same ARN": (
        "aws::test_an_update_with_another_title_is_the_same_finding",
    ),
    "Native, Security Hub's and its V2 copy": (
        "aws::test_the_finding_and_its_copies_are_told_once_whichever_comes_first",
        "aws::test_a_critical_vulnerability_and_its_copy_wait_and_are_told_once",
        "aws::test_what_guardduty_archived_itself_closes_what_security_hub_goes_on_to_show",
    ),
    "BatchUpdateFindings self-loop": ("aws::test_writing_back_that_somebody_was_notified_makes_no_echo",),
    "Daily Security Hub re-import": (
        "aws::test_what_is_imported_again_every_day_is_silent",
        "aws::test_a_control_that_fails_passes_and_fails_is_three_messages",
    ),
    "SNS redelivery": ("aws::test_the_same_message_of_sns_twice_is_told_once",),
    "Budgets text of an unknown variant": ("aws::test_a_budget_text_that_nobody_knows_is_delivered_word_by_word",),
    "Deleted but ACTIVE Access Analyzer": ("aws::test_access_that_is_deleted_while_it_is_active_has_ended",),
    "CLOSED Inspector first": (
        "aws::test_a_finding_that_is_closed_before_anybody_heard_of_it_is_silent",
        "aws::test_a_vulnerability_that_is_fixed_and_comes_back_is_three_messages",
    ),
    "Health primary and backup": (
        "aws::test_an_event_that_comes_to_two_regions_is_told_once",
        "aws::test_the_late_twin_of_what_is_over_opens_nothing",
    ),
    "Muted CloudWatch alarm": (
        "aws::test_a_muted_alarm_is_silent_and_its_end_is_told_to_who_knew_of_it",
        "unit/test_source_cloudwatch_alarm.py::test_an_alarm_that_its_owner_holds_back_is_silent_but_its_end_is_not",
    ),
    "TestResolved": (
        "unit/test_quiet.py::test_a_finding_is_quiet_after_a_week_and_not_before",
        "functional/test_quiet_alerts.py::test_an_alert_falls_in_each_of_its_groups",
    ),
    "TestSilenceSet": (
        "unit/test_silences.py::test_who_and_why_and_until_when_may_change_under_the_same_id",
        "functional/test_cli_silence.py::test_replacing_keeps_the_id_where_the_same_is_held",
        "functional/test_cli_silence.py::test_replacing_what_is_held_ends_the_old_one",
    ),
    "TestSilenceCanUpdate": (
        "unit/test_silences.py::test_what_is_held_and_from_when_takes_a_silence_of_its_own",
        "unit/test_silences.py::test_a_silence_that_has_ended_is_not_revived",
        "functional/test_cli_silence.py::test_a_replacement_that_fails_on_the_way_leaves_the_old_one_active",
    ),
    "TestSilenceExpire": (
        "unit/test_silences.py::test_ending_a_silence_before_it_has_begun_leaves_no_time_in_which_it_held",
        "functional/test_silence_stores.py::test_an_active_silence_ends_at_once_and_only_once",
    ),
    "TestSilenceExpireWithZeroRetention": (
        "functional/test_silence_stores.py::test_what_has_been_cleaned_away_is_ended_already",
    ),
    "TestSilenceLimits": (
        "unit/test_silences.py::test_no_more_silences_than_the_limit_may_stand_but_ended_ones_do_not_count",
        "functional/test_cli_silence.py::test_there_is_a_most_of_silences",
    ),
    "TestValidateSilence": (
        "unit/test_silences.py::test_a_flaw_is_named",
        "unit/test_silences.py::test_a_silence_that_would_hold_all_or_that_nobody_understands_holds_nothing",
    ),
    "TestQState": (
        "unit/test_silences.py::test_a_silence_holds_from_its_start_on_and_before_its_end",
        "functional/test_silence_stores.py::test_pending_and_active_ones_are_found_and_ended_ones_stay_on_the_list",
    ),
    "TestQMatches": ("unit/test_silences.py::test_what_fits_is_held_and_what_does_not_is_not",),
    "TestTruncate": (
        "unit/test_text.py::test_a_character_is_kept_whole_or_left_out",
        "unit/test_text.py::test_cuts_fall_where_unicode_says_that_characters_end",
        "unit/test_text.py::test_a_cut_text_is_a_start_of_the_text_within_the_limit",
    ),
    "TestSlackRedactedURL": (
        "functional/test_chat.py::test_a_refusal_parks_the_message_with_the_reason_and_no_secret",
        "functional/test_slack_bot.py::test_a_bot_does_not_show_its_token",
    ),
    "TestSlackRetry": (
        "functional/test_chat.py::test_a_429_comes_again_when_slack_said",
        "functional/test_chat.py::test_a_server_error_comes_again_later_each_time",
        "functional/test_slack_bot.py::test_a_429_comes_again_when_slack_said_so",
    ),
    "TestSlackTimeout": (
        "functional/test_chat.py::test_an_unreachable_webhook_comes_again",
        "functional/test_slack_bot.py::test_an_api_that_takes_too_long_is_asked_again_and_the_token_stays_unsaid",
    ),
    "TestBucketUpsert": ("unit/test_rates.py::test_a_window_holds_no_more_than_the_burst_and_what_time_refills",),
    "TestBucketEdgeCases": (
        "unit/test_rates.py::test_a_clock_that_goes_back_silences_nobody_for_long",
        "unit/test_rates.py::test_the_memory_of_ticks_is_bounded",
    ),
    "TestLogGC": ("functional/test_group_table.py::test_only_what_does_not_wait_expires",),
}
"""By name, `file::test`: below `tests/`, or of the files `functional/routing/test_conformance_<file>.py`."""

WAITING: dict[str, str] = {}
"""What is not expressed, or not wholly, because the source is not there yet."""

NOT_OURS: dict[str, str] = {
    "TestCannotAddUTF8AlertsInClassicMode": "There is no older way of writing labels to fall back to.",
    "TestCannotAddUTF8SilencesInClassicMode": "There is no older way of writing labels to fall back to.",
}
"""Why a case does not apply here."""
