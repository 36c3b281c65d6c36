/// Logging on Lambda: one JSON object per line, with few classes to load before the first.
@org.jspecify.annotations.NullMarked
package groundswell.platform.logging;
