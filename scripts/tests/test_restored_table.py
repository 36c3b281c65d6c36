"""What the stack's template becomes while a restored table takes the place of another."""

import json
import tempfile
import unittest
from pathlib import Path

import restored_table
from sam_template import Template

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "template.yaml").read_text()
AS_IT_IS = Template.read(ROOT / "template.yaml")
TABLES = ("UsersTable", "ProgramsTable", "OperationsTable")
ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/restored"
STREAM = f"{ARN}/stream/2026-03-20T12:00:00.000"


def detached(table):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(restored_table.detached(TEXT, table, STREAM))
        file.flush()
        return Template.read(file.name).document


class Detaching(unittest.TestCase):
    def test_leaves_out_the_table_and_nothing_else(self):
        for table in TABLES:
            left = AS_IT_IS.document["Resources"].keys() - detached(table)["Resources"].keys()
            self.assertEqual({table}, left)

    def test_points_all_that_used_the_table_to_the_restored_one(self):
        for table in TABLES:
            text = json.dumps(detached(table))
            for reference in (f'"Ref": "{table}"', f'["{table}", ', f"${{{table}}}", f"${{{table}."):
                self.assertNotIn(reference, text)
            self.assertIn(f'"{ARN}"', text)
            self.assertIn(f'"{STREAM}"', text)

    def test_keeps_the_other_tables(self):
        users = detached("UsersTable")["Resources"]["Api"]["Properties"]["Environment"]["Variables"]
        self.assertEqual(("restored", {"Ref": "ProgramsTable"}), (users["USERS_TABLE"], users["PROGRAMS_TABLE"]))

    def test_refuses_what_is_no_table_and_no_stream(self):
        with self.assertRaisesRegex(ValueError, "the template has no table Bucket"):
            restored_table.detached(TEXT, "Bucket", STREAM)
        with self.assertRaisesRegex(ValueError, "is not the ARN of a table's stream"):
            restored_table.detached(TEXT, "UsersTable", ARN)


class Adopting(unittest.TestCase):
    def test_adds_the_table_to_what_is_deployed_and_changes_nothing_else(self):
        processed = {"Parameters": {"a": 1}, "Resources": {"Other": {"Type": "AWS::SQS::Queue"}}}
        adopted = restored_table.adopted(processed, AS_IT_IS, "UsersTable")
        self.assertEqual(AS_IT_IS.document["Resources"]["UsersTable"], adopted["Resources"].pop("UsersTable"))
        self.assertEqual(processed, adopted)

    def test_names_only_what_the_detached_template_has(self):
        """Otherwise CloudFormation would refuse the change set."""
        for table in TABLES:
            rest = detached(table)
            known = rest["Parameters"].keys() | rest["Resources"].keys()
            block = json.dumps(AS_IT_IS.document["Resources"][table])
            for name in AS_IT_IS.document["Resources"].keys() | AS_IT_IS.document["Parameters"].keys():
                if f'"Ref": "{name}"' in block or f'["{name}", ' in block:
                    self.assertIn(name, known)
            self.assertIn("DeletionPolicy", AS_IT_IS.document["Resources"][table])  # an import demands one

    def test_waits_until_the_table_is_detached(self):
        with self.assertRaisesRegex(ValueError, "deploy the detached template first"):
            restored_table.adopted(AS_IT_IS.document, AS_IT_IS, "UsersTable")


if __name__ == "__main__":
    unittest.main()
