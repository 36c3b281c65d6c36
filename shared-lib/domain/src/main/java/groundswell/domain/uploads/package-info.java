/// The life of an upload, from its request to the report that accounts for every row.
@org.jspecify.annotations.NullMarked
package groundswell.domain.uploads;
