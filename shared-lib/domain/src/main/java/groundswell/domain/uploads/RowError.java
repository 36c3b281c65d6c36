package groundswell.domain.uploads;

import java.util.Locale;

/// Why a row is rejected. The first fault that is found stands for the row.
public enum RowError {
  OVER_LONG_LINE,
  BAD_QUOTING,
  BAD_ENCODING,
  WRONG_FIELD_COUNT,
  OVER_LONG_FIELD,
  MISSING_VALUE,
  BAD_MEMBER_ID,
  BAD_DATE,
  FUTURE_DATE,
  TOO_OLD,
  UNKNOWN_METRIC,
  NOT_A_NUMBER,
  TOO_MANY_DECIMALS,
  NEGATIVE,
  BEYOND_LIMIT,
  BAD_RECORDED_AT,
  FUTURE_RECORDED_AT,
  BAD_SOURCE,
  BAD_NAME,
  BAD_TIME_ZONE,
  UNKNOWN_CHALLENGE,
  TOO_MANY_CHALLENGES,
  /// The member is not in the challenge, and nobody may join it any more.
  JOIN_DEADLINE_PASSED,
  UNKNOWN_MEMBER,
  /// The row is good, but its upload's policy refuses the file for the sake of others.
  NOT_TAKEN;

  /// The machine-readable form, for example `bad-date`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
