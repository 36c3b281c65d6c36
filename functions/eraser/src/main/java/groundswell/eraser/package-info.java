/// Deletes all that is stored about members who are erased.
@org.jspecify.annotations.NullMarked
package groundswell.eraser;
