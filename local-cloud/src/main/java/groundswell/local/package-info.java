/// The local cloud: runs `template.yaml` in this JVM, on real engines where there are any.
@org.jspecify.annotations.NullMarked
package groundswell.local;
