/// What a local cloud with a data directory persists for its next start.
@org.jspecify.annotations.NullMarked
package groundswell.local.journal;
