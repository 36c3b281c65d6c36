/// The routes of operators: failures and their groups, redrives, rehearsals, the audit.
@org.jspecify.annotations.NullMarked
package groundswell.operatorapi;
