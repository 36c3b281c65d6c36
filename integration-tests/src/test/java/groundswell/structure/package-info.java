/// What must hold of the repository itself: of `template.yaml` as it is written, of the
/// dependencies between the classes, and of the files. Nothing of the topology is repeated here;
/// the tests read it.
@org.jspecify.annotations.NullMarked
package groundswell.structure;
