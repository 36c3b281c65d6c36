package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/// The conditions of a read, checked in HTTP's order:
/// <https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions>.
final class ReadConditions {
  private static final String ANY = "*";
  private static final String WEAK = "W/";

  private ReadConditions() {}

  /// @param changedAt when the object was written
  /// @throws S3Exception with status 412 or 304, if a condition does not hold
  static void check(S3Request request, String eTag, Instant changedAt) {
    var seconds = changedAt.truncatedTo(ChronoUnit.SECONDS);
    var match = request.header("If-Match");
    if (match.isPresent()) {
      if (!names(match.get(), eTag, false)) throw Precondition.failed();
    } else if (time(request, "If-Unmodified-Since").filter(seconds::isAfter).isPresent()) {
      throw Precondition.failed();
    }
    var noneMatch = request.header("If-None-Match");
    if (noneMatch.isPresent()) {
      if (names(noneMatch.get(), eTag, true)) throw notModified();
    } else if (time(request, "If-Modified-Since").filter(at -> !seconds.isAfter(at)).isPresent()) {
      throw notModified();
    }
  }

  private static boolean names(String list, String eTag, boolean alsoWeak) {
    return list.strip().equals(ANY)
        || Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .map(each -> alsoWeak && each.startsWith(WEAK) ? each.substring(2) : each)
            .map(Precondition::withoutQuotes)
            .anyMatch(eTag::equals);
  }

  /// A malformed time is ignored, as HTTP requires.
  private static Optional<Instant> time(S3Request request, String header) {
    try {
      return request
          .header(header)
          .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static S3Exception notModified() {
    return new S3Exception(Code.NOT_MODIFIED, "Not Modified");
  }
}
