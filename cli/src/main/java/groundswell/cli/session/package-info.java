/// What every command runs in: the environment of the process, the API that it calls, and the
/// exception that ends it.
@org.jspecify.annotations.NullMarked
package groundswell.cli.session;
