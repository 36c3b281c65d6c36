package groundswell.api;

import groundswell.domain.files.FileKind;
import groundswell.domain.files.Mapping;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.Uploads;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.Ids;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Failures;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.uploads.UploadCommand;
import groundswell.platform.uploads.UploadObjects;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Requests for uploads, and their results. The files themselves go straight to the bucket.
final class UploadRoutes {
  private static final int LISTED = 20;
  private static final int LISTED_MAX = 100;
  private static final int FAILED_MAX = 100;
  private static final Set<String> FIELDS =
      Set.of("kind", "file_name", "size_bytes", "mapping", "policy");

  private final Uploads uploads;
  private final Failures failures;
  private final Quotas quotas;
  private final UploadObjects objects;
  private final MessageSender sender;
  private final String uploadQueueUrl;
  private final InstantSource clock;
  private final Ids ids;

  UploadRoutes(
      Uploads uploads,
      Failures failures,
      Quotas quotas,
      UploadObjects objects,
      MessageSender sender,
      String uploadQueueUrl,
      InstantSource clock,
      Ids ids) {
    this.uploads = uploads;
    this.failures = failures;
    this.quotas = quotas;
    this.objects = objects;
    this.sender = sender;
    this.uploadQueueUrl = uploadQueueUrl;
    this.clock = clock;
    this.ids = ids;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("POST /uploads", TenantAccess.MANAGE, this::create)
        .add("GET /uploads", TenantAccess.READ, this::list)
        .add("GET /uploads/{upload}", TenantAccess.READ, this::get)
        .add("POST /uploads/{upload}/complete", TenantAccess.MANAGE, this::complete)
        .add("POST /uploads/{upload}/abandon", TenantAccess.MANAGE, this::abandon)
        .add("GET /uploads/{upload}/rejects", TenantAccess.EXPORT, this::rejects);
  }

  private Answer create(Request request) {
    var upload = read(request);
    quotas.checkUploads(uploads, request.tenant());
    uploads.create(upload);
    var put = objects.signPut(upload);
    return Answer.created(
        new Created(
            upload.id().value(),
            put.url().toString(),
            put.headers(),
            Json.time(upload.createdAt().plus(UploadObjects.SIGNATURE_LIFE))));
  }

  private Upload read(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var kind = fields.required("kind", UploadRoutes::kind);
    var name = fields.required("file_name", Upload::checkFileName);
    var size = fields.requiredWhole("size_bytes");
    size.filter(bytes -> bytes < 1 || bytes > Upload.SIZE_BYTES_MAX)
        .ifPresent(
            bytes ->
                fields.fail(
                    "size_bytes", "%d is not in 1..%d".formatted(bytes, Upload.SIZE_BYTES_MAX)));
    var mapping = fields.optional("mapping", text -> mapping(kind, text));
    var policy = fields.optional("policy", UploadRoutes::policy);
    fields.check();
    return new Upload(
        request.tenant(),
        new UploadId(ids.next()),
        kind.orElseThrow(),
        name.orElseThrow(),
        size.orElseThrow(),
        mapping,
        policy.orElse(new UploadPolicy.Partial()),
        clock.instant(),
        new UploadState.Created());
  }

  private Answer list(Request request) {
    request.checkQuery(Set.of("limit"));
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED);
    return Answer.ok(
        new UploadList(
            uploads.list(request.tenant(), limit).stream()
                .map(upload -> UploadView.of(upload, Map.of()))
                .toList()));
  }

  private Answer get(Request request) {
    var upload = find(request.tenant(), request.upload());
    var results =
        upload.state() instanceof UploadState.Loading
            ? uploads.results(request.tenant(), upload.id())
            : Map.<Integer, RowCounts>of();
    return Answer.ok(UploadView.of(upload, results).with(failed(upload)));
  }

  /// One page of the open failures: enough for a report, and cheap for clients that poll.
  private Optional<FailedParts> failed(Upload upload) {
    var open = FailureFilter.OPEN.withTenant(upload.tenant()).withUpload(upload.id());
    return FailedParts.of(failures.page(open, FAILED_MAX, Optional.empty()), failures);
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

  /// Abandons an upload that is stuck. What was loaded stays, the rest is never loaded, and nobody
  /// waits for it any longer.
  private Answer abandon(Request request) {
    var upload = find(request.tenant(), request.upload());
    var abandoned =
        new UploadCommand.UploadAbandoned(request.tenant(), upload.id(), request.caller().who());
    if (!upload.state().ended()) sender.send(uploadQueueUrl, abandoned.message());
    return Answer.accepted(UploadView.of(upload, Map.of()));
  }

  private Answer rejects(Request request) {
    var upload = find(request.tenant(), request.upload());
    if (!upload.state().ended()) {
      throw HttpProblem.of(
          ProblemCode.NOT_ENDED, "upload %s is still in progress".formatted(upload.id()));
    }
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

  private Upload find(TenantId tenant, UploadId id) {
    return uploads
        .find(tenant, id)
        .orElseThrow(
            () ->
                HttpProblem.of(ProblemCode.UNKNOWN_UPLOAD, "there is no upload %s".formatted(id)));
  }

  private static FileKind kind(String text) {
    return switch (text) {
      case "activity" -> FileKind.ACTIVITY;
      case "members" -> FileKind.MEMBERS;
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is neither activity nor members".formatted(text));
    };
  }

  private static String mapping(Optional<FileKind> kind, String text) {
    if (text.length() > Upload.MAPPING_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "is longer than %d characters".formatted(Upload.MAPPING_LENGTH_MAX));
    }
    kind.ifPresent(known -> Mapping.parse(known, text));
    return text;
  }

  private static UploadPolicy policy(String text) {
    return UploadPolicy.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is not partial, all-or-nothing or abort-over-<n>%%".formatted(text)));
  }

  /// @param putHeaders headers to send with the file, with exactly these values
  /// @param expiresAt the upload has to begin before this time
  record Created(String upload, String putUrl, Map<String, String> putHeaders, String expiresAt) {}

  record UploadList(List<UploadView> uploads) {}

  record Download(String url, String expiresAt) {}
}
