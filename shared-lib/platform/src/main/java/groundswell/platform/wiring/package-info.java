/// How functions are put together from their environment.
@org.jspecify.annotations.NullMarked
package groundswell.platform.wiring;
