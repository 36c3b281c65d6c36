/// The routes of tenants, for clients and members. A route checks the caller, reads the body, lets
/// the domain decide, and answers in JSON. Errors are RFC 9457 problem details.
@org.jspecify.annotations.NullMarked
package groundswell.api;
