package groundswell.api;

import groundswell.domain.VersionConflict;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.LeaverPolicy;
import groundswell.domain.uploads.Order;
import groundswell.domain.uploads.Order.Misfit;
import groundswell.domain.uploads.Order.Outcome;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadFilter;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.http.Answer;
import groundswell.http.Creations;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.Failures;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadCommand.UploadApplied;
import groundswell.platform.uploads.UploadCommand.UploadCancelled;
import groundswell.platform.uploads.UploadCommand.UploadReverted;
import groundswell.platform.uploads.UploadObjects;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests for uploads, and their results. The files themselves go straight to the bucket.
final class UploadRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(UploadRoutes.class);

  private static final int LISTED = 20;
  private static final int LISTED_MAX = 100;
  private static final Set<String> FIELDS =
      Set.of(
          "kind",
          "values",
          "file_name",
          "size_bytes",
          "mapping",
          "policy",
          "leavers",
          "confirm_leavers",
          "check");
  private static final Set<String> FILTERS =
      Set.of("limit", "cursor", "kind", "state", "created_by", "from", "before");

  private final Uploads uploads;
  private final Failures failures;
  private final TenantMappings mappings;
  private final Quotas quotas;
  private final UploadObjects objects;
  private final MessageSender sender;
  private final String uploadQueueUrl;
  private final InstantSource clock;
  private final Creations creations;

  UploadRoutes(
      Uploads uploads,
      Failures failures,
      TenantMappings mappings,
      Quotas quotas,
      UploadObjects objects,
      MessageSender sender,
      String uploadQueueUrl,
      InstantSource clock,
      Creations creations) {
    this.uploads = uploads;
    this.failures = failures;
    this.mappings = mappings;
    this.quotas = quotas;
    this.objects = objects;
    this.sender = sender;
    this.uploadQueueUrl = uploadQueueUrl;
    this.clock = clock;
    this.creations = creations;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("POST /uploads", TenantAccess.MANAGE, this::create)
        .add("GET /uploads", TenantAccess.READ, this::list)
        .add("GET /uploads/{upload}", TenantAccess.READ, this::get)
        .add("POST /uploads/{upload}/complete", TenantAccess.MANAGE, this::complete)
        .add("POST /uploads/{upload}/apply", TenantAccess.MANAGE, this::apply)
        .add("POST /uploads/{upload}/cancel", TenantAccess.MANAGE, this::cancel)
        .add("POST /uploads/{upload}/revert", TenantAccess.MANAGE, this::revert)
        .add("POST /uploads/{upload}/abandon", TenantAccess.MANAGE, this::abandon)
        .add("GET /uploads/{upload}/rejects", TenantAccess.EXPORT, this::rejects)
        .add("GET /uploads/{upload}/rows", TenantAccess.EXPORT, this::rows);
  }

  private Answer create(Request request) {
    var upload = read(request);
    // A repeated request gets the upload of the first one, and an address that is valid again.
    boolean mayExist = request.idempotencyKey().isPresent();
    if (!mayExist || uploads.find(request.tenant(), upload.id()).isEmpty())
      create(upload, mayExist);
    var put = objects.signPut(upload);
    return Answer.created(
        new Created(
            upload.id().value(),
            put.url().toString(),
            put.headers(),
            Json.time(clock.instant().plus(UploadObjects.SIGNATURE_LIFE))));
  }

  private void create(Upload upload, boolean mayExist) {
    quotas.checkUploads(upload.tenant());
    try {
      uploads.create(upload);
    } catch (VersionConflict e) {
      if (!mayExist) throw e;
      LOG.debug("a request with the same key has just created upload {}", upload.id(), e);
    }
  }

  private Upload read(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var kind = fields.required("kind", UploadRoutes::kind);
    var reading = fields.optional("values", UploadRoutes::reading).orElse(ValueReading.VALUES);
    if (reading != ValueReading.VALUES && kind.filter(FileKind.MEMBERS::equals).isPresent())
      fields.fail("values", "is for files of activity; leave it out");
    var name = fields.required("file_name", Upload::checkFileName);
    var size = fields.requiredWhole("size_bytes");
    size.filter(bytes -> bytes < 1 || bytes > Upload.SIZE_BYTES_MAX)
        .ifPresent(
            bytes ->
                fields.fail(
                    "size_bytes", "%d is not in 1..%d".formatted(bytes, Upload.SIZE_BYTES_MAX)));
    var mapping = fields.optional("mapping", text -> mapping(request.tenant(), kind, text));
    var policy = fields.optional("policy", UploadPolicy::of);
    var leavers = leavers(fields, kind);
    boolean checkOnly = fields.flag("check");
    fields.check();
    var creation = creations.of(request, "uploads");
    return new Upload(
        request.tenant(),
        new UploadId(creation.id()),
        kind.orElseThrow(),
        reading,
        name.orElseThrow(),
        size.orElseThrow(),
        mapping,
        policy.orElse(new UploadPolicy.Partial()),
        leavers,
        checkOnly,
        request.caller().who(),
        creation.at(),
        1,
        new UploadState.Created(),
        Optional.empty());
  }

  private static LeaverPolicy leavers(Fields fields, Optional<FileKind> kind) {
    boolean complete = fields.flag("leavers");
    boolean confirmed = fields.flag("confirm_leavers");
    boolean ofActivity = kind.filter(FileKind.ACTIVITY::equals).isPresent();
    if (complete && ofActivity)
      fields.fail("leavers", "is for files of members: nobody leaves by activity; leave it out");
    if (confirmed && !complete)
      fields.fail("confirm_leavers", "confirms what leavers does; set that as well");
    return LeaverPolicy.of(complete && !ofActivity, confirmed);
  }

  private Answer list(Request request) {
    request.checkQuery(FILTERS);
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED);
    var filter =
        new UploadFilter(
            request.parameter("kind", UploadRoutes::kind),
            request.parameter("state", Function.identity()),
            request.parameter("created_by", Function.identity()),
            request.parameter("from", UploadRoutes::time),
            request.parameter("before", UploadRoutes::time));
    var page =
        request
            .parameter(
                "cursor",
                cursor -> uploads.page(request.tenant(), filter, limit, Optional.of(cursor)))
            .orElseGet(() -> uploads.page(request.tenant(), filter, limit, Optional.empty()));
    return Answer.ok(
        new UploadList(
            page.uploads().stream().map(upload -> UploadView.of(upload, Map.of())).toList(),
            page.next().orElse(null)));
  }

  private Answer get(Request request) {
    var upload = find(request.tenant(), request.upload());
    var results =
        upload.state() instanceof UploadState.Storing
            ? uploads.results(request.tenant(), upload.id())
            : Map.<Integer, RowCounts>of();
    var remarks = uploads.remarks(request.tenant(), upload.id());
    var failed = FailedParts.of(upload, failures);
    return Answer.ok(UploadView.of(upload, results).with(remarks, failed, reversal(upload)));
  }

  /// What taking it back has done so far.
  private Optional<ReversalView> reversal(Upload upload) {
    if (!(upload.state() instanceof UploadState.Reverting reverting)) return Optional.empty();
    var done = uploads.reversals(upload.tenant(), upload.id());
    return Optional.of(ReversalView.of(reverting, done.values()));
  }

  /// For clients whose bucket sends no notification. If the bucket sends one as well, that does no
  /// harm.
  private Answer complete(Request request) {
    var upload = find(request.tenant(), request.upload());
    var version =
        objects
            .fileVersion(request.tenant(), upload.id())
            .orElseThrow(
                () ->
                    HttpProblem.of(
                        ProblemCode.FILE_MISSING,
                        "the file of upload %s has not arrived; put it first"
                            .formatted(upload.id())));
    var ready = new UploadCommand.UploadReady(request.tenant(), upload.id(), version);
    sender.send(uploadQueueUrl, ready.message());
    return Answer.accepted(UploadView.of(upload, Map.of()));
  }

  /// Goes on with an upload that was checked or leaves a question open. The order is a message, so
  /// that it is carried out whatever crashes; it holds for the version that is answered.
  private Answer apply(Request request) {
    var upload = find(request.tenant(), request.upload());
    var fields = Fields.of(request.json(), Set.of("mapping", "check", "confirm_leavers"));
    var mapping =
        fields.optional(
            "mapping", text -> mapping(request.tenant(), Optional.of(upload.kind()), text));
    boolean checkOnly = fields.flag("check");
    boolean confirmLeavers = fields.flag("confirm_leavers");
    fields.check();
    var order = new Order.Apply(mapping, checkOnly, confirmLeavers);
    var applied =
        new UploadApplied(
            request.tenant(), upload.id(), upload.version(), mapping, checkOnly, confirmLeavers);
    return order(upload, order, applied);
  }

  /// Ends an upload. What is stored of it by then is taken back.
  private Answer cancel(Request request) {
    var upload = find(request.tenant(), request.upload());
    var by = request.caller().who();
    var cancelled = new UploadCancelled(request.tenant(), upload.id(), by);
    return order(upload, new Order.Cancel(by), cancelled);
  }

  /// Takes back what an upload stored.
  private Answer revert(Request request) {
    var upload = find(request.tenant(), request.upload());
    var by = request.caller().who();
    var reverted = new UploadReverted(request.tenant(), upload.id(), by);
    return order(upload, new Order.Revert(by), reverted);
  }

  private Answer order(Upload upload, Order order, UploadCommand command) {
    switch (order.on(upload, clock.instant())) {
      case Outcome.Moves _ -> sender.send(uploadQueueUrl, command.message());
      case Outcome.Stands() -> {}
      case Outcome.Refused(var misfit, var reason) -> throw HttpProblem.of(code(misfit), reason);
    }
    return Answer.accepted(UploadView.of(upload, Map.of()));
  }

  static ProblemCode code(Misfit misfit) {
    return switch (misfit) {
      case NOT_CHECKED -> ProblemCode.NOT_CHECKED;
      case UNDECIDED -> ProblemCode.UNDECIDED;
      case TOO_MANY_LEAVERS -> ProblemCode.TOO_MANY_LEAVERS;
      case CHECK_EXPIRED -> ProblemCode.CHECK_EXPIRED;
      case NOT_REVERTIBLE -> ProblemCode.NOT_REVERTIBLE;
      case REVERT_EXPIRED -> ProblemCode.REVERT_EXPIRED;
      case NOTHING_STORED -> ProblemCode.NOTHING_STORED;
      case ENDED -> ProblemCode.ENDED;
    };
  }

  /// Abandons an upload that is stuck. What was loaded stays, the rest is never loaded, and nobody
  /// waits for it any longer.
  private Answer abandon(Request request) {
    var upload = find(request.tenant(), request.upload());
    var abandoned =
        new UploadCommand.UploadAbandoned(request.tenant(), upload.id(), request.caller().who());
    if (upload.state() instanceof UploadState.Reverting)
      throw HttpProblem.of(
          ProblemCode.REVERTING,
          "upload %s is being taken back; if parts of it failed, redrive them"
              .formatted(upload.id()));
    if (!upload.state().ended()) sender.send(uploadQueueUrl, abandoned.message());
    return Answer.accepted(UploadView.of(upload, Map.of()));
  }

  private Answer rejects(Request request) {
    var upload = find(request.tenant(), request.upload());
    if (!upload.state().ended() && !(upload.state() instanceof UploadState.Checked))
      throw notEnded(upload);
    var url =
        objects
            .signRejects(upload)
            .orElseThrow(
                () ->
                    HttpProblem.of(
                        ProblemCode.NO_REJECTS,
                        "no row of upload %s was rejected".formatted(upload.id())));
    return Answer.ok(
        new Download(
            url.toString(), Json.time(clock.instant().plus(UploadObjects.SIGNATURE_LIFE))));
  }

  /// What became of each row. Before the upload has ended, some rows have no fate yet.
  private Answer rows(Request request) {
    request.checkQuery(Set.of("cursor"));
    int from = request.number("cursor", 0, FatesView.PARTS_MAX).orElse(0);
    var upload = find(request.tenant(), request.upload());
    if (!upload.state().ended()) throw notEnded(upload);
    var stored = uploads.results(upload.tenant(), upload.id()).keySet();
    return Answer.ok(FatesView.of(upload, stored, from, objects, clock.instant()));
  }

  private static HttpProblem notEnded(Upload upload) {
    return HttpProblem.of(
        ProblemCode.NOT_ENDED, "upload %s is still in progress".formatted(upload.id()));
  }

  private Upload find(TenantId tenant, UploadId id) {
    return Lookup.upload(uploads, tenant, id);
  }

  static FileKind kind(String text) {
    return switch (text) {
      case "activity" -> FileKind.ACTIVITY;
      case "members" -> FileKind.MEMBERS;
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is neither activity nor members".formatted(text));
    };
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a time such as 2026-03-01T12:00:00Z".formatted(text), e);
    }
  }

  private static ValueReading reading(String text) {
    return switch (text) {
      case "values" -> ValueReading.VALUES;
      case "withdrawals" -> ValueReading.WITHDRAWALS;
      case "corrections" -> ValueReading.CORRECTIONS;
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is not values, withdrawals or corrections".formatted(text));
    };
  }

  private String mapping(TenantId tenant, Optional<FileKind> kind, String text) {
    if (text.length() > Upload.MAPPING_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "is longer than %d characters".formatted(Upload.MAPPING_LENGTH_MAX));
    }
    var named = new NamedMappings(mappings.find(tenant).mappings());
    kind.ifPresent(known -> named.wanted(known, text));
    return text;
  }

  /// @param putHeaders headers to send with the file, with exactly these values
  /// @param expiresAt the upload has to begin before this time
  record Created(String upload, String putUrl, Map<String, String> putHeaders, String expiresAt) {}

  /// @param next the cursor of the next page, if there is one
  record UploadList(List<UploadView> uploads, @Nullable String next) {}

  record Download(String url, String expiresAt) {}
}
