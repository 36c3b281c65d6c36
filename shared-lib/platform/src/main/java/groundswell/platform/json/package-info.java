/// JSON that comes from outside, read with errors that name what is wrong and where.
@org.jspecify.annotations.NullMarked
package groundswell.platform.json;
