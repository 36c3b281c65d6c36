/// What failed, why and for whom, and how it is brought back: failures, the groups they fall into,
/// and redrives that ramp up and stop by themselves. Pure: values in, decisions out.
@org.jspecify.annotations.NullMarked
package groundswell.operations.domain;
