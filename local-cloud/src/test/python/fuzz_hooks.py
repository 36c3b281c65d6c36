"""What Schemathesis does not send to the local cloud. See https://schemathesis.readthedocs.io/en/stable/reference/hooks/"""

import urllib.parse

import schemathesis

NO_ROUTE = "/?"


@schemathesis.hook
def filter_path_parameters(_context, path_parameters):
    """API Gateway decodes a path before it looks for the route: an escaped slash divides it, and an escaped question mark
    ends it. Its own answer, that there is no such route, is not in the document."""
    values = (urllib.parse.unquote(str(value)) for value in (path_parameters or {}).values())
    return not any(mark in value for value in values for mark in NO_ROUTE)
