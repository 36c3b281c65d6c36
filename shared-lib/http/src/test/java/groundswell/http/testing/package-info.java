/// Calls functions like the gateway.
@org.jspecify.annotations.NullMarked
package groundswell.http.testing;
