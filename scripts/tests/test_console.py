"""What is copied to the console's bucket, with a CloudFormation and an S3 that write down their calls."""

import io
import pathlib
import tempfile
import unittest

import console

SETTINGS = '{"issuer":"https://issuer.example"}'


class CloudFormation:
    def __init__(self, outputs):
        self.outputs = [{"OutputKey": name, "OutputValue": value} for name, value in outputs.items()]

    def describe_stacks(self, StackName):
        return {"Stacks": [{"Outputs": self.outputs}]}


class S3:
    def __init__(self):
        self.objects = {}

    def put_object(self, Bucket, Key, **object):
        assert Bucket == "pages"
        self.objects[Key] = object


class Console(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.directory = pathlib.Path(folder.name)
        (self.directory / "assets").mkdir()
        for name in ("index.html", "favicon.svg", "assets/index-3f2a.js", "assets/Inter-9c1b.woff2"):
            (self.directory / name).write_text(name)
        self.s3 = S3()
        self.out = io.StringIO()

    def publish(self, **outputs):
        return console.publish(CloudFormation(outputs), self.s3, "wellness", self.directory, self.out, self.out)

    def hosted(self):
        return self.publish(ConsoleBucketName="pages", ConsoleSettings=SETTINGS, ConsoleAddress="d1.cloudfront.net")

    def test_copies_the_page_last_so_that_all_it_names_is_there(self):
        self.assertEqual(0, self.hosted())
        self.assertEqual(
            ["console.json", "assets/Inter-9c1b.woff2", "assets/index-3f2a.js", "favicon.svg", "index.html"],
            list(self.s3.objects),
        )
        self.assertIn("d1.cloudfront.net", self.out.getvalue())

    def test_keeps_for_ever_what_has_a_hash_in_its_name(self):
        self.hosted()
        ages = {key: each["CacheControl"] for key, each in self.s3.objects.items()}
        self.assertEqual("public, max-age=31536000, immutable", ages.pop("assets/index-3f2a.js"))
        self.assertEqual("public, max-age=31536000, immutable", ages.pop("assets/Inter-9c1b.woff2"))
        self.assertEqual({"no-cache"}, set(ages.values()))

    def test_says_what_each_file_is(self):
        self.hosted()
        self.assertEqual("text/html; charset=utf-8", self.s3.objects["index.html"]["ContentType"])
        self.assertEqual("font/woff2", self.s3.objects["assets/Inter-9c1b.woff2"]["ContentType"])

    def test_writes_the_settings_of_the_stack(self):
        self.hosted()
        self.assertEqual(SETTINGS.encode(), self.s3.objects["console.json"]["Body"])

    def test_leaves_a_stack_without_console_alone(self):
        self.assertEqual(0, self.publish(ConsoleSettings=SETTINGS))
        self.assertEqual({}, self.s3.objects)
        self.assertIn("ConsoleCertificate", self.out.getvalue())

    def test_copies_nothing_of_a_console_that_is_not_built(self):
        (self.directory / "index.html").unlink()
        self.assertEqual(1, self.hosted())
        self.assertEqual({}, self.s3.objects)

    def test_knows_the_types_that_the_local_cloud_knows(self):
        site = pathlib.Path(__file__).parents[2] / "local-cloud/src/main/java/groundswell/local/http/ConsoleSite.java"
        for ending, kind in console.TYPES.items():
            self.assertIn(f'"{ending[1:]}", "{kind}"', site.read_text())


if __name__ == "__main__":
    unittest.main()
