/// DynamoDB: the template's tables and streams, in this process.
@org.jspecify.annotations.NullMarked
package groundswell.local.tables;
