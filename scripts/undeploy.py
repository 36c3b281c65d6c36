"""Deletes a stack, and lists what it leaves behind.

    undeploy.py STACK [--yes]

Without --yes it only lists. Tables, bucket and key stay, because their content cannot be recreated; the list also says how to delete them.
"""

import sys

import boto3

# What template.yaml retains, and how to delete each by hand.
KEPT = {
    "AWS::DynamoDB::Table": (
        "aws dynamodb update-table --no-deletion-protection-enabled --table-name {0} && "
        "aws dynamodb delete-table --table-name {0}"
    ),
    "AWS::S3::Bucket": "aws s3api delete-objects, all versions, then: aws s3 rb s3://{0}",
    "AWS::KMS::Key": "aws kms schedule-key-deletion --key-id {0}   # last: it can read what the others hold",
    "AWS::Logs::LogGroup": "aws logs delete-log-group --log-group-name {0}",
}


def kept(cloudformation, stack):
    """What stays, as pairs of type and physical name.

    Reads what CloudFormation would retain from the stack itself, so the template's version does not matter.
    """
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    resources = [each for page in pages for each in page["StackResourceSummaries"]]
    template = cloudformation.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    retained = {
        name
        for name, resource in template["Resources"].items()
        if resource.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate")
    }
    return [
        (each["ResourceType"], each["PhysicalResourceId"])
        for each in resources
        if each["LogicalResourceId"] in retained and each["ResourceStatus"] != "DELETE_COMPLETE"
    ]


def tell(stack, stays, out):
    print(f"Deleting {stack} keeps:", file=out)
    for kind, name in stays:
        print(f"  {kind:22} {name}", file=out)
    print("They cost what they hold, the key a dollar a month. To delete them, too:", file=out)
    print(f"  aws ssm delete-parameter --name /{stack}/board-signing-key   # if you made one with make board-key", file=out)
    for kind, name in stays:
        print("  " + KEPT.get(kind, "(by hand) {0}").format(name), file=out)


def undeploy(cloudformation, stack, sure, out=sys.stdout):
    tell(stack, kept(cloudformation, stack), out)
    if not sure:
        print(f"Nothing was deleted. To do it: make undeploy STACK={stack} YES=1", file=out)
        return 0
    cloudformation.update_termination_protection(StackName=stack, EnableTerminationProtection=False)
    cloudformation.delete_stack(StackName=stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)
    print(f"{stack} is deleted.", file=out)
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or (len(sys.argv) == 3 and sys.argv[2] != "--yes"):
        sys.exit("undeploy.py STACK [--yes]")
    sys.exit(undeploy(boto3.client("cloudformation"), sys.argv[1], sure=len(sys.argv) == 3))
