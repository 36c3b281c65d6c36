package groundswell.operations.failures;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.InboxFile;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.platform.json.JsonObject;
import groundswell.platform.objects.ObjectCreated;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds out what a message is about, as far as it can be read. Missing or invalid parts are left
/// out.
public final class Subjects {
  /// The lists in which events name members.
  private static final List<String> LISTS = List.of("months", "members", "scores", "ledgers");

  private static final String MEMBER = "member";
  private static final String S3_EVENT = "ObjectCreated";

  private Subjects() {}

  /// @param upload the known upload of the message, if the message doesn't name it itself
  public static Subject of(String body, Optional<String> upload) {
    try {
      var message = JsonObject.parse(body);
      if (ObjectCreated.isIn(message)) return ofObject(message);
      var detail = detail(message);
      var tenant = read(detail, "tenant", TenantId::new);
      return new Subject(
          text(message, "detail-type").orElse(Subject.UNKNOWN_TYPE),
          tenant,
          read(detail, "upload", UploadId::new).or(() -> upload.flatMap(Subjects::uploadId)),
          detail.has("partition") ? Optional.of(detail.smallNumber("partition")) : Optional.empty(),
          read(detail, "challenge", ChallengeId::new),
          TouchedMembers.of(tenant, members(detail).keySet()));
    } catch (IllegalArgumentException e) {
      return Subject.UNKNOWN;
    }
  }

  /// The members that a message affects, each with the months that it names.
  public static SortedMap<MemberId, SortedSet<YearMonth>> members(String body) {
    try {
      var message = JsonObject.parse(body);
      return ObjectCreated.isIn(message) ? Collections.emptySortedMap() : members(detail(message));
    } catch (IllegalArgumentException e) {
      return Collections.emptySortedMap();
    }
  }

  private static JsonObject detail(JsonObject message) {
    return message.has("detail") ? message.object("detail") : message;
  }

  /// S3's notification about a file. The key is `uploads/{tenant}/{upload}`, or that of a file in
  /// the inbox, which has no upload yet.
  private static Subject ofObject(JsonObject message) {
    var key = ObjectCreated.allIn(message).stream().findFirst().map(ObjectCreated::key).orElse("");
    var parts = key.split("/", -1);
    if (key.startsWith(InboxFile.PREFIX))
      return new Subject(
          S3_EVENT,
          Optional.of(new TenantId(parts[1])),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TouchedMembers.NONE);
    if (parts.length != 3) return Subject.UNKNOWN.as(S3_EVENT);
    return new Subject(
        S3_EVENT,
        Optional.of(new TenantId(parts[1])),
        Optional.of(new UploadId(parts[2])),
        Optional.empty(),
        Optional.empty(),
        TouchedMembers.NONE);
  }

  private static SortedMap<MemberId, SortedSet<YearMonth>> members(JsonObject detail) {
    var members = new TreeMap<MemberId, SortedSet<YearMonth>>();
    read(detail, MEMBER, MemberId::new)
        .ifPresent(member -> members.put(member, months(text(detail, "months").orElse(""))));
    for (var list : LISTS) {
      if (!isList(detail, list)) continue;
      for (var element : detail.objects(list)) {
        read(element, MEMBER, MemberId::new)
            .ifPresent(
                member ->
                    members
                        .computeIfAbsent(member, _ -> new TreeSet<>())
                        .addAll(months(text(element, "month").orElse(""))));
      }
    }
    return members;
  }

  private static boolean isList(JsonObject detail, String name) {
    return detail.has(name) && text(detail, name).isEmpty();
  }

  private static SortedSet<YearMonth> months(String text) {
    var months = new TreeSet<YearMonth>();
    try {
      Arrays.stream(text.split(",", -1))
          .filter(month -> !month.isEmpty())
          .map(YearMonth::parse)
          .forEach(months::add);
    } catch (DateTimeParseException e) {
      months.clear();
    }
    return months;
  }

  private static Optional<UploadId> uploadId(String text) {
    try {
      return Optional.of(new UploadId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject json, String name) {
    return read(json, name, text -> text);
  }

  private static <T> Optional<T> read(JsonObject json, String name, Function<String, T> parse) {
    try {
      return json.readIfPresent(name, parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
