/// What a command prints: tables and texts for people, JSON for scripts, progress bars.
@org.jspecify.annotations.NullMarked
package groundswell.cli.output;
