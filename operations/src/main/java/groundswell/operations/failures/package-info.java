/// Failures and redrives in the Operations table.
@org.jspecify.annotations.NullMarked
package groundswell.operations.failures;
