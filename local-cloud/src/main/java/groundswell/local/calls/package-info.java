/// The seam between functions and AWS: every call of a function's clients passes here, where it can
/// be failed, delayed or ordered, and where capacity and activity are counted.
@org.jspecify.annotations.NullMarked
package groundswell.local.calls;
