/// Lambda's events and answers as JSON.
@org.jspecify.annotations.NullMarked
package groundswell.platform.lambda;
