"""Copies the built console to the bucket of a deployed stack, and writes its settings beside it.

    console.py STACK DIRECTORY

Does nothing if the stack serves no console. What a name with a hash stands for never changes, so those files go first, and the
page that names them comes last. Older files stay, for pages that are still open.
"""

import sys
from pathlib import Path

PAGE = "index.html"
SETTINGS = "console.json"
HASHED = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

# The same as the local cloud's (ConsoleSite).
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
OTHER_TYPE = "application/octet-stream"


def outputs(cloudformation, stack):
    """The stack's outputs by name."""
    (described,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}


def in_order(directory):
    """The files' keys: those with a hash first, the page last."""
    keys = [path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()]
    return sorted(keys, key=lambda key: (key == PAGE, not key.startswith(HASHED), key))


def put(s3, bucket, key, body):
    s3.put_object(
        Bucket=bucket,
        Key=key,
        Body=body,
        ContentType=TYPES.get(Path(key).suffix, OTHER_TYPE),
        CacheControl=FOR_EVER if key.startswith(HASHED) else ASK_EACH_TIME,
    )


def publish(cloudformation, s3, stack, directory, out=sys.stdout, err=sys.stderr):
    said = outputs(cloudformation, stack)
    bucket = said.get("ConsoleBucketName")
    if not bucket:
        print(f"{stack} serves no console; the parameter ConsoleCertificate turns it on", file=out)
        return 0
    if not (directory / PAGE).is_file():
        print("The console is not built. Build it with: make console", file=err)
        return 1
    put(s3, bucket, SETTINGS, said["ConsoleSettings"].encode())
    keys = in_order(directory)
    for key in keys:
        put(s3, bucket, key, (directory / key).read_bytes())
    print(f"console: {len(keys)} files in {bucket}; its name must be an alias of {said['ConsoleAddress']}", file=out)
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("console.py STACK DIRECTORY")
    import boto3

    sys.exit(publish(boto3.client("cloudformation"), boto3.client("s3"), sys.argv[1], Path(sys.argv[2])))
