"""Which commits `make lint` refuses, in a repository of its own."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "check-commits"


class Commits(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.git("init", "--quiet")
        self.commit("Begin")
        base = self.git("rev-parse", "HEAD").strip()
        (self.root / "scripts").mkdir()
        script = re.sub(r"^(subjects|bodies)=.*$", rf"\1={base}", SCRIPT.read_text(), flags=re.MULTILINE)
        (self.root / "scripts/check-commits").write_text(script)

    def git(self, *arguments):
        settings = ("-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false")
        return subprocess.run(["git", *settings, *arguments], cwd=self.root, capture_output=True, text=True, check=True).stdout

    def commit(self, *paragraphs):
        self.git("commit", "--quiet", "--allow-empty", *(f"--message={paragraph}" for paragraph in paragraphs))

    def check(self):
        return subprocess.run(["sh", "scripts/check-commits"], cwd=self.root, capture_output=True, text=True)

    def test_before_the_rule_are_left_alone(self):
        self.assertEqual(0, self.check().returncode)

    def test_with_a_short_subject_and_a_body_are_taken(self):
        self.commit("s" * 72, "Because it is so.")
        self.assertEqual(0, self.check().returncode)

    def test_without_a_body_are_refused(self):
        self.commit("Change all", "Because it is so.")
        self.commit("Change it")
        checked = self.check()
        self.assertEqual(1, checked.returncode)
        self.assertRegex(checked.stderr, "^Has no body; say why .* Change it\n$")

    def test_with_a_long_subject_are_refused(self):
        self.commit("s" * 73, "Because it is so.")
        checked = self.check()
        self.assertEqual(1, checked.returncode)
        self.assertIn("Longer than 72 characters", checked.stderr)


if __name__ == "__main__":
    unittest.main()
