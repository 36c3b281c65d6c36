/// How an engine behaves: where its time and chance come from, what it limits, what it delays.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.options;
