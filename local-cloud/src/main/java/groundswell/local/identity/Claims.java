package groundswell.local.identity;

import java.util.List;

/// Who a token is for.
///
/// @param subject the member's id, where the role is `member`
/// @param role one of [ROLES]
public record Claims(String subject, String tenant, String role) {
  public static final List<String> ROLES = List.of("admin", "member", "operator", "viewer");
  private static final int SUBJECT_CHARACTERS_MAX = 256;
  private static final String TENANT = "[A-Za-z0-9._-]{1,64}";

  /// @throws IllegalArgumentException naming what is wrong
  public Claims {
    if (subject.isEmpty() || subject.length() > SUBJECT_CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          "subject must have 1 to %d characters".formatted(SUBJECT_CHARACTERS_MAX));
    }
    if (!tenant.matches(TENANT)) {
      throw new IllegalArgumentException("tenant \"%s\" must match %s".formatted(tenant, TENANT));
    }
    if (!ROLES.contains(role)) {
      throw new IllegalArgumentException("role \"%s\" must be one of %s".formatted(role, ROLES));
    }
  }
}
