/// DynamoDB: tables and streams of DynamoDB Local, in this process.
@org.jspecify.annotations.NullMarked
package groundswell.local.tables;
