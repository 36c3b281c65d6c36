package groundswell.domain.visibility;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.PublishedRows;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.visibility.Visibility.Obstacle;
import groundswell.domain.visibility.VisiblePartitions.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks how much of an upload the boards show. It goes through the touched months from the first
/// that is not known to be visible, keeps how far it came, and stops at the first that is not
/// visible. One call looks at a bounded number of months.
///
/// For each month it reads the partition's result, the member, the definitions, the progress items
/// and the boards, each after the one before. So a month that is found visible is shown, or was
/// overtaken by something later.
public final class VisibilityReader {
  /// The most months that one call looks at: those of five average partitions, in some 50 batches
  /// of members and, for each challenge, of progress items.
  static final int MONTHS_MAX = 5_000;

  /// The most partitions that one call looks at. Each is an object of its own.
  static final int PARTITIONS_MAX = 64;

  /// First one month, then many. While the first one is not visible, a call costs next to nothing.
  private static final List<Integer> STEPS = List.of(1, MONTHS_MAX);

  private final Members members;
  private final Challenges challenges;
  private final ProgressItems items;
  private final PublishedRows boardRows;
  private final TouchedMonths touchedMonths;
  private final VisiblePartitions visiblePartitions;

  public VisibilityReader(
      Members members,
      Challenges challenges,
      ProgressItems items,
      PublishedRows boardRows,
      TouchedMonths touchedMonths,
      VisiblePartitions visiblePartitions) {
    this.members = members;
    this.challenges = challenges;
    this.items = items;
    this.boardRows = boardRows;
    this.touchedMonths = touchedMonths;
    this.visiblePartitions = visiblePartitions;
  }

  /// Looks at the next months of an upload of activity.
  public Visibility look(TenantId tenant, UploadId upload) {
    var seen = new TreeMap<>(visiblePartitions.find(tenant, upload));
    for (int months : STEPS) {
      var obstacle = step(tenant, upload, seen, months);
      if (obstacle.isPresent()) return visibility(seen, obstacle);
    }
    return visibility(seen, Optional.empty());
  }

  private static Visibility visibility(SortedMap<Integer, Seen> seen, Optional<Obstacle> obstacle) {
    int visible = (int) seen.values().stream().filter(Seen::all).count();
    return new Visibility(visible, seen.size(), obstacle);
  }

  /// Looks at the next months.
  ///
  /// @param seen what is known; what is found is added
  /// @return what is not visible, if anything
  private Optional<Obstacle> step(
      TenantId tenant, UploadId upload, SortedMap<Integer, Seen> seen, int monthsMax) {
    var slices = slices(tenant, upload, seen, monthsMax);
    var months = slices.stream().flatMap(slice -> slice.months().stream()).toList();
    var judged = judge(tenant, months);
    int left = judged.visible();
    for (var slice : slices) {
      int found = Math.min(left, slice.months().size());
      boolean all = slice.isLast() && found == slice.months().size();
      var next = new Seen(slice.from() + found, all);
      if (!next.equals(seen.put(slice.partition(), next)))
        visiblePartitions.keep(tenant, upload, slice.partition(), next);
      left -= found;
    }
    boolean isForgotten = slices.isEmpty() && !visibility(seen, Optional.empty()).isWhole();
    return isForgotten ? Optional.of(new Obstacle.Forgotten()) : judged.obstacle();
  }

  /// The next months that are not known to be visible.
  private List<Slice> slices(
      TenantId tenant, UploadId upload, SortedMap<Integer, Seen> seen, int monthsMax) {
    var slices = new ArrayList<Slice>();
    int left = monthsMax;
    for (var each : seen.entrySet()) {
      if (each.getValue().all()) continue;
      if (left == 0 || slices.size() == PARTITIONS_MAX) break;
      var touched = touchedMonths.find(tenant, upload, each.getKey());
      if (touched.isEmpty()) break;
      int from = each.getValue().months();
      int to = Math.min(touched.get().size(), from + left);
      slices.add(
          new Slice(
              each.getKey(), from, touched.get().subList(from, to), to == touched.get().size()));
      left -= to - from;
    }
    return slices;
  }

