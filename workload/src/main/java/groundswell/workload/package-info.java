/// Workloads from a seed: members, challenges and activity rows, good and bad. They are written as
/// files, with an exact record of their content.
@org.jspecify.annotations.NullMarked
package groundswell.workload;
