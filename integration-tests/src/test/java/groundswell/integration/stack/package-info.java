/// Where scenarios run, and how they act on it: as a tenant through the API, and as an operator
/// with the clients of AWS.
@org.jspecify.annotations.NullMarked
package groundswell.integration.stack;
