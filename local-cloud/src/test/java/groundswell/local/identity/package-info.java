@org.jspecify.annotations.NullMarked
package groundswell.local.identity;
