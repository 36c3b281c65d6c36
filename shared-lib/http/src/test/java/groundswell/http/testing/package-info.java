/// Calling a function as the gateway does.
@org.jspecify.annotations.NullMarked
package groundswell.http.testing;
