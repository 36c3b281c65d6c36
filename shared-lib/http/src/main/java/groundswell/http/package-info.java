/// What functions behind the HTTP API share: reading requests and tokens, routing, and responses,
/// including problems.
@org.jspecify.annotations.NullMarked
package groundswell.http;
