/// What each function may do: its role's statements, evaluated on every call as IAM does.
@org.jspecify.annotations.NullMarked
package groundswell.local.iam;
