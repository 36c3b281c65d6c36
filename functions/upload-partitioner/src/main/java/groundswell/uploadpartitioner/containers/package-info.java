/// Opens files that are tables, but not CSV. A class here is loaded only for such a file.
@org.jspecify.annotations.NullMarked
package groundswell.uploadpartitioner.containers;
