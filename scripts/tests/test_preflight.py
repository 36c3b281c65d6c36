"""What the preflight refuses, for this repository's template and for a small issuer on the loopback interface."""

import json
import tempfile
import threading
import unittest
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import preflight
from sam_template import FUNCTION, Template

AS_IT_IS = Template.read(Path(__file__).parents[2] / "template.yaml")
LONGEST_STACK = "s" * 64
COMMIT = "c" * 40


def template(**given):
    return replace(AS_IT_IS, given=given)


def account(limit, unreserved=None):
    return {
        "AccountLimit": {
            "ConcurrentExecutions": limit,
            "UnreservedConcurrentExecutions": limit if unreserved is None else unreserved,
        }
    }


class Issuer:
    """Answers every request with one document."""

    def __init__(self, document):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = document(self.server.server_address) if callable(document) else document
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class TheTemplateAsItIs(unittest.TestCase):
    def test_needs_an_account_with_its_own_concurrency(self):
        needed = preflight.concurrency(template())
        self.assertEqual([], list(preflight.refusals_of_concurrency(template(AccountConcurrency="200"), account(needed))))
        self.assertEqual([], list(preflight.refusals_of_concurrency(template(), account(1000))))

    def test_fits_an_environment_whatever_the_name_of_the_stack(self):
        longest = replace(AS_IT_IS, stack=LONGEST_STACK, region="ap-southeast-1", given={"Release": COMMIT})
        self.assertEqual([], list(preflight.refusals_of_environments(longest)))

    def test_has_no_more_routes_a_function_than_its_policy_takes(self):
        """For each route, SAM adds a permission of at most about 470 bytes to the policy of the function's alias.

        https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 20 KB.
        """
        for name, function in template().resources(FUNCTION).items():
            routes = [event for event in function["Properties"].get("Events", {}).values() if event["Type"] == "HttpApi"]
            self.assertLess(len(routes) * 470, 20 * 1024, name)

    def test_knows_every_value_of_every_environment(self):
        for function in template().resources(FUNCTION):
            for name, value in template().environment(function).items():
                self.assertNotIn("${", value, f"{function}.{name}")


class TheName(unittest.TestCase):
    def test_is_one_that_cloudformation_takes(self):
        for name in ("groundswell", "Test-2", LONGEST_STACK):
            self.assertEqual([], list(preflight.refusals_of_name(Template({}, stack=name))))
        for name in ("", "2-test", "a_b", "groundswell test", "s" * 65):
            self.assertRegex(next(preflight.refusals_of_name(Template({}, stack=name))), "letters, digits and hyphens")


class Parameters(unittest.TestCase):
    def test_are_those_of_the_template(self):
        refused = list(preflight.refusals_of_parameters(template(JwtIsuer="https://a.example")))
        self.assertEqual(["JwtIsuer is no parameter of the template; look in its section Parameters"], refused)


class Environments(unittest.TestCase):
    def test_that_are_too_long_for_lambda_are_refused(self):
        refused = list(preflight.refusals_of_environments(template(Release="r" * 4096)))
        self.assertEqual(len(template().resources(FUNCTION)), len(refused))
        self.assertRegex(refused[0], "Lambda takes 4096; take a shorter stack name or Release")


class Concurrency(unittest.TestCase):
    def test_of_a_new_account_is_refused(self):
        (refused,) = preflight.refusals_of_concurrency(template(), account(10))
        self.assertRegex(refused, "the account runs 10 functions at once, this stack up to [0-9]+: ask for a higher quota")

    def test_counts_every_cap(self):
        more = preflight.concurrency(template(PartitionQueueMaximumConcurrency="104"))
        self.assertEqual(100, more - preflight.concurrency(template()))

    def test_that_others_have_reserved_is_refused(self):
        (refused,) = preflight.refusals_of_concurrency(template(), account(1000, unreserved=100))
        self.assertRegex(refused, "so much that 100 of 1000 concurrent executions are left")

    def test_that_the_alarm_would_never_see_is_refused(self):
        (refused,) = preflight.refusals_of_concurrency(template(), account(500))
        self.assertRegex(refused, "AccountConcurrency is 800 and the account runs 500 .* set it to about 400")
        self.assertEqual([], list(preflight.refusals_of_concurrency(template(AccountConcurrency="400"), account(500))))

    def test_grows_with_warm_throughput(self):
        cold = preflight.concurrency(template())
        warm = preflight.concurrency(template(UsersWarmWriteUnits="40000"))
        self.assertEqual(warm - cold, (40 - 4) * 2)


