package groundswell.cli.session;

import groundswell.client.ErrorCode;

/// Asks before something that nobody can undo.
public final class Confirmation {
  private final Environment environment;

  public Confirmation(Environment environment) {
    this.environment = environment;
  }

  /// Has the person type a name.
  ///
  /// @param consequence what will happen, as a sentence
  /// @throws CommandException if it types something else, or nobody is there to ask
  public void typed(String consequence, String name) {
    if (!environment.interactive()) {
      throw new CommandException(
          ErrorCode.USAGE, consequence + " Nothing was done.", "to do it, add --yes");
    }
    environment.err().printf("%s%nType %s to do it: ", consequence, name);
    environment.err().flush();
    if (!environment.answer().get().strip().equals(name)) {
      throw new CommandException(
          ErrorCode.USAGE, "what you typed is not %s; nothing was done".formatted(name));
    }
  }
}
