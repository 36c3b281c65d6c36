/// Boards: rows in an object of the bucket, and an item that names the published object.
@org.jspecify.annotations.NullMarked
package groundswell.platform.boards;
