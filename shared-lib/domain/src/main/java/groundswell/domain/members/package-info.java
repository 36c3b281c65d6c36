/// Members: who takes part in what. A member and each of its enrolments have their own versions.
@org.jspecify.annotations.NullMarked
package groundswell.domain.members;
