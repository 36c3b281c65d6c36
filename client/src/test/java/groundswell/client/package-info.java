/// How requests are written and answers are read, without a server.
@org.jspecify.annotations.NullMarked
package groundswell.client;
