@org.jspecify.annotations.NullMarked
package groundswell.uploadpartitioner.containers;
