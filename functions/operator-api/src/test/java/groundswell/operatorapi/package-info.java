/// The operators' routes over stores in this process.
@org.jspecify.annotations.NullMarked
package groundswell.operatorapi;
