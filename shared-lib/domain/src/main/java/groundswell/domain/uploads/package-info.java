/// Uploads: files of rows, from their request to the report in which every row is accounted for.
@org.jspecify.annotations.NullMarked
package groundswell.domain.uploads;
