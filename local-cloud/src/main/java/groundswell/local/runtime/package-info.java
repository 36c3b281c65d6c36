/// Lambda's runtime: instances of functions, called one invocation at a time through JSON, with
/// their timeouts, limits and concurrency.
@org.jspecify.annotations.NullMarked
package groundswell.local.runtime;
