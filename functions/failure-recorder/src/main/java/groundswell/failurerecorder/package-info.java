/// Keeps what failed, with its reason, before it is deleted where it lay.
@org.jspecify.annotations.NullMarked
package groundswell.failurerecorder;
