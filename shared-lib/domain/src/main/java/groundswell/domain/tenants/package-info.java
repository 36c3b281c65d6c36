/// Tenants that are removed.
@org.jspecify.annotations.NullMarked
package groundswell.domain.tenants;
