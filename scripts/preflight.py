"""Looks for problems that would make a deployment fail, or hurt the stack later, before anything is created.

    preflight.py TEMPLATE STACK [Name=value ...]

Calls Lambda once for the account's concurrency, and reads the issuers' discovery documents. Exit code 1 if it refuses.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

from sam_template import FUNCTION, Template

# CloudFormation takes up to 128 characters
# (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html), but the
# names of queues and functions begin with it, and the replayer's variables would not fit into Lambda's 4 KB.
STACK_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 4 KB for all variables of a function.
ENVIRONMENT_BYTES_MAX = 4096

# Lambda keeps at least this much for the functions without a reservation
# (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html).
UNRESERVED_MIN = 100

# How much of the account's quota may be in use before an alarm fires.
ALARM_PERCENT = 80

# A new on-demand table has four partitions; with warm throughput, it has one for each 1,000 write units. Its stream has a shard
# for each (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html).
SHARDS_MIN = 4
UNITS_OF_A_SHARD = 1000

# The operators' issuer is empty if it is the same as everybody's.
ISSUERS = ("JwtIssuer", "OperatorJwtIssuer")

ISSUER_SECONDS_MAX = 10

# Where the console is built.
CONSOLE = Path("console/dist")


def refusals_of_parameters(template):
    """Parameters that the template does not have; CloudFormation itself checks the values of the others."""
    for name in template.given:
        if name not in template.parameters():
            yield f"{name} is no parameter of the template; look in its section Parameters"


def refusals_of_name(template):
    if not STACK_NAME.fullmatch(template.stack):
        yield f"stack name {template.stack!r} must be 1 to 64 letters, digits and hyphens, and begin with a letter"


def refusals_of_environments(template):
    """Functions whose variables are too long for Lambda, which would fail halfway through the deployment."""
    for function in template.resources(FUNCTION):
        size = sum(len(name.encode()) + len(value.encode()) for name, value in template.environment(function).items())
        if size > ENVIRONMENT_BYTES_MAX:
            yield (
                f"the environment of {function} would be {size} bytes, Lambda takes {ENVIRONMENT_BYTES_MAX}; "
                "take a shorter stack name or Release"
            )


def refusals_of_concurrency(template, settings):
    """An account with too little concurrency for the caps: messages would be throttled until they are dead-lettered."""
    limit = settings["AccountLimit"]["ConcurrentExecutions"]
    needed = concurrency(template)
    if limit < needed:
        yield (
            f"the account runs {limit} functions at once, this stack up to {needed}: ask for a higher quota of "
            "Lambda's concurrent executions, or lower the parameters ...MaximumConcurrency"
        )
        return
    alarm = int(template.parameter("AccountConcurrency"))
    if alarm >= limit:
        yield (
            f"AccountConcurrency is {alarm} and the account runs {limit} functions at once: its alarm could never fire; "
            f"set it to about {limit * ALARM_PERCENT // 100}"
        )
    # If the stack is deployed already, its own reservations are already subtracted.
    unreserved = settings["AccountLimit"].get("UnreservedConcurrentExecutions", limit)
    shared = needed - sum(ceilings(template))
    if unreserved < shared:
        yield (
            f"functions of the account reserve so much that {unreserved} of {limit} concurrent executions are left, "
            f"and this stack shares up to {shared} of them: lower the reservations or ask for a higher quota"
        )


def refusals_of_issuers(template):
    """Issuers that API Gateway would reject."""
    for name in ISSUERS:
        if issuer := template.parameter(name):
            yield from refusals_of_issuer(name, issuer)


def refusals_of_issuer(name, issuer):
    address = issuer.rstrip("/") + "/.well-known/openid-configuration"
    try:
        with urllib.request.urlopen(address, timeout=ISSUER_SECONDS_MAX) as answer:
            document = json.load(answer)
    except (urllib.error.URLError, OSError, ValueError) as failure:
        yield f"{name}: {address} does not answer with JSON ({failure}); API Gateway reads it to check tokens"
        return
    if not isinstance(document, dict) or document.get("issuer") != issuer or "jwks_uri" not in document:
        said = document.get("issuer") if isinstance(document, dict) else None
        yield f"{name} is {issuer!r}, but {address} says issuer {said!r}; they must be equal, with a jwks_uri beside"


def warnings_of_operators(template):
    """A stack whose members' issuer makes operators, too: anybody with the role there operates all tenants."""
    issuers = {template.parameter("JwtIssuer"), template.parameter("OperatorJwtIssuer") or template.parameter("JwtIssuer")}
    audiences = {template.parameter("JwtAudience"), template.parameter("OperatorJwtAudience") or template.parameter("JwtAudience")}
    if len(issuers) == 1 and len(audiences) == 1:
        yield (
            "operators have no issuer or audience of their own: each token of JwtIssuer whose role is operator may see the "
            "failures of all tenants, redrive them and remove tenants. Set OperatorJwtIssuer or OperatorJwtAudience, or make "
            "sure that the issuer gives this role to your operators only"
        )


