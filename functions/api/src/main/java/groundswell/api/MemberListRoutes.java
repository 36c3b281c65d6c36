package groundswell.api;

import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.MemberState;
import groundswell.domain.members.Members;
import groundswell.http.Answer;
import groundswell.http.Cursor;
import groundswell.http.Request;
import groundswell.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The list of a tenant's members, by id. A member who is there while all pages are read is on
/// exactly one of them, even if others come and go.
final class MemberListRoutes {
  private static final int LISTED = 50;
  private static final int LISTED_MAX = 200;

  /// How many members one request looks at. A filter that few of them match gives a short page with
  /// a next one, instead of a request that takes too long.
  private static final int EXAMINED_MAX = 1_000;

  private static final Set<String> QUERY = Set.of("q", "id", "state", "limit", "cursor");

  private final Members members;

  MemberListRoutes(Members members) {
    this.members = members;
  }

  void addTo(Router<TenantAccess> router) {
    router.add("GET /members", TenantAccess.READ, this::list);
  }

  private Answer list(Request request) {
    request.checkQuery(QUERY);
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED);
    var prefix = request.query().getOrDefault("id", "");
    var filter =
        new Filter(
            request.parameter("q", text -> text.toLowerCase(Locale.ROOT)),
            request.parameter("state", MemberListRoutes::state));
    var after = Cursor.read(request, text -> parse(text, prefix));
    return Answer.ok(page(request, prefix, filter, after, limit));
  }

  private MemberPage page(
      Request request, String prefix, Filter filter, Optional<MemberId> after, int limit) {
    var shown = new ArrayList<MemberView>();
    var last = after;
    for (int examined = 0; examined < EXAMINED_MAX; ) {
      int some = Math.min(LISTED_MAX, EXAMINED_MAX - examined);
      var ids = members.list(request.tenant(), prefix, last, some);
      var found = members.findAll(request.tenant(), ids);
      for (var id : ids) {
        if (shown.size() == limit) return new MemberPage(shown, last.map(MemberListRoutes::cursor));
        last = Optional.of(id);
        Optional.ofNullable(found.get(id))
            .filter(filter::takes)
            .map(MemberView::of)
            .ifPresent(shown::add);
      }
      if (ids.size() < some) return new MemberPage(shown, Optional.empty());
      examined += ids.size();
    }
    return new MemberPage(shown, last.map(MemberListRoutes::cursor));
  }

  private static MemberState state(String text) {
    if (text.equals(MemberState.REGISTERED.label())) return MemberState.REGISTERED;
    if (text.equals(MemberState.REMOVED.label())) return MemberState.REMOVED;
    throw new IllegalArgumentException("\"%s\" is not registered or removed".formatted(text));
  }

  private static String cursor(MemberId last) {
    return Cursor.of(last.value());
  }

  private static MemberId parse(String text, String prefix) {
    if (!text.startsWith(prefix)) throw new IllegalArgumentException("has another prefix");
    return new MemberId(text);
  }

  /// @param text in lower case; a part of the id, the name or the team
  private record Filter(Optional<String> text, Optional<MemberState> state) {
    boolean takes(Member member) {
      if (state.isPresent() && state.get() != member.state()) return false;
      if (text.isEmpty()) return true;
      var profile = member.profile();
      return holds(member.id().value())
          || holds(profile.displayName())
          || profile.team().filter(this::holds).isPresent();
    }

    private boolean holds(String shown) {
      return shown.toLowerCase(Locale.ROOT).contains(text.orElse(""));
    }
  }

  /// @param next null after the last page
  record MemberPage(List<MemberView> members, @Nullable String next) {
    MemberPage(List<MemberView> members, Optional<String> next) {
      this(List.copyOf(members), next.orElse(null));
    }
  }
}
