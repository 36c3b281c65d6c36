package groundswell.api;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.challenges.Period;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.Members;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantSettings;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is stored of a member's days: what each source says, which of them counts, and why.
final class DayRoutes {
  /// The days before the last one that are shown unless the request says otherwise.
  private static final int DAYS_SHOWN = 31;

  private static final Set<String> QUERY = Set.of("from", "to", "metric", "challenge");

  private final Members members;
  private final ActivityMonths months;
  private final Challenges challenges;
  private final TenantSettings settings;
  private final InstantSource clock;

  DayRoutes(
      Members members,
      ActivityMonths months,
      Challenges challenges,
      TenantSettings settings,
      InstantSource clock) {
    this.members = members;
    this.months = months;
    this.challenges = challenges;
    this.settings = settings;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router.add("GET /members/{member}/days", TenantAccess.READ_MEMBER, this::days);
  }

  private Answer days(Request request) {
    request.checkQuery(QUERY);
    var rules = settings.find(request.tenant()).settings();
    var member = Lookup.member(members, request);
    var zone = member.profile().zoneOr(rules.zone());
    var period = period(request, zone.dayAt(clock.instant()));
    var policy = policy(request, rules);
    var views =
        read(request, member.id(), metrics(request, rules.entries()), period).stream()
            .flatMap(held -> held.days(period, policy))
            .sorted(Comparator.comparing(DayView::date).thenComparing(DayView::metric))
            .toList();
    return Answer.ok(
        new Days(
            member.id().value(),
            zone.id(),
            period.start().toString(),
            period.end().toString(),
            views));
  }

  private List<Held> read(Request request, MemberId member, List<MetricId> metrics, Period period) {
    var keys = new ArrayList<MonthKey>();
    for (var metric : metrics)
      for (var month : period.months()) keys.add(new MonthKey(member, metric, month));
    return months.read(request.tenant(), keys, Consistency.STRONG).entrySet().stream()
        .map(read -> new Held(read.getKey(), read.getValue().month()))
        .toList();
  }

  /// What counts under a challenge's terms, or under the tenant's default.
  private SourcePolicy policy(Request request, Settings rules) {
    var challenge = request.parameter("challenge", ChallengeId::new);
    if (challenge.isEmpty()) return rules.sources();
    return challenges
        .find(request.tenant(), challenge.get())
        .map(known -> known.terms().sources())
        .orElseThrow(
            () ->
                HttpProblem.of(
                    ProblemCode.UNKNOWN_CHALLENGE,
                    "there is no challenge %s".formatted(challenge.get())));
  }

  private static List<MetricId> metrics(Request request, EntryRules rules) {
    return request
        .parameter("metric", MetricId::new)
        .map(List::of)
        .orElseGet(() -> List.copyOf(rules.metrics().keySet()));
  }

  private static Period period(Request request, LocalDate today) {
    var to = request.parameter("to", EntryReader::parsedDay).orElse(today);
    var from =
        request.parameter("from", EntryReader::parsedDay).orElse(to.minusDays(DAYS_SHOWN - 1));
    try {
      return new Period(from, to);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(
          "from and to: %s".formatted(Optional.ofNullable(e.getMessage()).orElse("are wrong")));
    }
  }

  /// A month as it is stored.
  private record Held(MonthKey key, ActivityMonth month) {
    Stream<DayView> days(Period period, SourcePolicy policy) {
      return IntStream.rangeClosed(1, key.month().lengthOfMonth())
          .filter(day -> period.contains(key.month().atDay(day)))
          .filter(day -> month.corrections().containsKey(day) || !month.ofDay(day).isEmpty())
          .mapToObj(day -> view(day, policy));
    }

    private DayView view(int day, SourcePolicy policy) {
      var counting = policy.countingOf(month.valuesOf(day));
      var sources =
          month.ofDay(day).entrySet().stream()
              .map(
                  each ->
                      new SourceView(
                          each.getKey().source().value(),
                          each.getValue().value().map(Json::number).orElse(null),
                          Json.time(each.getValue().recordedAt()),
                          counting.sources().contains(each.getKey().source())))
              .toList();
      return new DayView(
          dateOf(key.month(), day),
          key.metric().value(),
          CountingView.of(counting),
          sources,
          Optional.ofNullable(month.corrections().get(day)).map(CorrectionView::of).orElse(null));
    }

    private static String dateOf(YearMonth month, int day) {
      return month.atDay(day).toString();
    }
  }

  /// @param timeZone where the member's days begin
  record Days(String member, String timeZone, String from, String to, List<DayView> days) {}

  /// @param sources what each says; withdrawn ones without value
  /// @param correction null if there was none
  record DayView(
      String date,
      String metric,
      CountingView counting,
      List<SourceView> sources,
      @Nullable CorrectionView correction) {}

  /// @param value null if it was withdrawn
  record SourceView(String source, @Nullable BigDecimal value, String recordedAt, boolean counts) {}

  /// @param ruling `value`, `blank` or `lifted`
  record CorrectionView(String ruling, @Nullable BigDecimal value, String madeAt) {
    static CorrectionView of(Correction correction) {
      return new CorrectionView(
          StatementView.label(correction.ruling()),
          StatementView.valueOf(correction.ruling()).map(Json::number).orElse(null),
          Json.time(correction.madeAt()));
    }
  }
}
