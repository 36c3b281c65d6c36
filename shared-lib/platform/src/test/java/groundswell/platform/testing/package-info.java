/// Local engines and fake clients, shared by the tests of this and other modules.
@org.jspecify.annotations.NullMarked
package groundswell.platform.testing;
