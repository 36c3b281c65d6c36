/// Where scenarios run, and how they act there: as a tenant through the API, and as an operator
/// with AWS's clients.
@org.jspecify.annotations.NullMarked
package groundswell.integration.stack;
