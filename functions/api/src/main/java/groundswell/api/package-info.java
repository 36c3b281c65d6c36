/// The routes of tenants: what clients and members ask for. A route checks who asks, reads the
/// body, lets the domain decide, and answers in JSON; what goes wrong is answered as RFC 9457
/// problem details.
@org.jspecify.annotations.NullMarked
package groundswell.api;
