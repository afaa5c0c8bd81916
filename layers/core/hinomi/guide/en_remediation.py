"""Remediations by Automated Security Response on AWS, by SNS, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "remediation": Entry(
        headline="Notice of an automated remediation",
        why="Automated Security Response on AWS (ASR) has told how the repair of a finding of Security Hub went.",
        steps=(
            "Read the outcome above and open the finding in Security Hub.",
            "If it was not repaired, follow the remediation that the finding describes.",
        ),
    ),
    "remediation/failed": Entry(
        headline="Automated remediation failed ({control})",
        why="Automated Security Response on AWS (ASR) tried to repair a finding of Security Hub and failed. The problem is still there, even if everybody believes that it was repaired.",
        steps=(
            "Look in Systems Manager, under Automation, in the account of the finding, for the step that failed and its error.",
            "Remove the cause and run the remediation again, or follow by hand the remediation that the finding describes.",
            "Check whether the remediation changed a part of the resource before it failed.",
        ),
    ),
    "remediation/not_tried": Entry(
        headline="No automated remediation is available ({control})",
        why="Automated Security Response on AWS (ASR) was to repair a finding of Security Hub but has no runbook for it that is deployed and enabled. Nothing was changed.",
        steps=(
            "Follow by hand the remediation that the finding describes.",
            "If ASR supports the control, check that its playbook is enabled and its member stacks are deployed in that account and Region.",
        ),
    ),
    "remediation/no_role": Entry(
        headline="Automated remediation does not work in an account",
        why="Automated Security Response on AWS (ASR) could not use its role in the account of a finding of Security Hub. No other finding of that account is repaired either; you are told once for the account.",
        steps=(
            "Check that the member roles stack of ASR is deployed in the account and that its role still trusts the account where ASR runs.",
            "If somebody removed or changed the role, ask why before you deploy it again.",
            "Until it works, follow by hand the remediations that the findings describe.",
        ),
    ),
    "remediation/asr_error": Entry(
        headline="Automated remediation could not begin ({control})",
        why="Automated Security Response on AWS (ASR) ended with an error of its own before it could repair a finding of Security Hub. Nothing was changed.",
        steps=(
            "Read the error in the executions of the Orchestrator state machine in Step Functions, in the account where ASR runs.",
            "Remove the cause and run the remediation again.",
            "Until it works, follow by hand the remediation that the finding describes.",
        ),
    ),
    "remediation/succeeded": Entry(
        headline="Automated remediation changed a setting ({control})",
        why="Automated Security Response on AWS (ASR) has changed a setting to repair a finding of Security Hub. No person did it, so you are told.",
        steps=(
            "Check that what uses the resource still works.",
            "See in the finding in Security Hub what was wrong and what was changed.",
            "If the same is repaired again and again, look for the template or the job that undoes it.",
        ),
    ),
    "remediation/recovered": Entry(
        headline="Automated remediation succeeded after a failure ({control})",
        why="Automated Security Response on AWS (ASR) has repaired a finding of Security Hub that it had failed to repair before.",
        steps=(
            "Check that what uses the resource still works.",
            "See in Security Hub that the finding is resolved.",
        ),
    ),
    "remediation/role_recovered": Entry(
        headline="Automated remediation works again in an account",
        why="Automated Security Response on AWS (ASR) has repaired a finding of Security Hub in this account, which it could not before because its role could not be used.",
        steps=(
            "Let ASR try again what it could not repair meanwhile.",
            "See in Security Hub that those findings are resolved.",
        ),
    ),
}
