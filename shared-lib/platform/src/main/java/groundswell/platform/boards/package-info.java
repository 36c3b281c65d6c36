/// Boards: rows in an object of the bucket, and an item that says which object is published.
@org.jspecify.annotations.NullMarked
package groundswell.platform.boards;
