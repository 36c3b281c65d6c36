/// What functions log through on Lambda: a JSON object a line, and little to load before the first.
@org.jspecify.annotations.NullMarked
package groundswell.platform.logging;
