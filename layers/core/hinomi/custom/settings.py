"""What the operator says of events in `hinomi.yaml`."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from hinomi.routing.settings import Name, Pattern, SeverityName, Text

FieldPath = Annotated[
    str,
    Meta(
        pattern=r"^[^.{}]+(\.[^.{}]+)*$",
        max_length=200,
        extra_json_schema={
            "patternErrorMessage": "is no path to a field: write its names with dots between, such as detail.state"
        },
    ),
]
EventMatch = Annotated[
    dict[FieldPath, Pattern | list[Pattern]],
    Meta(
        min_length=1,
        description="Field by field (detail.state), what must be so: text with * for any text; of a list, one must "
        "fit. With ! before it, it must not be so; a lone ! asks for any value. All of these must hold.",
    ),
]
Said = Text | dict[str, Text]
"""One text for all languages, or one for each, by its code."""

Paragraph = Annotated[str, Meta(min_length=1, max_length=1000)]


class SeverityByField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How bad it is, by the value of a field: the first pattern that fits says; MEDIUM where none does."""

    by: FieldPath
    values: Annotated[
        dict[Text, SeverityName],
        Meta(min_length=1, description="Severities by value of the field, with * for any text; * alone is the rest."),
    ]


class OwnFact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the message: a field of the event under a label of your own."""

    label: Said
    value: FieldPath


class CustomEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event of EventBridge that is told in your own words."""

    name: Annotated[Name, Meta(description="What routes and silences know it by: the type of its alerts.")]
    match: EventMatch
    title: Annotated[
        Said, Meta(description="What happened, in one line; {detail.state} stands for that field's value.")
    ]
    severity: Annotated[SeverityName | SeverityByField, Meta(description="How bad it is.")] = "MEDIUM"
    about: Annotated[
        list[FieldPath],
        Meta(description="Fields that say what it is about: what is still open is not told again. Empty: every event."),
    ] = []
    resolved: Annotated[
        EventMatch | None, Meta(description="What is otherwise than in match in the event that says that it is over.")
    ] = None
    resource: Annotated[FieldPath | None, Meta(description="The field that names what is affected.")] = None
    facts: Annotated[list[OwnFact], Meta(max_length=10, description="Fields to show.")] = []
    why: Annotated[
        Paragraph | dict[str, Paragraph] | None, Meta(description="What it means, for whoever reads it.")
    ] = None
    steps: Annotated[list[Said], Meta(max_length=5, description="What to do first, step by step.")] = []
