/// Untrusted JSON, read with errors that say what is wrong and where.
@org.jspecify.annotations.NullMarked
package groundswell.platform.json;
