/// The `groundswell` command. It talks to a local cloud or to a deployed stack through the HTTP
/// API. This package names the commands; each group of users has its commands in a package below,
/// and all of them stand on `session`, `output` and `options`.
@org.jspecify.annotations.NullMarked
package groundswell.cli;
