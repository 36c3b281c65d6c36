/// Members: who takes part in what. A member and each of its enrolments have versions of their own.
@org.jspecify.annotations.NullMarked
package groundswell.domain.members;
