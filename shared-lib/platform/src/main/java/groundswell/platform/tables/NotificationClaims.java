package groundswell.platform.tables;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.Chunks;
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
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Who tells members about the changes of their ledgers: each change is claimed in the ledger's
/// item before it is published, and the claim is marked as told afterwards, in the same place. A
/// claimant that died is followed by its own message when that is delivered again or, once the
/// claim has run out, by any other that brings the same change. A mark speaks of the change alone,
/// so that it says nothing of what its claimant was given later.
public final class NotificationClaims {
  /// How long a claim keeps others away: longer than the function that claims may run.
  public static final Duration CLAIM_LIFETIME = Duration.ofMinutes(3);

  /// An expression has at most 300 operators and 4 KB, and one claim has 11 and some 120 bytes
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>).
  static final int CLAIMS_AT_ONCE = 25;

  private static final String WRITER = "n";
  private static final String CLAIM = "n#";
  private static final String CHANGE = "c";
  private static final String CLAIMANT = "b";
  private static final String UNTIL = "u";
  private static final String TOLD = "t";

  private final Table programs;
  private final InstantSource clock;

  public NotificationClaims(FunctionEnvironment environment) {
    programs = new Table(environment, "PROGRAMS_TABLE");
    clock = environment.clock();
  }

  /// Claims changes of one ledger.
  ///
  /// @param changes the number of the change that is to be told, by reward
  /// @param claimant the part of a message that asks; the same one is given its claims again, as
  ///     long as they are not marked as told
  /// @return the rewards that are the claimant's to tell; others were told, or another is about to
  public Set<RewardId> claim(
      TenantId tenant,
      MemberId member,
      ChallengeId challenge,
      Map<RewardId, Integer> changes,
      String claimant) {
    var key = LedgerItems.key(tenant, member, challenge);
    var claimed = new HashSet<RewardId>();
    for (var some : chunks(changes)) {
      var wanted =
          some.stream().map(each -> new Wanted(each.getKey(), each.getValue(), claimant)).toList();
      claimed.addAll(claimSome(key, wanted, claimant));
    }
    return claimed;
  }

  private Set<RewardId> claimSome(
      Map<String, AttributeValue> key, List<Wanted> wanted, String claimant) {
    var left = wanted;
    while (!left.isEmpty()) {
      try {
        programs.client().updateItem(update(key, left, claimant));
        return left.stream().map(Wanted::reward).collect(Collectors.toSet());
      } catch (ConditionalCheckFailedException refused) {
        var stored = Table.storedIn(refused).orElse(Map.of());
        left = left.stream().flatMap(each -> stillOpen(each, stored, claimant).stream()).toList();
      }
    }
    return Set.of();
  }

  /// Marks changes of one ledger as told, whoever holds their claims by now.
  public void told(
      TenantId tenant, MemberId member, ChallengeId challenge, Map<RewardId, Integer> changes) {
    for (var some : chunks(changes)) mark(LedgerItems.key(tenant, member, challenge), some);
  }

  private void mark(Map<String, AttributeValue> key, List<Map.Entry<RewardId, Integer>> changes) {
    var left = changes;
    while (!left.isEmpty()) {
      try {
        programs.client().updateItem(markOf(key, left));
        return;
      } catch (ConditionalCheckFailedException refused) {
        var stored = Table.storedIn(refused).orElse(Map.of());
        left = left.stream().filter(each -> isAbout(each, stored)).toList();
      }
    }
  }

  private static boolean isAbout(
      Map.Entry<RewardId, Integer> change, Map<String, AttributeValue> stored) {
    var claim = stored.get(CLAIM + change.getKey().value());
    return claim != null && Held.of(claim).change() == change.getValue();
  }

  private UpdateItemRequest markOf(
      Map<String, AttributeValue> key, List<Map.Entry<RewardId, Integer>> changes) {
    var expression = new Expression();
    expression.name("#t", TOLD);
    expression.value(":told", AttributeValue.fromBool(true));
    for (int i = 0; i < changes.size(); i++) {
      var each = changes.get(i);
      expression.name("#n" + i, CLAIM + each.getKey().value());
      expression.value(":c" + i, Item.number(each.getValue()));
      expression.sets.add("#n%d.#t = :told".formatted(i));
      expression.conditions.add("#n%1$d.#c = :c%1$d".formatted(i));
    }
    return expression.request(programs.name(), key);
  }

  private UpdateItemRequest update(
      Map<String, AttributeValue> key, List<Wanted> wanted, String claimant) {
    var expression = new Expression();
    expression.name("#b", CLAIMANT);
    expression.name("#t", TOLD);
    expression.name("#pk", Item.PARTITION_KEY);
    expression.conditions.add("attribute_exists(#pk)");
    var until = Item.number(clock.instant().plus(CLAIM_LIFETIME).toEpochMilli());
    for (int i = 0; i < wanted.size(); i++) {
      var each = wanted.get(i);
      var claim =
          Map.of(
              CHANGE,
              Item.number(each.change()),
              CLAIMANT,
              AttributeValue.fromS(claimant),
              UNTIL,
              until);
      expression.name("#n" + i, CLAIM + each.reward().value());
      expression.value(":n" + i, AttributeValue.fromM(claim));
      expression.value(":c" + i, Item.number(each.change()));
      expression.value(":b" + i, AttributeValue.fromS(each.holder()));
      expression.sets.add("#n%1$d = :n%1$d".formatted(i));
      expression.conditions.add(
          "(attribute_not_exists(#n%1$d) OR #n%1$d.#c < :c%1$d OR (#n%1$d.#c = :c%1$d AND #n%1$d.#b = :b%1$d AND attribute_not_exists(#n%1$d.#t)))"
              .formatted(i));
    }
    return expression.request(programs.name(), key);
  }

  private static List<List<Map.Entry<RewardId, Integer>>> chunks(Map<RewardId, Integer> changes) {
    return Chunks.of(
        List.copyOf(new TreeMap<>(changes).entrySet()), CLAIMS_AT_ONCE, Long.MAX_VALUE, _ -> 0);
  }

  /// What to ask for next, after a refusal that met `stored`: nothing, if the change was told or is
  /// being told.
  private List<Wanted> stillOpen(
      Wanted wanted, Map<String, AttributeValue> stored, String claimant) {
    if (stored.isEmpty()) return List.of();
    var attribute = stored.get(CLAIM + wanted.reward().value());
    if (attribute == null) return List.of(wanted);
    var held = Held.of(attribute);
    if (held.change() < wanted.change()) return List.of(wanted);
    if (held.change() > wanted.change() || held.told()) return List.of();
    if (held.claimant().equals(claimant)) return List.of(wanted);
    return held.until().isAfter(clock.instant())
        ? List.of()
        : List.of(new Wanted(wanted.reward(), wanted.change(), held.claimant()));
  }

  /// @param holder whose claim of the same change may be replaced
  private record Wanted(RewardId reward, int change, String holder) {}

  private record Held(int change, String claimant, Instant until, boolean told) {
    static Held of(AttributeValue value) {
      var item = Item.of(value.m());
      return new Held(
          item.smallNumber(CHANGE),
          item.text(CLAIMANT),
          Instant.ofEpochMilli(item.number(UNTIL)),
          item.has(TOLD));
    }
  }

  /// An update of a ledger's item in the notifier's name.
  private static final class Expression {
    private final Map<String, String> names =
        new HashMap<>(Map.of("#writer", LedgerItems.WRITER, "#c", CHANGE));
    private final Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":writer", AttributeValue.fromS(WRITER)));
    private final List<String> sets = new ArrayList<>(List.of("#writer = :writer"));
    private final List<String> conditions = new ArrayList<>();

    void name(String placeholder, String name) {
      names.put(placeholder, name);
    }

    void value(String placeholder, AttributeValue value) {
      values.put(placeholder, value);
    }

    UpdateItemRequest request(String table, Map<String, AttributeValue> key) {
      return UpdateItemRequest.builder()
          .tableName(table)
          .key(key)
          .updateExpression("SET " + String.join(", ", sets))
          .conditionExpression(String.join(" AND ", conditions))
          .expressionAttributeNames(names)
          .expressionAttributeValues(values)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
          .build();
    }
  }
}
