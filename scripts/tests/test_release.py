"""What names a deployment."""

import pathlib
import tempfile
import unittest

import release


class Release(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "template.yaml").write_text("Resources: {}\n")
        self.zip = self.root / "functions/api/target/api.zip"
        self.zip.parent.mkdir(parents=True)
        self.zip.write_bytes(b"code")
        self.before = self.named("LogLevel=INFO", "Parallelism=8")

    def named(self, *parameters):
        return release.release(self.root, parameters)

    def test_is_the_same_for_the_same(self):
        self.assertRegex(self.before, "^[0-9a-f]{10}$")
        self.assertEqual(self.before, self.named("Parallelism=8", "LogLevel=INFO"))

    def test_changes_with_a_parameter(self):
        self.assertNotEqual(self.before, self.named("LogLevel=DEBUG", "Parallelism=8"))

    def test_changes_with_the_code(self):
        self.zip.write_bytes(b"other code")
        self.assertNotEqual(self.before, self.named("LogLevel=INFO", "Parallelism=8"))

    def test_changes_with_the_template(self):
        (self.root / "template.yaml").write_text("Resources: {Api: {}}\n")
        self.assertNotEqual(self.before, self.named("LogLevel=INFO", "Parallelism=8"))


if __name__ == "__main__":
    unittest.main()
