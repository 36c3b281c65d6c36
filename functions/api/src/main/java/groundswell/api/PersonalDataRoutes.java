package groundswell.api;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.MemberMonth;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.Erasure;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.rewards.Ledgers;
import groundswell.http.Answer;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What people may ask of those who keep data about them: to see all of it, and to have it erased.
final class PersonalDataRoutes {
  /// The months of one page. A full month of eight sources is some 20 KB of JSON, so a page stays
  /// below the 6 MB of an answer
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
  private static final int MONTHS_MAX = 200;

  private static final String ELSEWHERE =
      "uploaded files, their rejected rows, and messages that failed may name the member until they"
          + " expire";

  private final Members members;
  private final ActivityMonths months;
  private final Standings standings;
  private final Ledgers ledgers;
  private final Duration retention;
  private final InstantSource clock;

  /// @param retention how long files and failures are kept at most
  PersonalDataRoutes(
      Members members,
      ActivityMonths months,
      Standings standings,
      Ledgers ledgers,
      Duration retention,
      InstantSource clock) {
    this.members = members;
    this.months = months;
    this.standings = standings;
    this.ledgers = ledgers;
    this.retention = retention;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("GET /members/{member}/export", TenantAccess.EXPORT, this::export)
        .add("POST /members/{member}/erase", TenantAccess.MANAGE, this::erase);
  }

  /// The first page has everything but the later months; further pages have only those.
  private Answer export(Request request) {
    request.checkQuery(Set.of("cursor"));
    var member = Lookup.member(members, request);
    var after = request.parameter("cursor", cursor -> month(member.id(), cursor));
    var page = months.list(request.tenant(), member.id(), after, MONTHS_MAX);
    var next =
        page.more() && !page.months().isEmpty() ? cursor(page.months().getLast().key()) : null;
    boolean first = after.isEmpty();
    return Answer.ok(
        new Export(
            Json.time(clock.instant()),
            MemberView.of(member),
            page.months().stream().map(MonthView::of).toList(),
            first ? standings.all(request.tenant(), member) : List.of(),
            first ? rewards(request, member) : List.of(),
            ELSEWHERE,
            next));
  }

  private List<ProgressRoutes.LedgerView> rewards(Request request, Member member) {
    return ledgers.findAll(request.tenant(), member.id()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> ProgressRoutes.LedgerView.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// Marks the member as erased, so that nobody finds it any longer. The change then starts the
  /// deletion of all that is stored about it. Asking again changes nothing.
  private Answer erase(Request request) {
    var id = request.member();
    var stored = members.findAny(request.tenant(), id).orElseThrow(() -> Lookup.unknown(id));
    var erased =
        Optimistic.settle(
            "member",
            stored,
            before -> {
              if (before.isErased()) return new Settled<>(before);
              var next = before.erase(clock.instant());
              members.putErasure(request.tenant(), id, new Erasure(next.said(), next.version()));
              var standing =
                  members.saveIf(request.tenant(), next, before.version(), Members.Origin.LIVE);
              return Attempt.written(next, standing);
            });
    return Answer.accepted(
        new Erased(
            id.value(),
            erased.state().label(),
            Json.time(erased.said()),
            Json.time(erased.said().plus(retention)),
            ELSEWHERE));
  }

  private static String cursor(MonthKey last) {
    return last.metric() + ":" + last.month();
  }

  private static MonthKey month(MemberId member, String cursor) {
    int colon = cursor.indexOf(':');
    try {
      if (colon > 0)
        return new MonthKey(
            member,
            new MetricId(cursor.substring(0, colon)),
            YearMonth.parse(cursor.substring(colon + 1)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(notOfAPage(cursor), e);
    }
    throw new IllegalArgumentException(notOfAPage(cursor));
  }

  private static String notOfAPage(String cursor) {
    return "\"%s\" is not a valid cursor; send back the `next` of the page before it"
        .formatted(cursor);
  }

  /// @param keptUntil when the last file or failure that may name the member expires
  /// @param kept what that is
  record Erased(String member, String state, String erasedAt, String keptUntil, String kept) {}

  /// @param months all entries, by metric and month
  /// @param elsewhere where else the member may be named
  /// @param next null after the last page
  record Export(
      String exportedAt,
      MemberView profile,
      List<MonthView> months,
      List<ProgressView> progress,
      List<ProgressRoutes.LedgerView> rewards,
      String elsewhere,
      @Nullable String next) {}

  /// @param upload the upload that wrote it last, if one did
  record MonthView(String metric, String month, @Nullable String upload, List<DayView> days) {
    static MonthView of(MemberMonth stored) {
      var month = stored.month().month();
      return new MonthView(
          stored.key().metric().value(),
          stored.key().month().toString(),
          stored.month().upload().map(Object::toString).orElse(null),
          IntStream.rangeClosed(1, stored.key().month().lengthOfMonth())
              .filter(day -> month.corrections().containsKey(day) || !month.ofDay(day).isEmpty())
              .mapToObj(day -> DayView.of(stored, day))
              .toList());
    }
  }

  /// @param correction null if there was none
  record DayView(
      String date, List<EntryView> entries, DayRoutes.@Nullable CorrectionView correction) {
    static DayView of(MemberMonth stored, int day) {
      var month = stored.month().month();
      return new DayView(
          stored.key().month().atDay(day).toString(),
          month.ofDay(day).entrySet().stream()
              .map(
                  each ->
                      new EntryView(
                          each.getKey().source().value(),
                          each.getValue().value().map(Json::number).orElse(null),
                          Json.time(each.getValue().recordedAt())))
              .toList(),
          Optional.ofNullable(month.corrections().get(day))
              .map(DayRoutes.CorrectionView::of)
              .orElse(null));
    }
  }

  /// @param value null if it was withdrawn
  record EntryView(String source, @Nullable BigDecimal value, String recordedAt) {}
}
