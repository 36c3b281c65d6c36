/// Failures for the tests of several modules.
@org.jspecify.annotations.NullMarked
package groundswell.operations.testing;
