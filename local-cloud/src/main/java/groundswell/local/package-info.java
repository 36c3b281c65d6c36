/// The local cloud: runs `template.yaml` in this JVM, on real engines where they exist.
@org.jspecify.annotations.NullMarked
package groundswell.local;