  /// Months of a partition that follow each other.
  ///
  /// @param from how many are before them
  /// @param isLast whether the last month of the partition is among them
  private record Slice(int partition, int from, List<TouchedMonth> months, boolean isLast) {}

  private Judged judge(TenantId tenant, List<TouchedMonth> months) {
    var ids = months.stream().map(month -> month.key().member()).collect(Collectors.toSet());
    var registered = members.findAll(tenant, ids);
    var definitions = definitions(tenant, registered.values());
    var traces = traces(tenant, months, registered, definitions);
    var rows = rows(tenant, traces);
    for (var trace : traces) {
      var row = Optional.ofNullable(rows.get(trace.place()));
      if (!trace.trace().isShownBy(row))
        return new Judged(trace.index(), Optional.of(trace.obstacle()));
    }
    return new Judged(months.size(), Optional.empty());
  }

  /// @param visible how many months are visible before the first that is not
  private record Judged(int visible, Optional<Obstacle> obstacle) {}

  /// The definitions of all challenges that the members are in.
  private List<Challenge> definitions(TenantId tenant, Collection<Member> registered) {
    return registered.stream()
        .flatMap(member -> member.enrolments().keySet().stream().filter(member::isIn))
        .distinct()
        .flatMap(challenge -> challenges.find(tenant, challenge).stream())
        .toList();
  }

  /// The traces of the months in the challenges that count them, in the order of the months.
  private List<Traced> traces(
      TenantId tenant,
      List<TouchedMonth> months,
      Map<MemberId, Member> registered,
      List<Challenge> definitions) {
    var counted = new ArrayList<Counted>();
    for (int i = 0; i < months.size(); i++) {
      var key = months.get(i).key();
      var member = registered.get(key.member());
      if (member == null) continue;
      for (var definition : definitions) {
        if (Trace.counts(member, definition, key)) counted.add(new Counted(i, member, definition));
      }
    }
    var stored = items(tenant, counted, definitions);
    return counted.stream().map(each -> each.traced(months.get(each.index()), stored)).toList();
  }

  private Map<Place, Progress> items(
      TenantId tenant, List<Counted> counted, List<Challenge> definitions) {
    var wanted = byChallenge(counted.stream().map(Counted::place));
    var stored = new HashMap<Place, Progress>();
    for (var definition : definitions) {
      var some = wanted.getOrDefault(definition.id(), Set.of());
      items
          .findAll(tenant, definition, some)
          .forEach((member, item) -> stored.put(new Place(definition.id(), member), item));
    }
    return stored;
  }

  private static Map<ChallengeId, Set<MemberId>> byChallenge(Stream<Place> places) {
    return places.collect(
        Collectors.groupingBy(
            Place::challenge, Collectors.mapping(Place::member, Collectors.toSet())));
  }

  /// The rows of those whose progress contains the months.
  private Map<Place, BoardRow> rows(TenantId tenant, List<Traced> traces) {
    var scored = traces.stream().takeWhile(each -> each.trace() instanceof Trace.Scored);
    var wanted = byChallenge(scored.map(Traced::place));
    var rows = new HashMap<Place, BoardRow>();
    wanted.forEach(
        (challenge, some) ->
            boardRows
                .find(tenant, challenge, some)
                .forEach((member, row) -> rows.put(new Place(challenge, member), row)));
    return rows;
  }

  /// A member in a challenge.
  private record Place(ChallengeId challenge, MemberId member) {}

  /// A month that counts in a challenge.
  ///
  /// @param index of the month
  private record Counted(int index, Member member, Challenge definition) {
    Place place() {
      return new Place(definition.id(), member.id());
    }

    Traced traced(TouchedMonth month, Map<Place, Progress> stored) {
      var item = Optional.ofNullable(stored.get(place()));
      return new Traced(index, place(), Trace.of(month, member, definition, item));
    }
  }

  private record Traced(int index, Place place, Trace trace) {
    Obstacle obstacle() {
      return trace instanceof Trace.Unscored
          ? new Obstacle.Unscored(place.member(), place.challenge())
          : new Obstacle.Unpublished(place.member(), place.challenge());
    }
  }
}
