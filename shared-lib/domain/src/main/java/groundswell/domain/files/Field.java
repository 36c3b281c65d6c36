package groundswell.domain.files;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A field of a row, under our name for it. This is the one list of the columns that files have.
public enum Field {
  MEMBER_ID(RowError.BAD_MEMBER_ID),
  DATE(RowError.BAD_DATE),
  METRIC(RowError.UNKNOWN_METRIC),
  VALUE(RowError.NOT_A_NUMBER),
  RECORDED_AT(RowError.BAD_RECORDED_AT),
  SOURCE(RowError.BAD_SOURCE),
  DISPLAY_NAME(RowError.BAD_NAME),
  TEAM(RowError.BAD_NAME),
  TIME_ZONE(RowError.BAD_TIME_ZONE),
  CHALLENGES(RowError.UNKNOWN_CHALLENGE);

  private static final Set<Field> MAY_BE_CONSTANT =
      EnumSet.of(MEMBER_ID, METRIC, SOURCE, TEAM, TIME_ZONE, CHALLENGES);

  private static final Set<Field> MAY_BE_EMPTY = EnumSet.of(TEAM, TIME_ZONE, CHALLENGES);

  private final RowError malformed;

  Field(RowError malformed) {
    this.malformed = malformed;
  }

  /// The fields of a kind of file, in the order in which messages list them.
  static List<Field> of(FileKind kind) {
    return switch (kind) {
      case ACTIVITY -> List.of(MEMBER_ID, DATE, METRIC, VALUE, RECORDED_AT, SOURCE);
      case MEMBERS -> List.of(MEMBER_ID, DISPLAY_NAME, TEAM, TIME_ZONE, CHALLENGES);
    };
  }

  /// The fields that every file of a kind must have.
  ///
  /// @param wide whether the metrics are columns, see [Mapping]
  static List<Field> required(FileKind kind, boolean wide) {
    return switch (kind) {
      case ACTIVITY -> wide ? List.of(MEMBER_ID, DATE) : List.of(MEMBER_ID, DATE, METRIC, VALUE);
      case MEMBERS -> of(kind);
    };
  }

  /// The field of a column.
  static Optional<Field> named(FileKind kind, String column) {
    return of(kind).stream().filter(field -> field.column().equals(column)).findFirst();
  }

  static String columns(List<Field> fields) {
    return fields.stream().map(Field::column).collect(Collectors.joining(", "));
  }

  /// The name of its column, for example `member_id`.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a mapping may give it the same value in every row. Activity may be that of one member.
  boolean mayBeConstant(FileKind kind) {
    return MAY_BE_CONSTANT.contains(this) && (this != MEMBER_ID || kind == FileKind.ACTIVITY);
  }

  /// Whether a mapping may say that no row has a value: `team=''`.
  boolean mayBeEmpty() {
    return MAY_BE_EMPTY.contains(this);
  }

  /// Why a row is rejected whose text in this field has the wrong form.
  RowError malformed() {
    return malformed;
  }
}
