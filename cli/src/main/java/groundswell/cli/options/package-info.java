/// Arguments that several commands share, and how their text is read.
@org.jspecify.annotations.NullMarked
package groundswell.cli.options;
