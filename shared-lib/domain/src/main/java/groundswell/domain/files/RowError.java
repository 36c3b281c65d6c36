package groundswell.domain.files;

import java.util.Locale;

/// Why a row is rejected. A row with several faults has the error of the first.
public enum RowError {
  OVER_LONG_LINE,
  BAD_QUOTING,
  BAD_ENCODING,
  BAD_JSON,
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
  UNKNOWN_MEMBER,
  /// The row is good, but the upload's policy refuses the file because of other rows.
  NOT_TAKEN;

  /// The machine-readable form, for example `bad-date`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
