"""Names what is deployed: `release.py PARAMETERS...`

The name begins with ten digits of a hash of the template, the functions' packages and the parameters. SAM makes them
the end of each version's logical id, so that whatever changes gives every function a new version; a version keeps the
settings that it was published with, and the alias points to the latest. Behind them stands the commit, for people.
"""

import hashlib
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[1]

# https://github.com/aws/serverless-application-model/blob/develop/samtranslator/translator/logical_id_generator.py
DIGITS = 10


def release(root, parameters):
    content = hashlib.sha256()
    for file in [root / "template.yaml", *sorted(root.glob("functions/*/target/*.zip"))]:
        content.update(hashlib.sha256(file.read_bytes()).digest())
    for parameter in sorted(parameters):
        content.update(hashlib.sha256(parameter.encode()).digest())
    name = content.hexdigest()[:DIGITS]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=False
    ).stdout.strip()
    return f"{name}-{commit}" if commit else name


if __name__ == "__main__":
    print(release(ROOT, sys.argv[1:]))
