/// A local issuer of tokens, in place of the company's own.
@org.jspecify.annotations.NullMarked
package groundswell.local.identity;
