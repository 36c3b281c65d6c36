/// Local engines and hand-made clients that tests of this and other modules share.
@org.jspecify.annotations.NullMarked
package groundswell.platform.testing;
