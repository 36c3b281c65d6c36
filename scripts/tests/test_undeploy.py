"""What an undeployment prints and does, with a CloudFormation that answers in two pages."""

import io
import unittest

import undeploy


class CloudFormation:
    """The necessary calls, answered as boto3 does."""

    def __init__(self):
        self.called = []

    def get_paginator(self, operation):
        assert operation == "list_stack_resources"
        return self

    def paginate(self, StackName):
        yield {"StackResourceSummaries": [summary("UsersTable", "AWS::DynamoDB::Table", "groundswell-UsersTable-1")]}
        yield {
            "StackResourceSummaries": [
                summary("Key", "AWS::KMS::Key", "key-1"),
                summary("Bus", "AWS::Events::EventBus", "groundswell-events"),
            ]
        }

    def get_template(self, StackName, TemplateStage):
        return {
            "TemplateBody": {
                "Resources": {
                    "UsersTable": {"DeletionPolicy": "RetainExceptOnCreate"},
                    "Key": {"DeletionPolicy": "Retain"},
                    "Bus": {},
                }
            }
        }

    def get_waiter(self, name):
        self.called.append(name)
        return self

    def wait(self, StackName):
        pass

    def update_termination_protection(self, StackName, EnableTerminationProtection):
        self.called.append(f"protection {EnableTerminationProtection}")

    def delete_stack(self, StackName):
        self.called.append(f"delete {StackName}")


def summary(logical, kind, physical):
    return {
        "LogicalResourceId": logical,
        "ResourceType": kind,
        "PhysicalResourceId": physical,
        "ResourceStatus": "CREATE_COMPLETE",
    }


class Undeploying(unittest.TestCase):
    def setUp(self):
        self.cloudformation = CloudFormation()
        self.out = io.StringIO()

    def test_lists_what_stays_from_every_page_and_deletes_nothing_until_told(self):
        undeploy.undeploy(self.cloudformation, "groundswell", sure=False, out=self.out)
        told = self.out.getvalue()
        self.assertIn("AWS::DynamoDB::Table   groundswell-UsersTable-1", told)
        self.assertIn("AWS::KMS::Key          key-1", told)
        self.assertIn("aws dynamodb delete-table --table-name groundswell-UsersTable-1", told)
        self.assertNotIn("groundswell-events", told)
        self.assertIn("Nothing was deleted", told)
        self.assertEqual([], self.cloudformation.called)

    def test_lifts_the_protection_and_waits_for_the_end(self):
        undeploy.undeploy(self.cloudformation, "groundswell", sure=True, out=self.out)
        self.assertEqual(["protection False", "delete groundswell", "stack_delete_complete"], self.cloudformation.called)
        self.assertIn("groundswell is deleted.", self.out.getvalue())


if __name__ == "__main__":
    unittest.main()
