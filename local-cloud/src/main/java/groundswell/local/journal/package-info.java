/// What a local cloud with a data directory writes down, to find it again after its process ended.
@org.jspecify.annotations.NullMarked
package groundswell.local.journal;