def refusals_of_console(template, directory):
    """A console that nobody could sign in to, or that has no files."""
    if not template.parameter("ConsoleCertificate"):
        return
    for name in ("ConsoleOrigin", "ConsoleSignInOrigins"):
        if ".invalid" in template.parameter(name):
            yield f"ConsoleCertificate is set, so the stack serves the console: set {name}, too"
    if not (directory / "index.html").is_file():
        yield "the console is not built; build it with: make console"


def concurrency(template):
    """The most concurrent invocations of the stack."""
    caps = sum(template.number(mapping["ScalingConfig"]["MaximumConcurrency"]) for mapping in mappings(template, "SQS"))
    streams = sum(
        shards(template, mapping) * template.number(mapping["ParallelizationFactor"]) for mapping in mappings(template, "DynamoDB")
    )
    return max(caps + streams, UNRESERVED_MIN) + sum(ceilings(template))


def shards(template, mapping):
    """How many shards a mapping's stream has at first."""
    table = template.document["Resources"][mapping["Stream"]["Fn::GetAtt"][0]]["Properties"]
    units = template.number(table["WarmThroughput"]["WriteUnitsPerSecond"])
    return max(SHARDS_MIN, -(-units // UNITS_OF_A_SHARD))


def ceilings(template):
    """What functions reserve for themselves."""
    for function in template.resources(FUNCTION).values():
        if "ReservedConcurrentExecutions" in function["Properties"]:
            yield template.number(function["Properties"]["ReservedConcurrentExecutions"])


def mappings(template, source):
    """The properties of each event source mapping of queues (SQS) or streams (DynamoDB)."""
    for function in template.resources(FUNCTION).values():
        for event in function["Properties"].get("Events", {}).values():
            if event["Type"] == source:
                yield event["Properties"]


def refusals(template, account_settings):
    """All refusals. Checks over the network come last, and run only if the rest is fine."""
    at_rest = [*refusals_of_name(template), *refusals_of_parameters(template)] or [
        *refusals_of_environments(template),
        *refusals_of_console(template, CONSOLE),
    ]
    return at_rest or [*refusals_of_issuers(template), *refusals_of_concurrency(template, account_settings())]


def account_settings():
    import boto3  # only here: the other checks need no account

    return boto3.client("lambda").get_account_settings()


def region():
    import boto3

    return boto3.session.Session().region_name or "eu-central-1"


def main(path, stack, *assignments):
    given = dict(assignment.split("=", 1) for assignment in assignments)
    template = Template.read(Path(path), given=given, stack=stack, region=region())
    found = refusals(template, account_settings)
    for refusal in found:
        print(f"preflight: {refusal}", file=sys.stderr)
    if found:
        return 1
    for warning in warnings_of_operators(template):
        print(f"preflight: warning: {warning}", file=sys.stderr)
    print(f"preflight: {stack} fits: at most {concurrency(template)} invocations at once, the issuers answer")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or not all("=" in assignment for assignment in sys.argv[3:]):
        sys.exit("preflight.py TEMPLATE STACK [Name=value ...]")
    sys.exit(main(*sys.argv[1:]))
