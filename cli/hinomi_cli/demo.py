"""`make demo`: Hinomi on this machine, from the template to the reader.

Deploys to a local cloud, lets things happen in the account as AWS would report them, and shows each message as it
arrives, here and on the inbox page: what is critical at once, what comes together in one message, the rest by itself.
With `--once` it ends by itself: 0 when everything was told once in every place and language, 1 when not, with what is
missing or double.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from hinomi_cli.inbox.page import InboxPage
from hinomi_cli.inbox.store import Inbox
from hinomi_cli.inbox.terminal import print_delivery
from hinomi_cli.local_cloud import scenario
from hinomi_cli.local_cloud.errors import LocalCloudError
from hinomi_cli.local_cloud.process import running
from hinomi_cli.local_cloud.stack import LAST_LOG, local_stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinomi_cli.inbox.store import Delivery
    from hinomi_cli.local_cloud.scenario import Step

SETTLE_SECONDS: Final = 3
"""How long to watch for messages that should not come; one that comes takes seconds less."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns the exit code."""
    options = _parser().parse_args(arguments)
    console = Console()
    for ending in (signal.SIGINT, signal.SIGTERM):  # by a key or by a program: the same orderly end
        signal.signal(ending, signal.default_int_handler)
    try:
        return run(console, once=options.once, enforce_iam=not options.no_iam)
    except LocalCloudError as error:
        console.print(str(error), style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        return 130


def run(console: Console, *, once: bool, enforce_iam: bool) -> int:
    """Start, let the story happen, show it; returns 0 if every message arrived once."""
    started = time.monotonic()

    def say(text: str) -> None:
        console.print(f"[dim]{time.monotonic() - started:5.1f} s[/dim]  {text}")

    inbox = Inbox(partial(print_delivery, console))
    story = scenario.steps()
    with running(InboxPage(inbox)) as page, local_stack(inbox, say=say, enforce_iam=enforce_iam) as stack:
        say(f"Inbox: [bold link={page.address}]{page.address}[/]")
        scenario.play(stack, story, lambda step: say(f"[bold]{step.name}[/bold]"))
        time.sleep(SETTLE_SECONDS)
        console.print(summary(inbox.deliveries, story))
        found = scenario.problems(inbox.deliveries, story)
        for problem in found:
            console.print(problem, style="red", markup=False)
        say("Everything was told once." if not found else f"Not as it should be. See {LAST_LOG}")
        if not once:
            say(f"The inbox stays at [bold]{page.address}[/bold] until Ctrl-C.")
            _wait_for_interrupt()
    return 1 if found else 0


def summary(deliveries: Sequence[Delivery], story: Sequence[Step]) -> Table:
    """Return how many messages about each thing each place has had."""
    table = Table(title="Messages", title_justify="left")
    table.add_column("about", min_width=24)
    for channel, locale in scenario.ADDRESSES:
        table.add_column(f"{channel}\n{locale}", justify="right")
    for marker, name in scenario.names(story).items():
        table.add_row(name, *map(str, scenario.count(deliveries, marker).values()))
    table.add_row("messages in all", *map(str, scenario.count(deliveries, "").values()), style="bold")
    return table


def _wait_for_interrupt() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make demo", description="Hinomi on a local cloud")
    parser.add_argument("--once", action="store_true", help="end when the story is over, with 0 if all went well")
    parser.add_argument("--no-iam", action="store_true", help="do not check what the functions' roles allow")
    return parser


if __name__ == "__main__":
    sys.exit(main())
