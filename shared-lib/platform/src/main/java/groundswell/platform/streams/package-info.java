/// The one loop that serves all stream functions: it merges the records of each item, joins what
/// they announce into few events, and says from which record on the stream has to deliver again.
@org.jspecify.annotations.NullMarked
package groundswell.platform.streams;
