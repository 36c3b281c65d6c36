/// The API in the words of a workload, as tests and benchmarks call it.
@org.jspecify.annotations.NullMarked
package groundswell.workload.client;
