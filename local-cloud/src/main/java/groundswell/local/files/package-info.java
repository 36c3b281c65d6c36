/// Files of the local cloud: who may read them.
@org.jspecify.annotations.NullMarked
package groundswell.local.files;
