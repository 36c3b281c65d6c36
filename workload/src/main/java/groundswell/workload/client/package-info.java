/// The API in a workload's terms, as tests and benchmarks call it.
@org.jspecify.annotations.NullMarked
package groundswell.workload.client;
