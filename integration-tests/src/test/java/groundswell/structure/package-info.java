/// What must be true of the repository itself: of `template.yaml` as it is written, of the
/// dependencies between the classes, and of the files. The tests read the topology; nothing of it
/// is repeated here.
@org.jspecify.annotations.NullMarked
package groundswell.structure;
