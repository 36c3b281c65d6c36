/// What failed, why, for whom, and how it is redriven: failures, their groups, and redrives that
/// ramp up and stop by themselves. Pure: values in, decisions out.
@org.jspecify.annotations.NullMarked
package groundswell.operations.domain;
