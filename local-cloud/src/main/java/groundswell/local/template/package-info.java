/// Reading `template.yaml`: parameters, intrinsics and resources become a [Topology], with every
/// name resolved.
@org.jspecify.annotations.NullMarked
package groundswell.local.template;
