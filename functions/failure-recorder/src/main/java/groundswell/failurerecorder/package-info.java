/// Records failures, with their reasons, before they are deleted from where they were.
@org.jspecify.annotations.NullMarked
package groundswell.failurerecorder;
