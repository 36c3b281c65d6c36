"""Takes a table out of the template, so that the stack can adopt a restored one (docs/operations.md, "Restoring a table").

    restored_table.py detach TEMPLATE TABLE STREAM_ARN     template.yaml without the table; all that referred to it names the new one
    restored_table.py adopt TEMPLATE TABLE PROCESSED.json  a processed template with the table as template.yaml has it

TABLE is a logical id, such as UsersTable; STREAM_ARN is that of the restored table. Both print a template.
"""

import json
import re
import sys
from pathlib import Path

from sam_template import Template

# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html, "Resource types"
STREAM_ARN = re.compile(r"(?P<table>arn:[^:]+:dynamodb:[^:]+:[0-9]{12}:table/(?P<name>[A-Za-z0-9_.-]{3,255}))/stream/.+")


def detached(text, table, stream_arn):
    """The template's text without the table. References to the table become the restored table's name and ARNs.

    Raises ValueError if there is no such table, or the ARN is not one of a stream.
    """
    arn = STREAM_ARN.fullmatch(stream_arn)
    if not arn:
        raise ValueError(f"{stream_arn} is not the ARN of a table's stream: arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL")
    block = re.compile(rf"^  {re.escape(table)}:\n    Type: AWS::DynamoDB::Table\n(?:    .*\n|\n)+", re.MULTILINE)
    text, found = block.subn("", text)
    if not found:
        raise ValueError(f"the template has no table {table}")
    values = {f"{table}.StreamArn": stream_arn, f"{table}.Arn": arn["table"], table: arn["name"]}
    for reference, value in values.items():
        text = re.sub(rf"!(Ref|GetAtt) {re.escape(reference)}(?![\w.])", f'"{value}"', text)
        text = text.replace(f"${{{reference}}}", value)
    return text


def adopted(processed, template, table):
    """A processed template with the table, for an import change set, which may change nothing else.

    Raises ValueError if the processed template still has the table.
    """
    if table in processed["Resources"]:
        raise ValueError(f"the stack still has {table}: deploy the detached template first")
    return {**processed, "Resources": {**processed["Resources"], table: template.document["Resources"][table]}}


def main(command, path, table, given):
    try:
        if command == "detach":
            print(detached(Path(path).read_text(), table, given), end="")
        else:
            print(json.dumps(adopted(json.loads(Path(given).read_text()), Template.read(path), table), indent=1))
    except ValueError as refused:
        sys.exit(f"restored_table.py: {refused}")


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] not in ("detach", "adopt"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
