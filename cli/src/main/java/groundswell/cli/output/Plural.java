package groundswell.cli.output;

/// Numbers with the noun that they count.
public final class Plural {
  private Plural() {}

  /// For example `1 message` and `2,000 messages`.
  ///
  /// @param one the noun in the singular
  public static String of(long number, String one) {
    return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
  }
}
