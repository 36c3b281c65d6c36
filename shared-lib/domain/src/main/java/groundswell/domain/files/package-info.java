/// Files of rows: what a file says, row by row. A reader finds the rows in the bytes, a layout
/// finds the columns, and checks turn each row into entries or into a reason why it is rejected.
@org.jspecify.annotations.NullMarked
package groundswell.domain.files;
