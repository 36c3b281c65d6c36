/// The `groundswell` command. It speaks to a local cloud or to a deployed stack through the HTTP
/// API; `up` and `demo` run a local cloud themselves.
@org.jspecify.annotations.NullMarked
package groundswell.cli;
