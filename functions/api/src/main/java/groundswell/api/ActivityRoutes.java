package groundswell.api;

import groundswell.api.EntryReader.Entry;
import groundswell.domain.Lane;
import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Members;
import groundswell.http.Answer;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Activity that a member or a device enters. It is stored at once and then takes the same path as
/// all activity. The answer already shows the progress it makes.
final class ActivityRoutes {
  private final Members members;
  private final ActivityMonths months;
  private final TenantEntryRules rules;
  private final Standings standings;
  private final InstantSource clock;

  ActivityRoutes(
      Members members,
      ActivityMonths months,
      TenantEntryRules rules,
      Standings standings,
      InstantSource clock) {
    this.members = members;
    this.months = months;
    this.rules = rules;
    this.standings = standings;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router.add("POST /members/{member}/activity", TenantAccess.WRITE_MEMBER, this::enter);
  }

  private Answer enter(Request request) {
    var member = Find.member(members, request);
    var now = clock.instant();
    var checks = new EntryChecks(rules.find(request.tenant()).rules(), now);
    var entries = new EntryReader(checks, member.id()).read(request);
    var offered = byMonth(entries);
    var before = merge(request.tenant(), offered, now);
    var metrics = before.keySet().stream().map(MonthKey::metric).collect(Collectors.toSet());
    return Answer.ok(
        new Entered(
            member.id().value(),
            Json.time(now),
            outcomes(entries, offered, before),
            standings.afterEntriesOf(metrics, request.tenant(), member)));
  }

  /// The entries to merge: for the same day and source only the one that wins.
  private static Map<MonthKey, Map<EntryKey, DayEntry>> byMonth(List<Entry> entries) {
    var months = new HashMap<MonthKey, Map<EntryKey, DayEntry>>();
    for (var entry : entries) {
      months
          .computeIfAbsent(entry.month(), _ -> new TreeMap<>())
          .merge(entry.key(), entry.entry(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    return months;
  }

  /// @return each month as it was before
  private Map<MonthKey, StoredMonth> merge(
      TenantId tenant, Map<MonthKey, Map<EntryKey, DayEntry>> offered, Instant now) {
    var stored = months.read(tenant, offered.keySet(), Consistency.STRONG);
    var before = new HashMap<MonthKey, StoredMonth>();
    offered.forEach(
        (key, entries) -> {
          var read = stored.getOrDefault(key, StoredMonth.NONE);
          before.put(key, merge(tenant, key, read, entries, now));
        });
    return before;
  }

  /// Merges into what is stored, and retries whenever another writer was faster.
  private StoredMonth merge(
      TenantId tenant,
      MonthKey key,
      StoredMonth read,
      Map<EntryKey, DayEntry> offered,
      Instant now) {
    return Optimistic.settle(
        "activity of %s in %s".formatted(key.metric(), key.month()),
        read,
        stored ->
            switch (stored.merge(offered, Lane.LIVE, Optional.empty(), now)) {
              case StoredMonth.Merge.Unchanged _ -> new Settled<>(stored);
              case StoredMonth.Merge.Changed(var next, _) ->
                  Attempt.written(stored, months.saveIf(tenant, key, next, stored.version()));
            });
  }

  private static List<EntryView> outcomes(
      List<Entry> entries,
      Map<MonthKey, Map<EntryKey, DayEntry>> offered,
      Map<MonthKey, StoredMonth> before) {
    return entries.stream()
        .map(
            entry -> {
              var winners = offered.getOrDefault(entry.month(), Map.of());
              boolean wins = entry.entry().equals(winners.get(entry.key()));
              var month = before.getOrDefault(entry.month(), StoredMonth.NONE).month();
              return EntryView.of(
                  entry, wins ? month.outcomeOf(entry.key(), entry.entry()) : Outcome.SUPERSEDED);
            })
        .toList();
  }

  /// @param progress in the challenges that count one of the metrics
  record Entered(
      String member, String asOf, List<EntryView> entries, List<ProgressView> progress) {}

  /// @param outcome `accepted`, `unchanged` or `superseded`
  record EntryView(
      String date,
      String metric,
      BigDecimal value,
      String source,
      String recordedAt,
      String outcome) {
    static EntryView of(Entry entry, Outcome outcome) {
      return new EntryView(
          entry.month().month().atDay(entry.key().day()).toString(),
          entry.month().metric().value(),
          Json.number(entry.entry().value()),
          entry.key().source().value(),
          Json.time(entry.entry().recordedAt()),
          outcome.name().toLowerCase(Locale.ROOT));
    }
  }
}
