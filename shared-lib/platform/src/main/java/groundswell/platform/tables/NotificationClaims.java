package groundswell.platform.tables;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.FunctionEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Who tells members about the changes of their ledgers: each change is claimed in the ledger's
/// item before it is published, and a claimant's work is marked as done afterwards. One that died
/// is followed by its own message when that is delivered again or, once the claim has run out, by
/// any other that brings the same change.
public final class NotificationClaims {
  /// How long a claim keeps others away: longer than the function that claims may run.
  public static final Duration CLAIM_LIFETIME = Duration.ofMinutes(3);

  /// How long a message can come back: from a dead-letter queue, 14 days after it was sent first.
  private static final Duration MESSAGE_LIFETIME = Duration.ofDays(14);

  /// How long it is known what was done: longer than its message can come back.
  private static final Duration DONE_LIFETIME = MESSAGE_LIFETIME.plusDays(1);

  private static final String WRITER = "n";
  private static final String CLAIM = "n#";
  private static final String CHANGE = "c";
  private static final String CLAIMANT = "b";
  private static final String UNTIL = "u";
  private static final String NOTIFIED = "NOTIFIED";

  private final Table programs;
  private final Table operations;
  private final InstantSource clock;

  public NotificationClaims(FunctionEnvironment environment) {
    programs = new Table(environment, "PROGRAMS_TABLE");
    operations = new Table(environment, "OPERATIONS_TABLE");
    clock = environment.clock();
  }

  /// Claims changes of one ledger.
  ///
  /// @param changes the number of the change that is to be told, by reward
  /// @param claimant the part of a message that asks; the same one is given its claims again
  /// @return the rewards that are the claimant's to tell; others were told, or another is about to
  public Claimed claim(
      TenantId tenant,
      MemberId member,
      ChallengeId challenge,
      Map<RewardId, Integer> changes,
      String claimant) {
    var wanted = new ArrayList<Wanted>();
    new TreeMap<>(changes)
        .forEach((reward, change) -> wanted.add(new Wanted(reward, change, claimant)));
    while (!wanted.isEmpty()) {
      try {
        return claimed(
            update(LedgerItems.key(tenant, member, challenge), wanted, claimant), wanted, claimant);
      } catch (ConditionalCheckFailedException refused) {
        var stored = Table.storedIn(refused).orElse(Map.of());
        var open =
            wanted.stream().flatMap(each -> stillOpen(each, stored, claimant).stream()).toList();
        wanted.clear();
        wanted.addAll(open);
      }
    }
    return Claimed.NOTHING;
  }

  /// Whether everything that a claimant was given has been told.
  public boolean isDone(String claimant) {
    return operations.get(doneKey(claimant)).isPresent();
  }

  public void markDone(String claimant) {
    operations.put(
        Item.at(NOTIFIED + "#" + claimant, NOTIFIED)
            .with("expiresAt", clock.instant().plus(DONE_LIFETIME).getEpochSecond())
            .attributes());
  }

  private Map<String, AttributeValue> update(
      Map<String, AttributeValue> key, List<Wanted> wanted, String claimant) {
    var names =
        new HashMap<>(
            Map.of(
                "#writer",
                LedgerItems.WRITER,
                "#c",
                CHANGE,
                "#b",
                CLAIMANT,
                "#pk",
                Item.PARTITION_KEY));
    var values = new HashMap<>(Map.of(":writer", AttributeValue.fromS(WRITER)));
    var sets = new ArrayList<>(List.of("#writer = :writer"));
    var conditions = new ArrayList<>(List.of("attribute_exists(#pk)"));
    var until = Item.number(clock.instant().plus(CLAIM_LIFETIME).toEpochMilli());
    for (int i = 0; i < wanted.size(); i++) {
      var each = wanted.get(i);
      names.put("#n" + i, CLAIM + each.reward().value());
      values.put(
          ":n" + i,
          AttributeValue.fromM(
              Map.of(
                  CHANGE,
                  Item.number(each.change()),
                  CLAIMANT,
                  AttributeValue.fromS(claimant),
                  UNTIL,
                  until)));
      values.put(":c" + i, Item.number(each.change()));
      values.put(":b" + i, AttributeValue.fromS(each.holder()));
      sets.add("#n%1$d = :n%1$d".formatted(i));
      conditions.add(
          "(attribute_not_exists(#n%1$d) OR #n%1$d.#c < :c%1$d OR (#n%1$d.#c = :c%1$d AND #n%1$d.#b = :b%1$d))"
              .formatted(i));
    }
    return programs
        .client()
        .updateItem(
            request ->
                request
                    .tableName(programs.name())
                    .key(key)
                    .updateExpression("SET " + String.join(", ", sets))
                    .conditionExpression(String.join(" AND ", conditions))
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.UPDATED_OLD)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .attributes();
  }

  private static Claimed claimed(
      Map<String, AttributeValue> before, List<Wanted> wanted, String claimant) {
    var fresh = new HashSet<RewardId>();
    var again = new HashSet<RewardId>();
    for (var each : wanted) {
      var held = before.get(CLAIM + each.reward().value());
      boolean mine = held != null && Held.of(held).isBy(each.change(), claimant);
      (mine ? again : fresh).add(each.reward());
    }
    return new Claimed(fresh, again);
  }

  /// What to ask for next, after a refusal that met `stored`: nothing, if the change was told or is
  /// being told.
  private List<Wanted> stillOpen(
      Wanted wanted, Map<String, AttributeValue> stored, String claimant) {
    if (stored.isEmpty()) return List.of();
    var attribute = stored.get(CLAIM + wanted.reward().value());
    if (attribute == null) return List.of(wanted);
    var held = Held.of(attribute);
    if (held.change() < wanted.change() || held.isBy(wanted.change(), claimant))
      return List.of(wanted);
    if (held.change() > wanted.change() || held.until().isAfter(clock.instant())) return List.of();
    return wasTold(held)
        ? List.of()
        : List.of(new Wanted(wanted.reward(), wanted.change(), held.claimant()));
  }

  /// Every event of a ledger brings all its changes again, also long after it was forgotten who
  /// told them: a claim that old counts as told, as no message of its claimant is left to do it.
  private boolean wasTold(Held held) {
    return held.until().plus(MESSAGE_LIFETIME).isBefore(clock.instant()) || isDone(held.claimant());
  }

  private static Map<String, AttributeValue> doneKey(String claimant) {
    return Item.key(NOTIFIED + "#" + claimant, NOTIFIED);
  }

  /// The rewards that are the claimant's to tell.
  ///
  /// @param again those that it held before: it may have told them already
  public record Claimed(Set<RewardId> fresh, Set<RewardId> again) {
    public static final Claimed NOTHING = new Claimed(Set.of(), Set.of());

    public Claimed {
      fresh = Set.copyOf(fresh);
      again = Set.copyOf(again);
    }
  }

  /// @param holder whose claim of the same change may be replaced
  private record Wanted(RewardId reward, int change, String holder) {}

  private record Held(int change, String claimant, Instant until) {
    static Held of(AttributeValue value) {
      var item = Item.of(value.m());
      return new Held(
          item.smallNumber(CHANGE), item.text(CLAIMANT), Instant.ofEpochMilli(item.number(UNTIL)));
    }

    boolean isBy(int otherChange, String otherClaimant) {
      return change == otherChange && claimant.equals(otherClaimant);
    }
  }
}
