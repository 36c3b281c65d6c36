package groundswell.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A caller's role in its tenant; the token's claim `role`, in lower case.
public enum Role {
  /// Everything of the tenant except operations.
  ADMIN,
  /// Its own activity, progress and rewards, challenges and their boards.
  MEMBER,
  /// Reads everything of the tenant.
  VIEWER,
  /// Everything: operations, and its tenant as its administrator.
  OPERATOR;

  /// As in the claim.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String claim) {
    return Arrays.stream(values()).filter(role -> role.label().equals(claim)).findFirst();
  }
}
