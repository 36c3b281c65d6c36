/// The API's description for people, in a browser.
@org.jspecify.annotations.NullMarked
package groundswell.local.docs;
