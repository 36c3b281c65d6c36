package groundswell.api;

import groundswell.api.RankedBoards.RankedBoard;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.scoring.Recalculation;
import groundswell.domain.scoring.Recalculations;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.http.Answer;
import groundswell.http.EntityTag;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reading a challenge's board: its top, a page, or around a member. A cached board
/// ([CachedBoards]) is what a member sees of it, without what is about one.
final class BoardRoutes {
  static final int ROWS_MAX = 1_000;
  private static final int TOP = 10;
  private static final int PAGE_SIZE = 50;
  private static final int PAGE_MAX = 10_000_000;
  private static final int RADIUS = 5;
  private static final int RADIUS_MAX = 100;

  /// How many open uploads are looked at, the latest; a tenant has fewer under way, unless an
  /// operator allows more.
  private static final int UPLOADS_MAX = 50;

  /// About what an entry needs to reach a board, so that asking more often shows nothing new.
  private static final int POLL_AFTER_SECONDS = 2;

  /// How long a pointer answers those who ask again. Less than the pause between their requests.
  private static final Duration KEPT = Duration.ofSeconds(1);

  /// The version while no board is published.
  private static final long NONE = 0;

  private static final Set<String> QUERY = Set.of("top", "page", "size", "around", "radius");

  /// What names no person: of these the cache keeps an answer each.
  static final Set<String> CACHED_QUERY = Set.of("top", "page", "size");

  private final Challenges challenges;
  private final Boards boards;
  private final Uploads uploads;
  private final Recalculations recalculations;
  private final RankedBoards ranked;
  private final ShortCache<Key, Optional<PublishedBoard>> pointers;
  private final ShortCache<TenantId, List<Upload>> openUploads;

  BoardRoutes(
      Challenges challenges,
      Boards boards,
      Uploads uploads,
      Recalculations recalculations,
      InstantSource clock) {
    this.challenges = challenges;
    this.boards = boards;
    this.uploads = uploads;
    this.recalculations = recalculations;
    this.ranked = new RankedBoards(boards);
    this.pointers = new ShortCache<>(KEPT, clock);
    this.openUploads = new ShortCache<>(KEPT, clock);
  }

  void addTo(Router<TenantAccess> router) {
    router.add(
        "GET /challenges/{challenge}/board",
        TenantAccess.SHARED,
        request -> {
          checkQuery(request, QUERY);
          return board(request);
        });
    router.add(
        CachedBoards.ROUTE,
        TenantAccess.SHARED,
        request -> {
          checkQuery(request, CACHED_QUERY);
          return board(request);
        });
  }

  /// Its tag is the board's version. What is under way ends without a new board, so an answer that
  /// names some of it has no tag.
  private Answer board(Request request) {
    var latest = latest(request);
    var underWay = uploadsUnderWay(request);
    var known = latest.filter(it -> EntityTag.isKnown(request.ifNoneMatch(), it.version()));
    if (known.isPresent() && underWay.isEmpty()) return Answer.notModified(known.get().version());
    var challenge = Lookup.challenge(challenges, request);
    var shown = shown(request, challenge, latest);
    var published = shown.published();
    var board = shown.rows();
    var rows = rows(request, board).stream().map(RowView::of).toList();
    long version = versionOf(published);
    var recalculation = recalculation(request, challenge);
    var answer =
        Answer.ok(
            new BoardView(
                challenge.id().value(),
                challenge.terms().name(),
                version,
                published.map(it -> Json.time(it.asOf())).orElse(null),
                board.rows().size(),
                rows,
                recalculation.orElse(null),
                underWay.orElse(null),
                POLL_AFTER_SECONDS));
    return underWay.isEmpty() && recalculation.isEmpty() ? answer.at(version) : answer;
  }

  /// A caller who asks again, as open pages do all the time, gets what was read within the last
  /// second, unless it has seen a later board. A caller who asks for the first time may have just
  /// been told that the board shows something new, and gets what is stored now.
  private Optional<PublishedBoard> latest(Request request) {
    var key = new Key(request.tenant(), request.challenge());
    var seen = EntityTag.latest(request.ifNoneMatch());
    return pointers
        .find(key)
        .filter(kept -> seen.isPresent() && versionOf(kept) >= seen.getAsLong())
        .orElseGet(() -> pointers.keep(key, boards.published(key.tenant(), key.challenge())));
  }

  private static long versionOf(Optional<PublishedBoard> published) {
    return published.map(PublishedBoard::version).orElse(NONE);
  }

  private record Key(TenantId tenant, ChallengeId challenge) {}

  private Optional<RecalculationView> recalculation(Request request, Challenge challenge) {
    return recalculations
        .find(request.tenant(), challenge.id())
        .filter(latest -> latest.isUnderWay(challenge.version()))
        .map(RecalculationView::of);
  }

  /// The tenant's files of activity whose rows the board does not have yet. Members are not told
  /// the names of files.
  private Optional<List<UploadUnderWay>> uploadsUnderWay(Request request) {
    if (!TenantAccess.READ.allows(request.caller(), Optional.empty())) return Optional.empty();
    var underWay =
        openUploads(request).stream()
            .filter(upload -> upload.kind() == FileKind.ACTIVITY && isOnItsWay(upload))
            .map(UploadUnderWay::of)
            .toList();
    return Optional.of(underWay).filter(some -> !some.isEmpty());
  }

