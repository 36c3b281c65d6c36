"""The pair of keys for cached boards, with a Systems Manager that writes down its calls."""

import io
import re
import unittest
from pathlib import Path

import board_key
from sam_template import Template

TEMPLATE = Path(__file__).parents[2] / "template.yaml"


class Ssm:
    class exceptions:
        class ParameterAlreadyExists(Exception):
            pass

    def __init__(self):
        self.parameters = {}

    def put_parameter(self, Name, Value, Type, Overwrite, Description):
        if Name in self.parameters and not Overwrite:
            raise self.exceptions.ParameterAlreadyExists()
        self.parameters[Name] = (Type, Value)


class BoardKey(unittest.TestCase):
    def setUp(self):
        self.ssm = Ssm()
        self.out = io.StringIO()

    def store(self, **options):
        return board_key.store(self.ssm, "wellness", out=self.out, err=self.out, **options)

    def given(self):
        return dict(word.split("=", 1) for word in self.out.getvalue().splitlines()[-1].split())

    def test_keeps_the_private_key_secret(self):
        self.assertEqual(0, self.store())
        kind, key = self.ssm.parameters["/wellness/board-signing-key"]
        self.assertEqual("SecureString", kind)
        self.assertTrue(key.startswith("-----BEGIN PRIVATE KEY-----\n"))
        self.assertLess(len(key), 4096)  # the most that a standard parameter holds
        for line in key.splitlines()[1:-1]:
            self.assertNotIn(line, self.out.getvalue())

    def test_prints_parameters_that_the_template_takes(self):
        self.store()
        parameters = Template.read(TEMPLATE).parameters()
        given = self.given()
        self.assertEqual({"BoardPublicKey", "BoardSigningKey"}, set(given))
        for name, value in given.items():
            self.assertRegex(value, re.compile(f"^(?:{parameters[name]['AllowedPattern']})$"))

    def test_prints_the_public_key_of_the_private_one(self):
        self.store()
        private = self.ssm.parameters["/wellness/board-signing-key"][1]
        public = board_key.openssl("pkey", "-pubout", text=private)
        self.assertEqual(public.splitlines()[1:-1], self.given()["BoardPublicKey"].split(","))

    def test_replaces_a_key_only_when_told_to(self):
        self.store()
        before = dict(self.ssm.parameters)
        self.assertEqual(1, self.store())
        self.assertEqual(before, self.ssm.parameters)
        self.assertIn("REPLACE=1", self.out.getvalue())
        self.assertEqual(0, self.store(replace=True))
        self.assertNotEqual(before, self.ssm.parameters)
