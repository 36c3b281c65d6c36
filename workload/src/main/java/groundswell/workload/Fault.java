package groundswell.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// What can be wrong with a row, with the code of its rejection.
public enum Fault {
  UNKNOWN_MEMBER("unknown-member", ActivityCsv.MEMBER, "nobody-knows-me"),
  EMPTY_MEMBER("missing-value", ActivityCsv.MEMBER, ""),
  CONTROL_CHARACTER("bad-member-id", ActivityCsv.MEMBER, "ring\u0007"),
  IMPOSSIBLE_DATE("bad-date", ActivityCsv.DATE, "2026-02-30"),
  UNREADABLE_DATE("bad-date", ActivityCsv.DATE, "yesterday"),
  FUTURE_DATE("future-date", ActivityCsv.DATE, "2999-01-01"),
  OLD_DATE("too-old", ActivityCsv.DATE, "2001-01-01"),
  UNKNOWN_METRIC("unknown-metric", ActivityCsv.METRIC, "heartbeats_of_a_hummingbird"),
  NOT_A_NUMBER("not-a-number", ActivityCsv.VALUE, "many"),
  TOO_MANY_PLACES("too-many-decimals", ActivityCsv.VALUE, "1.2345"),
  NEGATIVE("negative", ActivityCsv.VALUE, "-1"),
  BEYOND_LIMIT("beyond-limit", ActivityCsv.VALUE, "99999999"),
  RECORDED_UNREADABLE("bad-recorded-at", ActivityCsv.RECORDED_AT, "at noon"),
  RECORDED_IN_FUTURE("future-recorded-at", ActivityCsv.RECORDED_AT, "2999-01-01T00:00:00Z"),
  INVISIBLE_IN_SOURCE("bad-source", ActivityCsv.SOURCE, "my\u200Bwatch"),
  TOO_LONG("over-long-field", ActivityCsv.SOURCE, "x".repeat(20_000)),
  FIELD_COUNT("wrong-field-count", ActivityCsv.SOURCE, "app,one,too,many"),
  OPEN_QUOTE("bad-quoting", ActivityCsv.MEMBER, "\"m-000001"),
  BAD_ENCODING("bad-encoding", ActivityCsv.MEMBER, "\0");

  private final String code;
  private final int column;
  private final String text;

  /// @param column the field that has the fault
  /// @param text its faulty value
  Fault(String code, int column, String text) {
    this.code = code;
    this.column = column;
    this.text = text;
  }

  /// The code of the rejection.
  public String code() {
    return code;
  }

  /// The row with this fault as a line, without the line break.
  byte[] lineOf(ActivityRow row) {
    var fields = new ArrayList<>(ActivityCsv.fields(row));
    fields.set(column, text);
    if (this == BAD_ENCODING) return notUtf8(fields);
    return String.join(",", fields).getBytes(UTF_8);
  }

  private static byte[] notUtf8(List<String> fields) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(0xC3);
    bytes.writeBytes(String.join(",", fields).substring(1).getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
