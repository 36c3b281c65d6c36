package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.platform.PermanentFailure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The objects of uploads: the file as the client sent it, the partitions of its rows, the rejected
/// rows, and the fates of all rows. The keys of partitions and rejects name the run that wrote
/// them, so that two runs never mix.
public final class UploadObjects {
  /// The prefix of the files of all uploads.
  static final String UPLOADS = "uploads";

  /// How long a client may take to begin sending a file, or reading its rejects. A signature ends
  /// at the latest with the credentials that made it, and Lambda renews those late
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html>).
  public static final Duration SIGNATURE_LIFE = Duration.ofMinutes(15);

  private static final String FATES = "fates";
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  public static final int PART_MEBIBYTES = 1_024;
  private static final String GZIP = "gzip";
  private static final String CSV = "text/csv; charset=utf-8";

  private final Supplier<S3Client> s3;
  private final Supplier<S3Presigner> presigner;
  private final String bucket;
  private final long partBytes;

  public UploadObjects(
      Supplier<S3Client> s3, Supplier<S3Presigner> presigner, String bucket, long partBytes) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
    this.partBytes = partBytes;
  }

  /// Lets a client send an upload's file, with exactly the announced length, and only once
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>).
  public SignedRequest signPut(Upload upload) {
    var signed =
        presigner
            .get()
            .presignPutObject(
                signature ->
                    signature
                        .signatureDuration(SIGNATURE_LIFE)
                        .putObjectRequest(
                            put ->
                                put.bucket(bucket)
                                    .key(fileKey(upload.tenant(), upload.id()))
                                    .contentLength(upload.sizeBytes())
                                    .ifNoneMatch("*")));
    return new SignedRequest(URI.create(signed.url().toString()), headers(signed.signedHeaders()));
  }

  /// Lets a client read the rejects file of an upload, if there is one. A browser saves it instead
  /// of showing it: the rows are as they came, formulas included.
  public Optional<URI> signRejects(Upload upload) {
    return upload
        .state()
        .rejectsFile()
        .map(
            run ->
                presigner
                    .get()
                    .presignGetObject(
                        signature ->
                            signature
                                .signatureDuration(SIGNATURE_LIFE)
                                .getObjectRequest(
                                    get ->
                                        get.bucket(bucket)
                                            .key(rejectsKey(upload.tenant(), upload.id(), run))
                                            .responseContentType(CSV)
                                            .responseContentDisposition(
                                                "attachment; filename=\"%s.rejects.csv\""
                                                    .formatted(upload.id())))))
        .map(signed -> URI.create(signed.url().toString()));
  }

  /// The version of an upload's file, if it has arrived.
  public Optional<String> fileVersion(TenantId tenant, UploadId upload) {
    try {
      var head =
          s3.get().headObject(request -> request.bucket(bucket).key(fileKey(tenant, upload)));
      return Optional.of(head.versionId());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  /// What the bucket knows about a version of an upload's file.
  ///
  /// @throws PermanentFailure if the bucket has no such version
  public Arrived arrived(Upload upload, String version) {
    return arrived(fileKey(upload), version);
  }

  /// What the bucket knows about a version of an object
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>).
  ///
  /// @throws PermanentFailure if the bucket has no such version
  public Arrived arrived(String key, String version) {
    var head =
        kept(
            key,
            () ->
                s3.get().headObject(request -> request.bucket(bucket).key(key).versionId(version)));
    return new Arrived(head.lastModified(), head.contentLength());
  }

  /// @param at when the file was put, in whole seconds
  public record Arrived(Instant at, long bytes) {}

  /// Opens an upload's file for reading; the caller closes it.
  ///
  /// @throws PermanentFailure if the bucket has no such version
  public StoredFile openFile(Upload upload, String version) {
    var key = fileKey(upload);
    var content =
        kept(
            key,
            () ->
                s3.get().getObject(request -> request.bucket(bucket).key(key).versionId(version)));
    return new StoredFile(content);
  }

  public void putPartition(TenantId tenant, UploadId upload, String run, int number, Path rows) {
    s3.get()
        .putObject(
            request -> request.bucket(bucket).key(partitionKey(tenant, upload, run, number)),
            RequestBody.fromFile(rows));
  }

  /// Opens a partition of an upload for reading; the caller closes it.
  ///
  /// @throws PermanentFailure if the bucket has no such partition
  public DataInputStream openPartition(TenantId tenant, UploadId upload, String run, int number) {
    return buffered(open(partitionKey(tenant, upload, run, number)));
  }

  /// Stores who leaves by a partition of a complete file.
  public void putLeavers(TenantId tenant, UploadId upload, String run, int number, Path ids) {
    s3.get()
        .putObject(
            request -> request.bucket(bucket).key(leaversKey(tenant, upload, run, number)),
            RequestBody.fromFile(ids));
  }

  /// Opens the ids of those who leave by a partition; the caller closes it.
  ///
  /// @throws PermanentFailure if the bucket has no such object
  public DataInputStream openLeavers(TenantId tenant, UploadId upload, String run, int number) {
    return buffered(open(leaversKey(tenant, upload, run, number)));
  }

  /// Stores the rejected rows. With their reasons they may be larger than the file, and larger than
  /// the 5 GiB that one request takes
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>).
  public void putRejects(TenantId tenant, UploadId upload, String run, Path rows) {
    var key = rejectsKey(tenant, upload, run);
    new LargeObject(s3.get(), bucket, key, CSV, Optional.empty(), partBytes).put(rows);
  }

  /// Stores the fates of a partition's rows, unless there are any
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>).
  ///
  /// @param rows gzipped
  /// @return false if another attempt stored them before
  public boolean putFates(TenantId tenant, UploadId upload, int partition, Path rows) {
    try {
      s3.get()
          .putObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(fatesKey(tenant, upload, partition))
                      .contentType(CSV)
                      .contentEncoding(GZIP)
                      .ifNoneMatch("*"),
              RequestBody.fromFile(rows));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) return false;
      throw e;
    }
  }

  /// Opens the fates of a partition's rows, gzipped; the caller closes them.
  public InputStream openFates(TenantId tenant, UploadId upload, int partition) {
    return open(fatesKey(tenant, upload, partition));
  }

  /// Stores the fates of the rows that a run rejected.
  ///
  /// @param rows gzipped
  public void putRejectedFates(TenantId tenant, UploadId upload, String run, Path rows) {
    var key = rejectedFatesKey(tenant, upload, run);
    new LargeObject(s3.get(), bucket, key, CSV, Optional.of(GZIP), partBytes).put(rows);
  }

  /// Lets a client read the fates of a partition's rows.
  public URI signFates(TenantId tenant, UploadId upload, int partition) {
    return signGet(fatesKey(tenant, upload, partition));
  }

  /// Lets a client read the fates of the rows that a run rejected.
  public URI signRejectedFates(TenantId tenant, UploadId upload, String run) {
    return signGet(rejectedFatesKey(tenant, upload, run));
  }

  private URI signGet(String key) {
    var signed =
        presigner
            .get()
            .presignGetObject(
                signature ->
                    signature
                        .signatureDuration(SIGNATURE_LIFE)
                        .getObjectRequest(get -> get.bucket(bucket).key(key)));
    return URI.create(signed.url().toString());
  }

  /// Puts the report of an upload into the outbox, in place of an earlier one.
  public void putReport(TenantId tenant, UploadId upload, String report) {
    s3.get()
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key(reportKey(tenant, upload))
                    .contentType("application/json"),
            RequestBody.fromString(report));
  }

  private InputStream open(String key) {
    return kept(key, () -> s3.get().getObject(request -> request.bucket(bucket).key(key)));
  }

  private static DataInputStream buffered(InputStream in) {
    return new DataInputStream(new BufferedInputStream(in));
  }

  /// An object that is missing now will not appear later: objects are stored before any message
  /// names them.
  private static <T> T kept(String key, Supplier<T> read) {
    try {
      return read.get();
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) throw e;
      throw new PermanentFailure(
          "object-missing",
          "%s is not in the bucket; it has expired, or was never stored. Upload the file again"
              .formatted(key));
    }
  }

  private static String fileKey(Upload upload) {
    return upload.inboxKey().orElseGet(() -> fileKey(upload.tenant(), upload.id()));
  }

  static String fileKey(TenantId tenant, UploadId upload) {
    return String.join("/", UPLOADS, tenant.value(), upload.value());
  }

  private static String partitionKey(TenantId tenant, UploadId upload, String run, int number) {
    return String.join(
        "/", "partitions", tenant.value(), upload.value(), run, Integer.toString(number));
  }

  private static String leaversKey(TenantId tenant, UploadId upload, String run, int number) {
    return partitionKey(tenant, upload, run, number) + "-leavers";
  }

  static String reportKey(TenantId tenant, UploadId upload) {
    return String.join("/", "outbox", tenant.value(), upload.value(), "report.json");
  }

  static String rejectsKey(TenantId tenant, UploadId upload, String run) {
    return String.join("/", "rejects", tenant.value(), upload.value(), run + ".csv");
  }

  private static String fatesKey(TenantId tenant, UploadId upload, int partition) {
    return String.join("/", FATES, tenant.value(), upload.value(), partition + ".csv.gz");
  }

  private static String rejectedFatesKey(TenantId tenant, UploadId upload, String run) {
    return String.join("/", FATES, tenant.value(), upload.value(), "rejected-" + run + ".csv.gz");
  }

  /// The headers that the client has to send. The host is part of the address.
  private static Map<String, String> headers(Map<String, List<String>> signed) {
    var headers = new TreeMap<String, String>();
    signed.forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("host");
    return headers;
  }

  /// @param headers that the client has to send, with exactly these values
  public record SignedRequest(URI url, Map<String, String> headers) {
    public SignedRequest {
      headers = Map.copyOf(headers);
    }
  }

  /// A file that is being read, and its size.
  public static final class StoredFile extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> content;

    StoredFile(ResponseInputStream<GetObjectResponse> content) {
      super(content);
      this.content = content;
    }

    /// Gives up what was not read: closing alone would read the rest of the file.
    @Override
    public void close() throws IOException {
      content.abort();
      super.close();
    }

    public long bytes() {
      return content.response().contentLength();
    }
  }
}
