/// Lambda's events and responses as JSON.
@org.jspecify.annotations.NullMarked
package groundswell.platform.lambda;
