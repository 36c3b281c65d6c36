"""The figures of a stack in docs/operations.md and decision 0002 are those of the template."""

import importlib.util
import os
import re
import unittest
from pathlib import Path

import preflight
from sam_template import QUEUE, Template

ROOT = Path(__file__).parents[2]
TEMPLATE = Template.read(ROOT / "template.yaml")
OPERATIONS = (ROOT / "docs/operations.md").read_text()

# A mapping polls its queue with five pollers, each waiting up to 20 seconds
# (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html), in a month of 30 days.
EMPTY_RECEIVES_OF_A_QUEUE = 5 * 3 * 60 * 24 * 30
FREE_RECEIVES = 1_000_000
DOLLARS_OF_A_MILLION_RECEIVES = 0.40
DOLLARS_OF_A_METRIC = 0.10


def expanded():
    spec = importlib.util.spec_from_file_location("lint_template", ROOT / "scripts/lint-template.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    os.environ.setdefault("AWS_DEFAULT_REGION", module.REGION)
    return module.expanded(ROOT / "template.yaml")["Resources"]


def metrics():
    """How many metrics the alarms watch: one each, or those of a formula."""
    alarms = [alarm["Properties"] for alarm in TEMPLATE.resources("AWS::CloudWatch::Alarm").values()]
    return sum(1 if "MetricName" in alarm else sum("MetricStat" in query for query in alarm["Metrics"]) for alarm in alarms)


class Figures(unittest.TestCase):
    def said(self, pattern, text=OPERATIONS):
        """The groups of the one place that matches."""
        places = re.findall(pattern, text)
        self.assertEqual(1, len(places), pattern)
        return places[0]

    def test_of_concurrency(self):
        needed = str(preflight.concurrency(TEMPLATE))
        self.assertEqual(needed, self.said(r"concurrent executions \| (\d+) plus"))
        decision = (ROOT / "docs/decisions/0002-caps-and-no-reserved-concurrency.md").read_text()
        self.assertEqual(needed, self.said(r"stack promises (\d+) concurrent executions", decision))

    def test_of_resources(self):
        self.assertEqual(str(len(expanded())), self.said(r"resources of a stack \| (\d+) "))

    def test_of_alarms(self):
        alarms = len(TEMPLATE.resources("AWS::CloudWatch::Alarm"))
        self.assertEqual((str(alarms), str(metrics())), self.said(r"CloudWatch, alarms \| (\d+), of (\d+) metrics"))
        self.assertEqual(
            (str(metrics()), f"{metrics() * DOLLARS_OF_A_METRIC:.2f}"), self.said(r"(\d+) metrics of alarms \| ([\d.]+) dollars")
        )

    def test_of_polling(self):
        queues = len(TEMPLATE.resources(QUEUE))
        receives = queues * EMPTY_RECEIVES_OF_A_QUEUE
        dollars = (receives - FREE_RECEIVES) / 1_000_000 * DOLLARS_OF_A_MILLION_RECEIVES
        self.assertEqual(
            (str(queues), f"{receives / 1_000_000:.1f}", f"{dollars:.2f}"),
            self.said(r"(\d+) queues polled .*, ([\d.]+) million requests \| ([\d.]+) dollars"),
        )


if __name__ == "__main__":
    unittest.main()
