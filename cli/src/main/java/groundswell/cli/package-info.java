/// The `groundswell` command. It talks to a local cloud or a deployed stack through the HTTP API.
/// This package lists the commands. Each group of users has its commands in a package below; all of
/// these use `session`, `output` and `options`.
@org.jspecify.annotations.NullMarked
package groundswell.cli;
