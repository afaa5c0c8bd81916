"""The local inbox: every message of the local cloud as a reader would see it, in the terminal and on a page.

`store` keeps what arrived, `topics` fetches it from SNS, `terminal` prints it, `page` shows it; `mrkdwn` and `markdown`
turn the chats' markup into HTML that is harmless whatever it holds.
"""
