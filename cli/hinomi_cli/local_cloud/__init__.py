"""The local cloud: the deployed template on this machine, with events as AWS sends them and webhooks as chats answer.

It is ministack in a process of its own (`cloud`, `process`, `launcher`), the real `sam build` and
`sam deploy` against it (`deploy`) with settings in a hurry (`hinomi.yaml` here), invented webhook addresses in the
stores where the functions look for them (`webhooks`), and a receiver that stands where Slack, Teams and Chime would
(`receiver`). What happens in it is a story (`scenario`) or a storm (`storm`).
"""