def of_itself(address):
    """The discovery document of an issuer at this address."""
    return json.dumps({"issuer": f"http://127.0.0.1:{address[1]}", "jwks_uri": "https://issuer.example/keys"})


class TheIssuer(unittest.TestCase):
    def test_that_answers_as_itself_is_taken(self):
        with Issuer(of_itself) as address:
            self.assertEqual([], list(preflight.refusals_of_issuers(template(JwtIssuer=address))))

    def test_of_operators_is_asked_where_they_have_one(self):
        with Issuer(of_itself) as address:
            (refused,) = preflight.refusals_of_issuers(template(JwtIssuer=address, OperatorJwtIssuer="operators.example"))
        self.assertRegex(refused, "OperatorJwtIssuer: operators.example/.* does not answer with JSON")

    def test_that_says_it_is_another_is_refused(self):
        with Issuer(json.dumps({"issuer": "https://other.example", "jwks_uri": "https://other.example/keys"})) as address:
            (refused,) = preflight.refusals_of_issuers(template(JwtIssuer=address))
        self.assertRegex(refused, "says issuer 'https://other.example'; they must be equal")

    def test_that_does_not_answer_with_json_is_refused(self):
        with Issuer("<html>sign in</html>") as address:
            (refused,) = preflight.refusals_of_issuers(template(JwtIssuer=address))
        self.assertRegex(refused, "openid-configuration does not answer with JSON")

    def test_that_does_not_answer_is_refused(self):
        with Issuer("") as address:
            pass
        (refused,) = preflight.refusals_of_issuers(template(JwtIssuer=address))
        self.assertRegex(refused, "does not answer with JSON .*Connection refused")

    def test_that_is_no_address_is_refused(self):
        (refused,) = preflight.refusals_of_issuers(template(JwtIssuer="issuer.example"))
        self.assertRegex(refused, "does not answer with JSON .*unknown url type")


class Operators(unittest.TestCase):
    def warned(self, **given):
        return list(preflight.warnings_of_operators(template(JwtIssuer="https://a.example", JwtAudience="groundswell", **given)))

    def test_who_share_issuer_and_audience_with_members_are_warned_of(self):
        (warned,) = self.warned()
        self.assertRegex(warned, "each token of JwtIssuer whose role is operator may .* Set OperatorJwtIssuer or OperatorJwtAudience")
        self.assertEqual([warned], self.warned(OperatorJwtIssuer="https://a.example", OperatorJwtAudience="groundswell"))

    def test_with_an_issuer_or_an_audience_of_their_own_are_not(self):
        self.assertEqual([], self.warned(OperatorJwtIssuer="https://operators.example"))
        self.assertEqual([], self.warned(OperatorJwtAudience="groundswell-operators"))


class TheConsole(unittest.TestCase):
    CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/a"

    def refused(self, built, **given):
        with tempfile.TemporaryDirectory() as folder:
            if built:
                (Path(folder) / "index.html").touch()
            return list(preflight.refusals_of_console(template(**given), Path(folder)))

    def test_that_is_not_served_needs_nothing(self):
        self.assertEqual([], self.refused(built=False))

    def test_needs_an_origin_and_a_place_to_sign_in(self):
        refused = self.refused(built=True, ConsoleCertificate=self.CERTIFICATE)
        self.assertRegex("\n".join(refused), "set ConsoleOrigin, too\n.*set ConsoleSignInOrigins, too")

    def test_has_to_be_built(self):
        given = {
            "ConsoleCertificate": self.CERTIFICATE,
            "ConsoleOrigin": "https://console.example",
            "ConsoleSignInOrigins": "https://issuer.example",
        }
        self.assertEqual([], self.refused(built=True, **given))
        self.assertEqual(["the console is not built; build it with: make console"], self.refused(built=False, **given))


class TheWhole(unittest.TestCase):
    def test_asks_nobody_while_something_is_wrong_in_the_template(self):
        def nobody():
            self.fail("the account was asked")

        refused = preflight.refusals(template(JwtIsuer="https://a.example"), nobody)
        self.assertEqual(1, len(refused))


if __name__ == "__main__":
    unittest.main()
