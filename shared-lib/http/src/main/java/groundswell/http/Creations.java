package groundswell.http;

import groundswell.domain.Digests;
import groundswell.platform.tables.IdempotencyKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/// What requests create. The key in a request's `Idempotency-Key` stands for one id, so that the
/// same request, sent again because its answer was lost, creates nothing more: see "The
/// Idempotency-Key HTTP Header Field"
/// (<https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/>).
public final class Creations {
  /// As the draft writes it, in quotes; or without them, as many clients do.
  private static final Pattern KEY = Pattern.compile("(\"?)([A-Za-z0-9._:-]{1,128})\\1");

  private static final int DIGITS = 64;

  private final IdempotencyKeys keys;
  private final Ids ids;
  private final InstantSource clock;

  public Creations(IdempotencyKeys keys, Ids ids, InstantSource clock) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a request creates: for a key that is known, what the first request with it creates.
  ///
  /// @param route the keys of one route mean nothing to another
  /// @throws HttpProblem if the key is malformed, or was used with another body
  public Creation of(Request request, String route) {
    if (request.idempotencyKey().isEmpty()) return fresh();
    var by = request.caller().who();
    var name = Digests.hex(DIGITS, route, by, parsed(request.idempotencyKey().get()));
    var asked = new IdempotencyKeys.Use(fingerprint(request), ids.next(), clock.instant());
    var first = keys.keep(request.tenant(), name, asked);
    if (!first.fingerprint().equals(asked.fingerprint()))
      throw HttpProblem.of(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "this Idempotency-Key was used at %s with another body; take a new key for a new request"
              .formatted(Json.time(first.at())));
    return new Creation(first.id(), first.at(), true);
  }

  /// Something that no key stands for.
  public Creation fresh() {
    return new Creation(ids.next(), clock.instant(), false);
  }

  private static String fingerprint(Request request) {
    return Digests.hex(DIGITS, request.contentType(), request.body());
  }

  private static String parsed(String header) {
    var key = KEY.matcher(header.strip());
    if (key.matches()) return key.group(2);
    throw HttpProblem.badRequest(
        "Idempotency-Key: %s is not 1 to 128 letters, digits or ._:- in quotes, for example \"%s\""
            .formatted(header, "8e03978e-40d5-43dd-bc93-6894a57f9324"));
  }

  /// What a request creates.
  ///
  /// @param at when it was first asked for
  /// @param mayExist whether an earlier request may have created it
  public record Creation(String id, Instant at, boolean mayExist) {}
}
