/// The client of the HTTP API, for the command line, the tests and the benchmarks. A call returns
/// typed values and the JSON that they come from. This package also decides what is sent again,
/// and says what went wrong.
@org.jspecify.annotations.NullMarked
package groundswell.client;
