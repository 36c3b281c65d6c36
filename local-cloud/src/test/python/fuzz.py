"""Whether a running local cloud answers as `api/openapi.yaml` says, whatever it is sent.

Starts `bin/groundswell up` on free ports, and lets Schemathesis send requests that it makes from the
document: its examples, the limits of each field, and generated ones. See
https://schemathesis.readthedocs.io/en/stable/reference/cli/

A run prints its seed; `fuzz.py SEED` repeats it.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

from running_cloud import HOME, RunningCloud

SECONDS_MAX = 45
# What an answer may not be. Left out: that each request which breaks its schema is refused, since the
# API takes `null` for a field that is left out, and a number where YAML writes a text without quotes.
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "ignored_auth",
)


def token(api):
    """An operator's token: the role that may call every route."""
    form = urllib.parse.urlencode({"tenant": "fuzz", "role": "operator", "subject": "fuzz"})
    with urllib.request.urlopen(f"{api}/oauth2/token", form.encode(), timeout=30) as answer:
        return json.load(answer)["access_token"]


def put(api, authorization, path, body):
    """Stores what the paths of the document's examples name, so that not all are answered 404."""
    request = urllib.request.Request(
        api + path,
        json.dumps(body).encode(),
        {"Authorization": authorization, "Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.urlopen(request, timeout=30).close()


def main():
    seed = sys.argv[1] if len(sys.argv) > 1 else str(random.SystemRandom().randrange(1 << 32))
    with tempfile.TemporaryDirectory() as folder:
        cloud = RunningCloud(folder)
        api = cloud.addresses["API"]
        try:
            authorization = "Bearer " + token(api)
            put(api, authorization, "/members/m-1", {"display_name": "Mia"})
            put(
                api,
                authorization,
                "/challenges/spring-steps",
                {
                    "name": "Spring Steps",
                    "period": {"start": "2026-03-01", "end": "2026-04-02"},
                    "rule": {"type": "total", "metric": "steps"},
                    "goal": 300000,
                },
            )
            found = subprocess.run(
                [
                    pathlib.Path(sys.executable).parent / "schemathesis",
                    "run",
                    HOME / "api" / "openapi.yaml",
                    *("--url", api),
                    *("--header", f"Authorization: {authorization}"),
                    *("--checks", ",".join(CHECKS)),
                    *("--phases", "examples,coverage,fuzzing"),
                    *("--max-time", str(SECONDS_MAX)),
                    *("--seed", seed),
                    *("--warnings", "off"),
                    "--no-color",
                ],
                cwd=folder,
                env=os.environ | {"SCHEMATHESIS_HOOKS": "fuzz_hooks", "PYTHONPATH": str(pathlib.Path(__file__).parent)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=2 * SECONDS_MAX,
            )
        finally:
            cloud.stop()
    if found.returncode:
        print(found.stdout)
    print(f"Schemathesis, seed {seed}: {'failures' if found.returncode else 'no failure'}")
    return found.returncode


if __name__ == "__main__":
    sys.exit(main())
