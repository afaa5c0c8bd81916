"""Attempts to put out the light: detection that is switched off, tracks that are hidden, Hinomi itself, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_ASK = "Look at who did it and from where, and ask that person or whoever is responsible whether they did."
_REVOKE = "If nobody did, deactivate the access key, or for a role revoke its active sessions."
_LOOK = "Look in the CloudTrail event history for what the same identity did before and after."
_DRIFT = "Detect drift on Hinomi's stack in the CloudFormation console, and put back what has changed."
_MEANWHILE = "Until it is put back, look at the GuardDuty and CloudTrail consoles yourself."

ENTRIES: dict[str, Entry] = {
    "tampering/trail_stopped": Entry(
        headline="CloudTrail recording stopped or deleted",
        why="A trail or an event data store that records actions has been stopped or deleted. What is done from now on leaves no record there, and Hinomi may no longer receive events of actions. Intruders often do this to hide their tracks.",
        steps=(
            "Look at the trail in the CloudTrail console: start logging again if it is stopped, create it again if it is gone.",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/trail_weakened": Entry(
        headline="CloudTrail set to record less",
        why="The settings of CloudTrail have been changed so that fewer actions are recorded, or logs are kept elsewhere or less protected. Request says what they were set to.",
        steps=(
            "Check in the CloudTrail console that management events of all Regions are recorded, reads and writes, into a bucket of your own.",
            _ASK,
            "If the change was not intended, put the settings back and deactivate the credentials.",
            _LOOK,
        ),
    ),
    "tampering/guardduty_off": Entry(
        headline="GuardDuty or one of its protections switched off",
        why="Threat detection has been stopped, or one of its protection plans disabled. Attacks go undetected meanwhile. If the detector was deleted, its past findings are gone as well.",
        steps=(
            "Check in the GuardDuty console that GuardDuty and its protection plans are enabled in this Region, and enable what is not.",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/guardduty_weakened": Entry(
        headline="GuardDuty set to show fewer findings",
        why="A setting that can hide findings of GuardDuty has been changed, such as a suppression rule, a list of trusted addresses or where findings are exported to.",
        steps=(
            "Look at the API and the request, and at the setting as it is now in the GuardDuty console.",
            _ASK,
            "If the change was not intended, put it back, and look through the findings that were hidden meanwhile, archived ones included.",
        ),
    ),
    "tampering/securityhub_off": Entry(
        headline="Security Hub disabled",
        why="Security Hub has been disabled. It no longer checks settings, nor gathers the findings of other services.",
        steps=(
            "Look at its state in the Security Hub console, and enable it again if it is disabled.",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/securityhub_weakened": Entry(
        headline="Security Hub set to check less",
        why="A setting of Security Hub has been changed so that it reports less, such as a standard or control that is disabled, or an automation rule that suppresses findings.",
        steps=(
            "Look at the API and the request for what has been disabled.",
            _ASK,
            "If the change was not intended, put it back in the Security Hub console.",
        ),
    ),
    "tampering/config_off": Entry(
        headline="AWS Config recording stopped or deleted",
        why="The recording of changes to resources has been stopped, or where it is delivered to has been deleted. Changes are no longer recorded, and Config rules and many checks of Security Hub no longer work.",
        steps=(
            "Look at the configuration recorder and the delivery channel in the AWS Config console, and start recording again if it is stopped.",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/config_weakened": Entry(
        headline="AWS Config set to record or check less",
        why="A setting of AWS Config has been changed, such as what it records, where it delivers to, how long it keeps, or its rules. Something may no longer be recorded or checked.",
        steps=(
            "Look at the API and the request, and at the setting as it is now in the AWS Config console.",
            _ASK,
            "If the change was not intended, put the setting back.",
        ),
    ),
    "tampering/access_analyzer": Entry(
        headline="IAM Access Analyzer set to report less",
        why="An analyzer has been deleted, or a rule created that archives findings by itself. Resources that are open to the outside may go unnoticed.",
        steps=(
            "Look at the analyzers and the archive rules under Access Analyzer in the IAM console.",
            _ASK,
            "If the change was not intended, create the analyzer again or remove the archive rule.",
        ),
    ),
    "tampering/inspector": Entry(
        headline="Amazon Inspector set to report less",
        why="Vulnerability scans have been disabled, or a suppression rule that hides findings created or changed. New vulnerabilities may go unnoticed.",
        steps=(
            "Look at the state of each kind of scan and at the suppression rules in the Amazon Inspector console.",
            _ASK,
            "If the change was not intended, enable the scans again or remove the suppression rule.",
        ),
    ),
    "tampering/macie": Entry(
        headline="Amazon Macie stopped, or set to report less",
        why="Amazon Macie, which looks for sensitive data in S3, has been disabled or suspended, or a suppression rule that archives its findings created or changed. Public buckets and sensitive data may go unnoticed.",
        steps=(
            "Look at its state and at the suppression rules in the Amazon Macie console.",
            _ASK,
            "If this was not intended, enable it again or remove the suppression rule, and look in the event history for what the same identity did before and after.",
        ),
    ),
    "tampering/detective": Entry(
        headline="Amazon Detective behavior graph deleted",
        why="A behavior graph of Amazon Detective, which holds the data gathered for investigations, has been deleted. Past data does not come back: enabled again, it gathers from the beginning.",
        steps=(
            _ASK,
            "If this was not intended, enable Amazon Detective again and deactivate the credentials.",
            _LOOK,
        ),
    ),
    "tampering/delegation": Entry(
        headline="Removal from an organization's watch or policies",
        why="An action has weakened what AWS Organizations protects, such as an account that was taken out of the watch of its organization, or a policy that was detached. Those who manage the organization may no longer hear of trouble there.",
        steps=(
            "Look at the API and the request for which account or policy it was.",
            "Ask the administrator of the organization whether this was intended.",
            "If not, put the setting back from the management account, and deactivate the credentials that were used.",
            "Look in the CloudTrail event history for what was done meanwhile.",
        ),
    ),
    "tampering/network_logs": Entry(
        headline="VPC flow logs or DNS query logs stopped",
        why="The record of network traffic or name lookups has been stopped. From now on, the way in of an intruder and where data goes to cannot be traced.",
        steps=(
            "Look in the VPC or Route 53 console which VPC is no longer recorded, and set it up again.",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/logs": Entry(
        headline="Logs deleted, or kept less safely",
        why="A bucket or a log group with logs for audits and investigations has been deleted, or changed so that logs are lost more easily. Logs that are gone may not come back.",
        steps=(
            "Check whether the resource holds audit logs such as a trail's, and copy what is left to another place at once.",
            _ASK,
            "If this was not intended, put the setting back and deactivate the credentials.",
            _LOOK,
        ),
    ),
    "tampering/log_policy": Entry(
        headline="Bucket policy that may keep logs out, or lets anybody in",
        why="The bucket policy of what looks like a bucket of audit logs has been replaced by one that may keep new logs out, or lets anybody in. What is done from now on may leave no record there.",
        steps=(
            "Look at the bucket policy in the S3 console: what it denies, whom it lets in, and whether those who deliver logs (such as cloudtrail.amazonaws.com) may still write.",
            _ASK,
            "If the change was not intended, put the bucket policy back and deactivate the credentials.",
            "Check whether new logs have arrived in the bucket since, and look in the CloudTrail event history for what was done meanwhile.",
        ),
    ),
    "tampering/region": Entry(
        headline="Region disabled",
        why="A Region of this account is being disabled. Its resources keep running and costing, but nobody can reach or check them any longer, and detection and alerts of that Region stop.",
        steps=(
            "Look in the request for the name of the Region, and check with those responsible whether the Region was in use.",
            _ASK,
            "If this was not intended, enable the Region again under AWS Regions on the Account page of the console, and deactivate the credentials.",
            _LOOK,
        ),
    ),
    "tampering/key": Entry(
        headline="KMS key disabled, or scheduled for deletion",
        why="A KMS key can no longer be used. Data that it encrypts cannot be read, and if a trail uses it, no more logs are delivered. A scheduled deletion can be canceled only during its waiting period.",
        steps=(
            "Check in the KMS console, and with those responsible, whether this key encrypts any data.",
            "If this was not intended, cancel the deletion in the KMS console and enable the key again.",
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/key_rotation": Entry(
        headline="Automatic rotation of a KMS key disabled",
        why="The key material of a KMS key is no longer renewed regularly. Data can be read as before, but the same key material stays in use.",
        steps=(
            _ASK,
            "If the change was not intended, enable automatic rotation again in the KMS console.",
        ),
    ),
    "tampering/alarms": Entry(
        headline="CloudWatch alarm deleted or silenced",
        why="A CloudWatch alarm has been deleted, or set so that it tells nobody when it goes off. Failures and signs of abuse may go unnoticed.",
        steps=(
            "Check whether the alarm is still needed.",
            _ASK,
            "If the change was not intended, create the alarm again or enable its actions.",
        ),
    ),
    "tampering/cost": Entry(
        headline="Budget or cost anomaly notices reduced",
        why="A budget, its notices or the detection of cost anomalies has been deleted or changed. Abuse such as the mining of cryptocurrency is often noticed by its cost alone.",
        steps=(
            "Look at the API and the request for what has been deleted or changed.",
            _ASK,
            "If this was not intended, set it up again, and check recent costs in Cost Explorer.",
        ),
    ),
    "tampering/firewall": Entry(
        headline="Firewall removed, or its logs stopped",
        why="Protection by AWS WAF or AWS Network Firewall has been removed, or its logs stopped. Traffic that was blocked may now get through.",
        steps=(
            "Check whether the resource protects a service that is open to the internet.",
            _ASK,
            "If the change was not intended, put the protection and the logs back.",
            "Look in the logs of the protected service for what came in meanwhile.",
        ),
    ),
    "tampering/safeguard": Entry(
        headline="Safeguard against public access or the like removed",
        why="A setting that prevents accidents has been removed, such as Block Public Access or the encryption of EBS volumes by default. This need not have made anything public, but it now can.",
        steps=(
            "Look at the API and the request for which safeguard has been removed.",
            _ASK,
            "If the change was not intended, put the setting back.",
            "Check with IAM Access Analyzer or in the service's console whether anything became public meanwhile.",
        ),
    ),
    "tampering/model": Entry(
        headline="Amazon Bedrock logs or guardrails reduced",
        why="The record of model invocations of Amazon Bedrock, or a guardrail that limits inputs and outputs, has been deleted or reduced. Those who abuse models may stop the record first.",
        steps=(
            "Look at model invocation logging and at the guardrails in the Amazon Bedrock console.",
            _ASK,
            "If this was not intended, put it back, and check the cost of Bedrock in Cost Explorer.",
        ),
    ),
    "tampering/own/rule": Entry(
        headline="Event rule of Hinomi changed",
        why="A rule by which Hinomi receives events has been changed, disabled or deleted, and not by a deployment. You may not hear of what this rule would have caught.",
        steps=(
            "Check in the EventBridge console that the rule is enabled and still has its target.",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/queue": Entry(
        headline="Queue of Hinomi changed",
        why="A queue through which Hinomi's events or messages go has been changed, deleted or emptied, and not by a deployment. Alerts on their way may be lost, and you may not hear of what comes next.",
        steps=(
            "Check in the SQS console that the queue is there and its access policy is unchanged.",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/topic": Entry(
        headline="Recipients of Hinomi's messages changed",
        why="A topic to which Hinomi sends, or a subscription to it, has been changed or deleted, and not by a deployment. Some mails or chats may not hear of what comes next. A reader who unsubscribes by the link in a mail causes this alert too.",
        steps=(
            "Check in the SNS console that the topics and their subscriptions are complete.",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/function": Entry(
        headline="Function of Hinomi changed",
        why="A Lambda function of Hinomi, its settings or what triggers it has been changed or deleted, and not by a deployment. You may not hear of what comes next, or messages may be altered.",
        steps=(
            "Check in the Lambda console that the function's code, concurrency and triggers are unchanged.",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/table": Entry(
        headline="Table of Hinomi deleted",
        why="The deletion of a table in which Hinomi keeps the state of alerts was requested. You may not hear of what comes next.",
        steps=(
            "Check in the DynamoDB console whether the table is there, and if not whether point-in-time recovery can restore it.",
            _ASK,
            _REVOKE,
            _MEANWHILE,
        ),
    ),
    "tampering/own/round": Entry(
        headline="Regular round of Hinomi changed",
        why="The schedule or the state machine of Hinomi's regular round has been changed or deleted, and not by a deployment. Alerts still come, but the round over the settings and the sign of life may stop.",
        steps=("Look at their state in the consoles of EventBridge Scheduler and Step Functions.", _ASK, _DRIFT),
    ),
    "tampering/own/role": Entry(
        headline="IAM role of Hinomi changed",
        why="The permissions of an IAM role that Hinomi uses have been changed, and not by a deployment. With fewer, alerts may no longer come; with more, the role may be abused.",
        steps=(
            "Look at the role's policies, trust relationship and permissions boundary in the IAM console.",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/alarm": Entry(
        headline="Alarm of Hinomi changed",
        why="A CloudWatch alarm that tells the operator when Hinomi is in trouble has been changed or deleted, and not by a deployment. You may not notice when alerts no longer come.",
        steps=(
            "Check in the CloudWatch console that Hinomi's alarms are complete and their actions enabled.",
            _ASK,
            _DRIFT,
        ),
    ),
    "tampering/own/logs": Entry(
        headline="Logs of Hinomi deleted, or their retention changed",
        why="A log group that records what Hinomi does has been deleted or changed, and not by a deployment. Alerts still come, but it is harder to find out later what happened.",
        steps=(_ASK, _DRIFT, _LOOK),
    ),
    "tampering/own/stack": Entry(
        headline="Hinomi's stack deleted or unprotected",
        why="The removal of Hinomi itself was requested, or of the protection against that. Once the stack is deleted, you will hear of nothing that comes next.",
        steps=(
            "Look at the state of Hinomi's stack in the CloudFormation console, and ask those who deployed it whether this was intended.",
            "If not, deactivate the credentials that were used, and deploy Hinomi again.",
            _MEANWHILE,
            _LOOK,
        ),
    ),
    "tampering/own/forwarder": Entry(
        headline="Forwarding from other Regions stopped",
        why="A stack that sends events of another Region to Hinomi has been deleted, and not by a deployment. You may not hear of what comes next in that Region. This may include services that are recorded in us-east-1 alone, such as IAM.",
        steps=(
            "Check under StackSets in the CloudFormation console which Regions still have their stack.",
            _ASK,
            "If this was not intended, deploy Hinomi again to bring the forwarding back.",
            "Until it is back, look at the GuardDuty and CloudTrail consoles of that Region yourself.",
        ),
    ),
    "tampering/own/failed": Entry(
        headline="Failed attempt to change Hinomi",
        why="Someone has tried to change or delete a part of Hinomi and failed. Hinomi is as it was, but someone may be trying to stop the watch.",
        steps=(_ASK, _REVOKE, _LOOK),
    ),
    "tampering/own": Entry(
        headline="Hinomi itself changed",
        why="A resource that Hinomi runs on has been changed, and not by a deployment. You may not hear of what comes next.",
        steps=(_ASK, _DRIFT, _MEANWHILE),
    ),
    "tampering/denied": Entry(
        headline="Denied attempt to weaken the watch or protection",
        why="Someone has tried to stop the watch, delete logs or remove protection, and was denied for want of permission. Nothing has changed, but someone who has the credentials may be testing what they can do.",
        steps=(_ASK, _REVOKE, _LOOK),
    ),
    "tampering/failed": Entry(
        headline="Failed attempt to weaken the watch or protection",
        why="Someone has tried to stop the watch, delete logs or remove protection, and failed. Nothing has changed, but it may be tried again.",
        steps=(_ASK, _REVOKE, _LOOK),
    ),
    "tampering": Entry(
        headline="Watch or protection weakened",
        why="An action has weakened the watch, the records or the protection of the account. Intruders do this to hide their tracks.",
        steps=(_ASK, "If this was not intended, put the setting back and deactivate the credentials.", _LOOK),
    ),
}
