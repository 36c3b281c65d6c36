/// The one loop of all stream functions: it merges the records of each item, joins their
/// announcements into few events, and reports from which record on the stream must redeliver.
@org.jspecify.annotations.NullMarked
package groundswell.platform.streams;
