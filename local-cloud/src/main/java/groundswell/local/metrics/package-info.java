/// CloudWatch's measurements of what runs here.
@org.jspecify.annotations.NullMarked
package groundswell.local.metrics;
