"""The commands that `make deploy` would send to AWS, without sending them."""

import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).parents[2]


class Deploy(unittest.TestCase):
    def setUp(self):
        self.printed = subprocess.run(
            [
                "make",
                "--dry-run",
                "deploy",
                "STACK=wellness",
                "PARAMETERS=JwtIssuer=https://issuer.example JwtAudience=groundswell",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def test_tags_the_stack_and_all_that_is_in_it(self):
        self.assertIn("sam deploy", self.printed)
        self.assertIn("--tags application=groundswell stack=wellness", self.printed)

    def test_names_the_release_unless_the_parameters_do(self):
        self.assertRegex(self.printed, r"release=\$\(.*release.py JwtIssuer=.*\) && .*sam deploy")
        self.assertIn("--parameter-overrides Release=$release JwtIssuer=", self.printed)

    def test_copies_the_console_once_the_stack_stands(self):
        self.assertRegex(self.printed, r"(?s)sam deploy.*scripts/console.py 'wellness' console/dist")


if __name__ == "__main__":
    unittest.main()
