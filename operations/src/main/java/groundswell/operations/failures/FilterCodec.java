package groundswell.operations.failures;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Fingerprint;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Filters as JSON: `{"state": "open", "group": "…", "ids": ["…"], …}`.
public final class FilterCodec {
  private static final String STATE = "state";
  private static final String GROUP = "group";
  private static final String TENANT = "tenant";
  private static final String UPLOAD = "upload";
  private static final String CHALLENGE = "challenge";
  private static final String EVENT_TYPE = "event_type";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String IDS = "ids";
  private static final String TEXT = "text";

  /// The keys of a filter.
  public static final List<String> KEYS =
      List.of(STATE, GROUP, TENANT, UPLOAD, CHALLENGE, EVENT_TYPE, SINCE, UNTIL, IDS, TEXT);

  private FilterCodec() {}

  public static String write(FailureFilter filter) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField(STATE, filter.state().label());
          text(json, GROUP, filter.group());
          text(json, TENANT, filter.about().tenant());
          text(json, UPLOAD, filter.about().upload());
          text(json, CHALLENGE, filter.about().challenge());
          text(json, EVENT_TYPE, filter.about().eventType());
          text(json, SINCE, filter.firstSeen().since());
          text(json, UNTIL, filter.firstSeen().until());
          if (!filter.ids().isEmpty()) {
            json.writeArrayFieldStart(IDS);
            for (var id : new TreeSet<>(filter.ids())) json.writeString(id.value());
            json.writeEndArray();
          }
          text(json, TEXT, filter.text());
          json.writeEndObject();
        });
  }

  /// @throws groundswell.platform.json.InvalidJson with the key that is unknown or invalid
  public static FailureFilter read(JsonObject json) {
    json.allowOnly(KEYS);
    return json.make(
        () ->
            new FailureFilter(
                json.readIfPresent(STATE, FailureState.Name::of).orElse(FailureState.Name.OPEN),
                json.readIfPresent(GROUP, Fingerprint::new),
                new FailureFilter.About(
                    json.readIfPresent(TENANT, TenantId::new),
                    json.readIfPresent(UPLOAD, UploadId::new),
                    json.readIfPresent(CHALLENGE, ChallengeId::new),
                    json.readIfPresent(EVENT_TYPE, type -> type)),
                new FailureFilter.Period(
                    json.readIfPresent(SINCE, FilterCodec::time),
                    json.readIfPresent(UNTIL, FilterCodec::time)),
                json.textsIfPresent(IDS).stream().map(FailureId::new).collect(Collectors.toSet()),
                json.readIfPresent(TEXT, text -> text)));
  }

  /// @throws IllegalArgumentException saying what a time looks like
  public static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a valid time such as 2026-03-20T12:00:00Z".formatted(text), e);
    }
  }

  private static void text(JsonGenerator json, String name, Optional<?> value) throws IOException {
    if (value.isPresent()) json.writeStringField(name, value.get().toString());
  }
}
