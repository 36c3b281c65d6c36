/// The HTTP API: routes, the check of tokens, and events in API Gateway's form; and the loopback
/// server under it.
@org.jspecify.annotations.NullMarked
package groundswell.local.http;
