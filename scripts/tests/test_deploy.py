"""The commands that `make deploy` would send to AWS, without sending them."""

import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).parents[2]


class Deploy(unittest.TestCase):
    def test_tags_the_stack_and_all_that_is_in_it(self):
        printed = subprocess.run(
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
        self.assertIn("sam deploy", printed)
        self.assertIn("--tags application=groundswell stack=wellness", printed)


if __name__ == "__main__":
    unittest.main()
