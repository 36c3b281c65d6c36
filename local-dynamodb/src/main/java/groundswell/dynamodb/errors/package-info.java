/// The refusals of the API, in the SDK's form.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.errors;
