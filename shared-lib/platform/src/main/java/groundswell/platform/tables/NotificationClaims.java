package groundswell.platform.tables;

import static java.util.stream.Collectors.toMap;

import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.FunctionEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Who tells members about the changes of their ledgers: each change is claimed in the ledger's
/// item before it is published, and the claim is marked as told afterwards, in the same place. A
/// claimant that died is followed by its own message when that is delivered again or, once the
/// claim has run out, by any other that brings the same change or a later one. A mark speaks of the
/// change alone, so that it says nothing of what its claimant was given later.
///
/// A claim knows what was told last: nobody hears of a reversal who never heard of the grant, or
/// twice of the same.
public final class NotificationClaims {
  /// How long a claim keeps others away: longer than the function that claims may run.
  public static final Duration CLAIM_LIFETIME = Duration.ofMinutes(3);

  /// An expression has at most 300 operators and 4 KB, and one claim has 14 and some 150 bytes
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>).
  static final int CLAIMS_AT_ONCE = 20;

  private static final String WRITER = "n";
  private static final String CLAIM = "n#";
  private static final String CHANGE = "c";
  private static final String CLAIMANT = "b";
  private static final String UNTIL = "u";
  private static final String TOLD = "t";
  private static final String STATE = "s";
  private static final String KNOWN = "k";
  private static final String UNSURE = "p";

  /// The state of a reward that is not granted; of one that is, its points.
  private static final long NOT_GRANTED = -1;

  private final Table programs;
  private final InstantSource clock;

  public NotificationClaims(FunctionEnvironment environment) {
    programs = new Table(environment, "PROGRAMS_TABLE");
    clock = environment.clock();
  }

  /// Reads ledgers in few calls, so that those of whose changes nothing is left to be told need no
  /// write that is refused, which costs as much as one that is not
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html>).
  public Known read(Collection<LedgerKey> ledgers) {
    var stored =
        programs.getAll(ledgers.stream().map(LedgerKey::item), true).stream()
            .collect(toMap(NotificationClaims::keyOf, item -> item));
    return new Known(
        ledgers.stream()
            .distinct()
            .collect(
                toMap(ledger -> ledger, ledger -> stored.getOrDefault(ledger.item(), Map.of()))));
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> stored) {
    var item = Item.of(stored);
    return Item.key(item.partitionKey(), item.sortKey());
  }

  /// Claims changes of one ledger.
  ///
  /// @param entries whose latest change is to be told, by reward
  /// @param claimant the part of a message that asks; the same one is given its claims again, as
  ///     long as they are not marked as told
  /// @param known what was read before; a ledger that it does not have is written unread
  /// @return the rewards that are the claimant's, each with the entries that are to be told now:
  ///     none if the member knows of no other state; the rewards that are missing were told, or
  ///     another is about to, or their ledger has no such change
  /// @throws ClaimedByAnother if an earlier change is being told, which has to come first
  public Map<RewardId, List<Ledger.Entry>> claim(
      LedgerKey ledger, Map<RewardId, Ledger.Entry> entries, String claimant, Known known) {
    var claimed = new HashMap<RewardId, List<Ledger.Entry>>();
    for (var some : chunks(entries)) {
      var wanted = some.stream().map(each -> Wanted.first(each.getKey(), each.getValue())).toList();
      var left = known.of(ledger).map(stored -> left(wanted, stored, claimant)).orElse(wanted);
      claimSome(ledger.item(), left, claimant)
          .forEach(each -> claimed.put(each.reward(), each.toBeTold()));
    }
    return claimed;
  }

  /// What was read before may say that an earlier change is being told which by now is.
  private List<Wanted> left(
      List<Wanted> wanted, Map<String, AttributeValue> read, String claimant) {
    try {
      return stillOpen(wanted, read, claimant);
    } catch (ClaimedByAnother _) {
      return wanted;
    }
  }

  private List<Wanted> claimSome(
      Map<String, AttributeValue> key, List<Wanted> wanted, String claimant) {
    var left = wanted;
    while (!left.isEmpty()) {
      try {
        programs.client().updateItem(update(key, left, claimant));
        return left;
      } catch (ConditionalCheckFailedException refused) {
        var stored = Table.storedIn(refused).orElse(Map.of());
        left = stillOpen(left, stored, claimant);
      }
    }
    return List.of();
  }

  /// Marks changes of one ledger as told, whoever holds their claims by now.
  public void told(LedgerKey ledger, Map<RewardId, Integer> changes) {
    for (var some : chunks(changes)) mark(ledger.item(), some);
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
    return claim != null && Held.of(claim).entry().changes() == change.getValue();
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
    expression.name("#e", LedgerItems.ENTRIES);
    var until = Item.number(clock.instant().plus(CLAIM_LIFETIME).toEpochMilli());
    for (int i = 0; i < wanted.size(); i++) {
      var each = wanted.get(i);
      expression.name("#n" + i, CLAIM + each.reward().value());
      expression.name("#r" + i, each.reward().value());
      expression.value(":n" + i, each.claim(claimant, until));
      expression.value(":c" + i, Item.number(each.entry().changes()));
      expression.sets.add("#n%1$d = :n%1$d".formatted(i));
      expression.conditions.add("#e.#r%1$d.#c >= :c%1$d".formatted(i));
      expression.conditions.add(
          each.over().isPresent()
              ? over(expression, i, each.over().get())
              : "attribute_not_exists(#n%d)".formatted(i));
    }
    return expression.request(programs.name(), key);
  }

  private static String over(Expression expression, int i, Held held) {
    expression.name("#b", CLAIMANT);
    expression.name("#t", TOLD);
    expression.value(":o" + i, Item.number(held.entry().changes()));
    expression.value(":b" + i, AttributeValue.fromS(held.claimant()));
    return "#n%1$d.#c = :o%1$d AND #n%1$d.#b = :b%1$d AND %2$s(#n%1$d.#t)"
        .formatted(i, held.told() ? "attribute_exists" : "attribute_not_exists");
  }

  private static <T> List<List<Map.Entry<RewardId, T>>> chunks(Map<RewardId, T> byReward) {
    return new TreeMap<>(byReward)
        .entrySet().stream().gather(Gatherers.windowFixed(CLAIMS_AT_ONCE)).toList();
  }

  private List<Wanted> stillOpen(
      List<Wanted> wanted, Map<String, AttributeValue> stored, String claimant) {
    return wanted.stream().flatMap(each -> stillOpen(each, stored, claimant).stream()).toList();
  }

  /// What to ask for, of an item that is or was `stored`: nothing, if the change was told, is
  /// being told, or never happened.
  private Optional<Wanted> stillOpen(
      Wanted wanted, Map<String, AttributeValue> stored, String claimant) {
    int change = wanted.entry().changes();
    if (LedgerItems.changes(stored, wanted.reward()) < change) return Optional.empty();
    var attribute = stored.get(CLAIM + wanted.reward().value());
    if (attribute == null) return Optional.of(Wanted.first(wanted.reward(), wanted.entry()));
    var held = Held.of(attribute);
    boolean isFree =
        held.told() || held.claimant().equals(claimant) || !held.until().isAfter(clock.instant());
    if (held.entry().changes() > change) return Optional.empty();
    if (held.entry().changes() == change)
      return held.told() || !isFree ? Optional.empty() : Optional.of(wanted.after(held));
    if (!isFree) throw new ClaimedByAnother(wanted.reward(), held.entry().changes());
    return Optional.of(wanted.after(held));
  }

  private static long state(Ledger.Entry entry) {
    return entry.granted() ? entry.points() : NOT_GRANTED;
  }

  private static Ledger.Entry entry(int change, long state) {
    return new Ledger.Entry(state != NOT_GRANTED, Math.max(0, state), change);
  }

  /// Names a member's ledger of a challenge.
  public record LedgerKey(TenantId tenant, MemberId member, ChallengeId challenge) {
    private Map<String, AttributeValue> item() {
      return LedgerItems.key(tenant, member, challenge);
    }
  }

  /// Ledgers as they were read.
  public static final class Known {
    /// Of nothing that was read.
    public static final Known NOTHING = new Known(Map.of());

    /// An empty item is one that is not there.
    private final Map<LedgerKey, Map<String, AttributeValue>> stored;

    private Known(Map<LedgerKey, Map<String, AttributeValue>> stored) {
      this.stored = Map.copyOf(stored);
    }

    private Optional<Map<String, AttributeValue>> of(LedgerKey ledger) {
      return Optional.ofNullable(stored.get(ledger));
    }
  }

  /// A change that is to be claimed.
  ///
  /// @param known the state that the member was told of last
  /// @param unsure a later one of which nobody knows whether it was told
  /// @param over the claim that this one takes the place of
  private record Wanted(
      RewardId reward,
      Ledger.Entry entry,
      long known,
      Optional<Ledger.Entry> unsure,
      Optional<Held> over) {
    static Wanted first(RewardId reward, Ledger.Entry entry) {
      return new Wanted(reward, entry, NOT_GRANTED, Optional.empty(), Optional.empty());
    }

    Wanted after(Held held) {
      if (held.told())
        return new Wanted(reward, entry, state(held.entry()), Optional.empty(), Optional.of(held));
      var isSame = held.entry().changes() == entry.changes();
      var maybe = isSame ? held.unsure() : Optional.of(held.entry());
      return new Wanted(reward, entry, held.known(), maybe, Optional.of(held));
    }

    /// A goal that is lost again is never told, so that each time it is reached is.
    List<Ledger.Entry> toBeTold() {
      if (reward.equals(Reward.GOAL)) return List.of(entry);
      var told = new ArrayList<Ledger.Entry>();
      long state = known;
      for (var each : List.of(unsure.orElse(entry), entry)) {
        if (state(each) != state) told.add(each);
        state = state(each);
      }
      return told;
    }

    AttributeValue claim(String claimant, AttributeValue until) {
      var claim =
          Item.of(new HashMap<>())
              .with(CHANGE, entry.changes())
              .with(STATE, state(entry))
              .with(CLAIMANT, claimant)
              .with(UNTIL, until);
      if (known != NOT_GRANTED) claim.with(KNOWN, known);
      unsure.ifPresent(
          each ->
              claim.with(
                  UNSURE,
                  AttributeValue.fromL(
                      List.of(Item.number(each.changes()), Item.number(state(each))))));
      return AttributeValue.fromM(claim.attributes());
    }
  }

  private record Held(
      Ledger.Entry entry,
      String claimant,
      Instant until,
      boolean told,
      long known,
      Optional<Ledger.Entry> unsure) {
    static Held of(AttributeValue value) {
      var item = Item.of(value.m());
      return new Held(
          NotificationClaims.entry(item.smallNumber(CHANGE), item.number(STATE)),
          item.text(CLAIMANT),
          Instant.ofEpochMilli(item.number(UNTIL)),
          item.has(TOLD),
          item.has(KNOWN) ? item.number(KNOWN) : NOT_GRANTED,
          item.has(UNSURE) ? Optional.of(unsure(item.list(UNSURE))) : Optional.empty());
    }

    private static Ledger.Entry unsure(List<AttributeValue> changeAndState) {
      return NotificationClaims.entry(
          Integer.parseInt(changeAndState.getFirst().n()),
          Long.parseLong(changeAndState.getLast().n()));
    }
  }

  /// An earlier change of a reward is being told: the message has to come again.
  public static final class ClaimedByAnother extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClaimedByAnother(RewardId reward, int change) {
      super(
          "change %d of reward %s is being told; what comes after it is told when it comes again"
              .formatted(change, reward));
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
