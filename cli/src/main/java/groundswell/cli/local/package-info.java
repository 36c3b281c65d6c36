/// Commands that run a local cloud in this process, or look into a running one.
@org.jspecify.annotations.NullMarked
package groundswell.cli.local;
