/// Systems Manager's parameters, as the template sets them.
@org.jspecify.annotations.NullMarked
package groundswell.local.parameters;
