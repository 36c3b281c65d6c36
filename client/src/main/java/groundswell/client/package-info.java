/// The client of the HTTP API, for the command line, the tests and the benchmarks. A call returns
/// typed values and the JSON that they come from. This package also decides what is retried, and
/// words the errors.
@org.jspecify.annotations.NullMarked
package groundswell.client;
