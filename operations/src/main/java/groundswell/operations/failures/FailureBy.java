package groundswell.operations.failures;

import groundswell.operations.domain.FailureId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What failures are looked up by, each with an index. One incident may hit a single group, tenant,
/// upload or challenge, so each value is spread over [#PARTS] keys: a partition of an index takes
/// 1,000 write units per second (DynamoDB's developer guide, "Best practices for designing and
/// using partition keys effectively").
public enum FailureBy {
  GROUP("Group"),
  TENANT("Tenant"),
  UPLOAD("Upload"),
  CHALLENGE("Challenge");

  static final int PARTS = 8;

  private static final String PART = "#";
  private static final int HEXADECIMAL = 16;

  private final String name;

  FailureBy(String name) {
    this.name = name;
  }

  public String index() {
    return "FailuresBy" + name;
  }

  /// The index's key.
  public String attribute() {
    return "failure" + name;
  }

  /// The attributes that the index needs in addition to its keys and the table's.
  public List<String> projected() {
    return Stream.concat(
            FailureItems.LISTED.stream(),
            Arrays.stream(values())
                .filter(by -> by != this && by != GROUP)
                .map(FailureBy::attribute))
        .toList();
  }

  /// The key under which a failure is found.
  public static String key(String value, FailureId id) {
    var digits = id.value();
    return key(value, Character.digit(digits.charAt(digits.length() - 1), HEXADECIMAL) % PARTS);
  }

  /// All keys of a value.
  static List<String> keys(String value) {
    return IntStream.range(0, PARTS).mapToObj(part -> key(value, part)).toList();
  }

  private static String key(String value, int part) {
    return value + PART + part;
  }

  static String value(String key) {
    return key.substring(0, key.lastIndexOf(PART));
  }
}
