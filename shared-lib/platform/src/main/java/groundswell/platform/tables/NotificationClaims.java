package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;
import static java.util.stream.Collectors.toMap;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.tables.Table.Outcome;
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

/// Decides who notifies members about changes of their ledgers. A change is claimed in the ledger's
/// item before it is published; afterwards the claim is marked as published. If a claimant crashes,
/// its own message takes over on redelivery, or, once the claim has expired, any message with the
/// same or a later change. A mark names only the change, so it never covers a later claim.
///
/// A claim records what was published last: no member is notified of a reversal without its grant,
/// or twice of the same.
public final class NotificationClaims {
  /// How long a claim excludes others: longer than its function may run.
  public static final Duration CLAIM_LIFETIME = Duration.ofMinutes(3);

  /// An expression has at most 300 operators and 4 KB; one claim takes 14 and some 150 bytes
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

  /// The state of a reward that is not granted. A granted reward's state is its points.
  private static final long NOT_GRANTED = -1;

  private final Table programs;
  private final InstantSource clock;

  public NotificationClaims(Table programs, InstantSource clock) {
    this.programs = programs;
    this.clock = clock;
  }

  /// Reads ledgers in few calls. A ledger with nothing left to publish then needs no refused write,
  /// which costs as much as a successful one
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html>).
  public Known read(Collection<LedgerKey> ledgers) {
    var stored =
        programs.getAll(ledgers.stream().map(LedgerKey::item), true).stream()
            .collect(toMap(Item::key, item -> item));
    return new Known(
        ledgers.stream()
            .distinct()
            .collect(
                toMap(
                    ledger -> ledger, ledger -> stored.getOrDefault(ledger.item(), Item.empty()))));
  }

  /// Claims changes of one ledger.
  ///
  /// @param entries the latest changes to publish, by reward
  /// @param claimant the part of a message that asks; it gets its own claims again, unless they are
  ///     marked as published
  /// @param known the ledgers read before; a ledger that is missing is written unread
  /// @return the rewards claimed, each with the entries to publish now: none if the member already
  ///     knows this state. A reward is missing if its change was published, is claimed by another,
  ///     or is not in the ledger
  /// @throws ClaimedByAnother if another claimant holds an earlier change, which must come first
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

  /// The read may be stale: a claim that it shows as held may be published by now.
  private List<Wanted> left(List<Wanted> wanted, Item read, String claimant) {
    try {
      return stillOpen(wanted, read, claimant);
    } catch (ClaimedByAnother _) {
      return wanted;
    }
  }

  private List<Wanted> claimSome(Key key, List<Wanted> wanted, String claimant) {
    return Optimistic.settle(
        "the claims of a ledger",
        wanted,
        left -> {
          if (left.isEmpty()) return new Settled<>(left);
          return switch (programs.update(update(key, left, claimant))) {
            case Outcome.Written() -> new Settled<>(left);
            case Outcome.Refused(var stored) ->
                new Outrun<>(stillOpen(left, stored.orElseGet(Item::empty), claimant));
          };
        });
  }

  /// Marks changes of one ledger as published, no matter who holds their claims by now.
  public void told(LedgerKey ledger, Map<RewardId, Integer> changes) {
    for (var some : chunks(changes)) mark(ledger.item(), some);
  }

  private void mark(Key key, List<Map.Entry<RewardId, Integer>> changes) {
    Optimistic.whileLeft(
        "the claims of a ledger",
        Optional.of(changes),
        left ->
            switch (programs.update(markOf(key, left))) {
              case Outcome.Written() -> Optional.empty();
              case Outcome.Refused(var stored) -> stillClaimed(left, stored.orElseGet(Item::empty));
            });
  }

  private static Optional<List<Map.Entry<RewardId, Integer>>> stillClaimed(
      List<Map.Entry<RewardId, Integer>> changes, Item stored) {
    var about = changes.stream().filter(each -> isAbout(each, stored)).toList();
    return about.isEmpty() ? Optional.empty() : Optional.of(about);
  }

  private static boolean isAbout(Map.Entry<RewardId, Integer> change, Item stored) {
    return heldOf(change.getKey(), stored)
        .filter(held -> held.entry().changes() == change.getValue())
        .isPresent();
  }

  private static Optional<Held> heldOf(RewardId reward, Item stored) {
    return stored.mapIfPresent(claimOf(reward)).map(Held::of);
  }

  /// The name of the attribute with a reward's claim.
  private static String claimOf(RewardId reward) {
    return CLAIM + reward.value();
  }

  private static Update markOf(Key key, List<Map.Entry<RewardId, Integer>> changes) {
    var update = Update.of(key).set(LedgerItems.WRITER, WRITER);
    changes.forEach(
        change -> {
          var claim = claimOf(change.getKey());
          update
              .set(attribute(claim, TOLD), true)
              .onlyIf(attribute(claim, CHANGE).is(change.getValue()));
        });
    return update;
  }

  private Update update(Key key, List<Wanted> wanted, String claimant) {
    var until = clock.instant().plus(CLAIM_LIFETIME);
    var update = Update.of(key).set(LedgerItems.WRITER, WRITER);
    for (var each : wanted) {
      var claim = claimOf(each.reward());
      var changes = attribute(LedgerItems.ENTRIES, each.reward().value(), LedgerItems.CHANGES);
      update
          .set(claim, each.claim(claimant, until))
          .onlyIf(changes.isAtLeast(each.entry().changes()))
          .onlyIf(
              each.over()
                  .map(held -> isStill(claim, held))
                  .orElseGet(() -> attribute(claim).isAbsent()));
    }
    return update;
  }

  private static Condition isStill(String claim, Held held) {
    var told = attribute(claim, TOLD);
    return attribute(claim, CHANGE)
        .is(held.entry().changes())
        .and(attribute(claim, CLAIMANT).is(held.claimant()))
        .and(held.told() ? told.isPresent() : told.isAbsent());
  }

  private static <T> List<List<Map.Entry<RewardId, T>>> chunks(Map<RewardId, T> byReward) {
    return new TreeMap<>(byReward)
        .entrySet().stream().gather(Gatherers.windowFixed(CLAIMS_AT_ONCE)).toList();
  }

  private List<Wanted> stillOpen(List<Wanted> wanted, Item stored, String claimant) {
    return wanted.stream().flatMap(each -> stillOpen(each, stored, claimant).stream()).toList();
  }

  /// The claim still to make, given that the item is or was `stored`; empty if the change was
  /// published, is claimed by another, or never happened.
  private Optional<Wanted> stillOpen(Wanted wanted, Item stored, String claimant) {
    int change = wanted.entry().changes();
    if (LedgerItems.changes(stored, wanted.reward()) < change) return Optional.empty();
    var claim = heldOf(wanted.reward(), stored);
    if (claim.isEmpty()) return Optional.of(Wanted.first(wanted.reward(), wanted.entry()));
    var held = claim.get();
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

  /// Identifies a member's ledger in a challenge.
  public record LedgerKey(TenantId tenant, MemberId member, ChallengeId challenge) {
    private Key item() {
      return LedgerItems.key(tenant, member, challenge);
    }
  }

  /// Ledgers as they were read.
  public static final class Known {
    /// No ledger was read.
    public static final Known NOTHING = new Known(Map.of());

    /// An empty item does not exist in the table.
    private final Map<LedgerKey, Item> stored;

    private Known(Map<LedgerKey, Item> stored) {
      this.stored = Map.copyOf(stored);
    }

    private Optional<Item> of(LedgerKey ledger) {
      return Optional.ofNullable(stored.get(ledger));
    }
  }

  /// A change to claim.
  ///
  /// @param known the last state that the member was notified of
  /// @param unsure a later change that may or may not have been published
  /// @param over the claim that this one replaces
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

    /// The loss of a goal is never published, so every time it is reached is.
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

    Item claim(String claimant, Instant until) {
      var claim =
          Item.empty()
              .with(CHANGE, entry.changes())
              .with(STATE, state(entry))
              .with(CLAIMANT, claimant)
              .with(UNTIL, until);
      if (known != NOT_GRANTED) claim.with(KNOWN, known);
      unsure.ifPresent(
          each -> claim.withNumbers(UNSURE, List.of((long) each.changes(), state(each))));
      return claim;
    }
  }

  private record Held(
      Ledger.Entry entry,
      String claimant,
      Instant until,
      boolean told,
      long known,
      Optional<Ledger.Entry> unsure) {
    static Held of(Item item) {
      return new Held(
          NotificationClaims.entry(item.smallNumber(CHANGE), item.number(STATE)),
          item.text(CLAIMANT),
          item.time(UNTIL),
          item.has(TOLD),
          item.has(KNOWN) ? item.number(KNOWN) : NOT_GRANTED,
          item.has(UNSURE) ? Optional.of(unsure(item.numbers(UNSURE))) : Optional.empty());
    }

    private static Ledger.Entry unsure(List<Long> changeAndState) {
      return NotificationClaims.entry(
          Math.toIntExact(changeAndState.getFirst()), changeAndState.getLast());
    }
  }

  /// Another claimant holds an earlier change of a reward: the message must be redelivered.
  public static final class ClaimedByAnother extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClaimedByAnother(RewardId reward, int change) {
      super(
          "another message is publishing change %d of reward %s; later changes follow on this message's retry"
              .formatted(change, reward));
    }
  }
}
