/// What functions behind the HTTP API share: reading requests and tokens, finding the route, and
/// answering, also with problems.
@org.jspecify.annotations.NullMarked
package groundswell.http;
