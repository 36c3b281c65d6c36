/// What tests of several modules need of failures.
@org.jspecify.annotations.NullMarked
package groundswell.operations.testing;
