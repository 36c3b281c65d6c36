/// An engine that answers as Amazon DynamoDB does, in one process.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb;
