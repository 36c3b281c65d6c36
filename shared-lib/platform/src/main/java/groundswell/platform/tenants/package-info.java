/// The command by which a tenant is removed.
@org.jspecify.annotations.NullMarked
package groundswell.platform.tenants;
