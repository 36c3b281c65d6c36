/// What AWS's services measure of the pipeline.
@org.jspecify.annotations.NullMarked
package groundswell.operations.metrics;
