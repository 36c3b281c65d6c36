/// A client of the HTTP API, as tests and benchmarks play it.
@org.jspecify.annotations.NullMarked
package groundswell.workload.client;
