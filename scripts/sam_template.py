"""Reads template.yaml, and resolves its values for a stack that does not exist yet."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from cfnlint.decode import cfn_yaml

FUNCTION = "AWS::Serverless::Function"
QUEUE = "AWS::SQS::Queue"

# The longest names that services accept; CloudFormation makes `stack-LogicalId-random` and cuts it to fit.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
NAME_MAX = {
    QUEUE: 80,
    FUNCTION: 64,
    "AWS::S3::Bucket": 63,
    "AWS::DynamoDB::Table": 255,
    "AWS::SNS::Topic": 256,
}
RANDOM_PART = "-XXXXXXXXXXXXX"


@dataclass(frozen=True)
class Template:
    """The template, the given parameters, and the name of a stack.

    Values have their final length; parts that CloudFormation draws at random are written as X.
    """

    document: dict
    given: dict = field(default_factory=dict)
    stack: str = "groundswell"
    region: str = "eu-central-1"
    account: str = "123456789012"

    @staticmethod
    def read(path, **settings):
        return Template(json.loads(json.dumps(cfn_yaml.load(str(Path(path))))), **settings)

    def parameters(self):
        return self.document["Parameters"]

    def resources(self, kind):
        return {name: each for name, each in self.document["Resources"].items() if each["Type"] == kind}

    def parameter(self, name):
        return str(self.given.get(name, self.parameters()[name]["Default"]))

    def number(self, value):
        """The number that a property holds or refers to."""
        return int(self.text(value))

    def environment(self, function):
        """A function's variables with their values."""
        variables = {}
        for owner in (self.document["Globals"]["Function"], self.document["Resources"][function]["Properties"]):
            variables.update(owner.get("Environment", {}).get("Variables", {}))
        return {name: self.text(value) for name, value in variables.items()}

    def text(self, value):
        """The resolved value.

        Raises ValueError if it uses an intrinsic function that this template does not.
        """
        match value:
            case {"Ref": name}:
                return self._ref(name)
            case {"Fn::GetAtt": [name, attribute]}:
                return self._attribute(name, attribute)
            case {"Fn::FindInMap": [mapping, row, column]}:
                return self.text(self.document["Mappings"][mapping][row][self.text(column)])
            case {"Fn::If": [_, one, other]}:  # the longer of the two, for checks of lengths
                return max(self.text(one), self.text(other), key=len)
            case {"Fn::Sub": str(pattern)}:
                return re.sub(r"\$\{([^}]+)}", lambda found: self._substitution(found[1]), pattern)
            case dict() | list():
                raise ValueError(f"cannot say what {value} comes to")
            case _:
                return str(value)

    def _substitution(self, name):
        if "." in name:
            return self._attribute(*name.split(".", 1))
        return self._ref(name)

    def _ref(self, name):
        pseudo = {
            "AWS::StackName": self.stack,
            "AWS::Region": self.region,
            "AWS::AccountId": self.account,
            "AWS::Partition": "aws",
        }
        if name in pseudo:
            return pseudo[name]
        if name in self.parameters():
            return self.parameter(name)
        kind = self.document["Resources"][name]["Type"]
        if kind == QUEUE:
            return f"https://sqs.{self.region}.amazonaws.com/{self.account}/{self._name(name)}"
        if kind == "AWS::SNS::Topic":
            return self._attribute(name, "Arn")
        return self._name(name)

    def _attribute(self, name, attribute):
        kind = self.document["Resources"][name]["Type"]
        if attribute in ("QueueName", "Name"):
            return self._name(name)
        if attribute == "Value":  # of a Systems Manager parameter
            return self.text(self.document["Resources"][name]["Properties"]["Value"])
        service = kind.split("::")[1].lower()
        return f"arn:aws:{service}:{self.region}:{self.account}:{self._name(name)}"

    def _name(self, logical_id):
        resource = self.document["Resources"][logical_id]
        if "Name" in resource["Properties"]:
            return self.text(resource["Properties"]["Name"])
        end = f"-{logical_id}{RANDOM_PART}"
        longest = NAME_MAX.get(resource["Type"], 255)
        return self.stack[: max(0, longest - len(end))] + end