  /// Read as seldom as the pointer is.
  private List<Upload> openUploads(Request request) {
    var tenant = request.tenant();
    return openUploads
        .find(tenant)
        .filter(_ -> request.ifNoneMatch().isPresent())
        .orElseGet(() -> openUploads.keep(tenant, uploads.open(tenant, UPLOADS_MAX)));
  }

  /// Whether its file has arrived, and its rows are stored by themselves.
  private static boolean isOnItsWay(Upload upload) {
    return switch (upload.state()) {
      case Waiting _, Checking _ -> upload.storesByItself();
      case Storing _, Reverting _ -> true;
      case Created _, Undecided _, Checked _ -> false;
      case Completed _, Refused _, Reverted _, Cancelled _, Abandoned _ -> false;
    };
  }

  /// The published board with its rows. If they are gone, another board may have superseded it
  /// since it was looked up; so looks once more.
  private Shown shown(Request request, Challenge challenge, Optional<PublishedBoard> read) {
    if (read.isEmpty()) return Shown.NONE;
    return rows(read.get(), challenge)
        .or(
            () ->
                boards
                    .published(request.tenant(), challenge.id())
                    .filter(latest -> !latest.equals(read.get()))
                    .flatMap(latest -> rows(latest, challenge)))
        .orElseThrow(
            () ->
                HttpProblem.of(
                    ProblemCode.BOARD_LOST,
                    "the rows of the board of %s are gone; recalculate the challenge to build it again"
                        .formatted(challenge.id())));
  }

  private Optional<Shown> rows(PublishedBoard published, Challenge challenge) {
    return ranked
        .of(published, challenge.terms().ranking())
        .map(rows -> new Shown(Optional.of(published), rows));
  }

  /// @param published empty if the challenge has no board yet
  private record Shown(Optional<PublishedBoard> published, RankedBoard rows) {
    static final Shown NONE = new Shown(Optional.empty(), RankedBoard.EMPTY);
  }

  private static List<Board.RankedRow> rows(Request request, RankedBoard board) {
    if (request.query().containsKey("around")) return around(request, board);
    if (!request.query().containsKey("page") && !request.query().containsKey("size"))
      return board.slice(0, request.number("top", 1, ROWS_MAX).orElse(TOP));
    long size = request.number("size", 1, ROWS_MAX).orElse(PAGE_SIZE);
    long first = (request.number("page", 1, PAGE_MAX).orElse(1) - 1) * size;
    return board.slice(first, first + size);
  }

  private static List<Board.RankedRow> around(Request request, RankedBoard board) {
    long radius = request.number("radius", 0, RADIUS_MAX).orElse(RADIUS);
    var member = memberOf(request.query().getOrDefault("around", ""));
    long place =
        board
            .placeOf(member)
            .orElseThrow(
                () ->
                    HttpProblem.of(
                        ProblemCode.NOT_ON_BOARD,
                        "member %s is not on the board".formatted(member)));
    return board.slice(place - radius, place + radius + 1);
  }

  private static MemberId memberOf(String text) {
    try {
      return new MemberId(text);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest("around: " + e.getMessage());
    }
  }

  private static void checkQuery(Request request, Set<String> known) {
    request.checkQuery(known);
    var given = request.query().keySet();
    boolean page = given.contains("page") || given.contains("size");
    if ((given.contains("top") ? 1 : 0) + (page ? 1 : 0) + (given.contains("around") ? 1 : 0) > 1)
      throw HttpProblem.badRequest("top, page and around exclude each other");
    if (given.contains("radius") && !given.contains("around"))
      throw HttpProblem.badRequest("radius needs around");
  }

  /// @param version 0 if no board is published
  /// @param asOf the board contains everything that had reached its builder by then
  /// @param total how many members it shows
  /// @param recalculation of all members, while it is under way
  /// @param uploadsUnderWay files whose rows are still on their way; for callers who may see them
  /// @param pollAfterSeconds when it is worth asking again
  record BoardView(
      String challenge,
      String name,
      long version,
      @Nullable String asOf,
      int total,
      List<RowView> rows,
      @Nullable RecalculationView recalculation,
      @Nullable List<UploadUnderWay> uploadsUnderWay,
      int pollAfterSeconds) {}

  /// @param startedAt when it began
  record RecalculationView(String startedAt, int partsDone, int parts) {
    static RecalculationView of(Recalculation latest) {
      return new RecalculationView(Json.time(latest.startedAt()), latest.done(), latest.parts());
    }
  }

  record UploadUnderWay(String upload, String fileName, String state) {
    static UploadUnderWay of(Upload upload) {
      return new UploadUnderWay(upload.id().value(), upload.fileName(), upload.state().label());
    }
  }

  /// @param days the days that count
  record RowView(
      int rank, String member, String name, @Nullable String team, BigDecimal score, int days) {
    static RowView of(Board.RankedRow ranked) {
      var row = ranked.row();
      return new RowView(
          ranked.rank(),
          row.member().value(),
          row.displayName(),
          row.profile().flatMap(BoardRow.ProfileRegister::team).orElse(null),
          Json.number(ranked.score()),
          row.score().orElseThrow().days());
    }
  }
}
