"""Checks template.yaml with cfn-lint twice: as it is written, and as the SAM transform expands it.

cfn-lint sees little of a SAM template: an unknown runtime or a batch of 50,000 passes. So the template is also expanded as
CloudFormation would do it (without calling anything), and the resulting plain resources are checked.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sam_template import Template
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

REGION = "eu-central-1"


class NoManagedPolicies:
    """The transform asks for AWS's managed policies by name; this template names none."""

    def load(self):
        return {}


def expanded(path):
    """The template's plain resources. Local paths of code become S3 addresses, as packaging does it."""
    template = Template.read(path).document
    for resource in template["Resources"].values():
        if "CodeUri" in resource.get("Properties", {}):
            resource["Properties"]["CodeUri"] = "s3://bucket/code.zip"
    return transform(template, {}, NoManagedPolicies())


def lint(path):
    cfn_lint = Path(sys.executable).with_name("cfn-lint")
    return subprocess.run([cfn_lint, "--regions", REGION, "--non-zero-exit-code", "warning", "--", path]).returncode


def main(path):
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    if lint(path):
        return 1
    try:
        template = expanded(path)
    except InvalidDocumentException as refused:
        print(f"{path}: the SAM transform refuses it: {refused.message}", file=sys.stderr)
        for cause in refused.causes:
            print(f"  {cause.message}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / f"{Path(path).stem}-expanded.json"
        plain.write_text(json.dumps(template, indent=1))
        if lint(plain):
            return 1
    print(f"{path}: {len(template['Resources'])} resources after expansion, no finding")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "template.yaml"))
