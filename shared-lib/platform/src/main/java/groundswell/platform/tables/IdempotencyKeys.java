package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.TenantId;
import groundswell.platform.tables.Table.Outcome;
import java.time.Duration;
import java.time.Instant;

/// The idempotency keys that clients send with their creations, each with the id of what it makes.
/// They are in the Operations table, so that all instances share them. An id is kept before
/// anything is created under it: after a crash in between, a retry creates the same.
public final class IdempotencyKeys {
  /// How long a key is known: longer than any client retries, and no longer than anything that is
  /// created is kept.
  public static final Duration LIFE = Duration.ofHours(24);

  private static final String PREFIX = "IDEMPOTENCY#";
  private static final String FINGERPRINT = "f";
  private static final String ID = "i";
  private static final String AT = "a";

  private final Table operations;

  public IdempotencyKeys(Table operations) {
    this.operations = operations;
  }

  /// Keeps what a key stands for. The first use wins for [#LIFE].
  ///
  /// @param name of the key, unique within the tenant
  /// @return the use that is kept
  public Use keep(TenantId tenant, String name, Use asked) {
    var item =
        Item.at(Keys.tenant(tenant), PREFIX + name)
            .with(FINGERPRINT, asked.fingerprint())
            .with(ID, asked.id())
            .with(AT, asked.at())
            .expiringAt(asked.at().plus(LIFE));
    // The table deletes what has expired within days.
    var expired = attribute(AT).isBefore(asked.at().minus(LIFE));
    return switch (operations.putIf(item, Condition.isNew().or(expired))) {
      case Outcome.Written() -> asked;
      case Outcome.Refused(var kept) ->
          kept.map(IdempotencyKeys::use)
              .orElseThrow(() -> new VersionConflict("idempotency key " + name));
    };
  }

  private static Use use(Item item) {
    return new Use(item.text(FINGERPRINT), item.text(ID), item.time(AT));
  }

  /// @param fingerprint of the request's body
  /// @param id of what the request creates
  public record Use(String fingerprint, String id, Instant at) {}
}
