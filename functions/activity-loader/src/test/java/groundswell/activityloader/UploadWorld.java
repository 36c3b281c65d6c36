package groundswell.activityloader;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.local.calls.Activity;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.CapacityRecorder;
import groundswell.local.calls.ObservedClients;
import groundswell.local.calls.TableWrites;
import groundswell.operations.batch.Redriven;
import groundswell.operations.batch.Rehearser;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.lambda.SqsFunction;
import groundswell.platform.queues.MessageAttributes;
import groundswell.platform.tables.DynamoDbActivityMonths;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.testing.Edited;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import groundswell.platform.uploads.DynamoDbUploads;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadCommand.UploadReverted;
import groundswell.platform.uploads.UploadObjects;
import groundswell.platform.wiring.Wiring;
import groundswell.uploadpartitioner.UploadPartitionerFunction;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A tenant with its uploads, and the two functions that handle them.
final class UploadWorld {
  static final String ACTIVITY_HEADER = "member_id,date,metric,value\n";
  static final String MEMBERS_HEADER = "member_id,display_name,team,time_zone,challenges\n";

  /// Here the message of a crashed function is redelivered at once, before its place is free.
  private static final int MANY_AT_ONCE = 1_000;

  final TenantId tenant = TestEnvironment.newTenant();
  final RecordingBus bus = new RecordingBus();
  final DynamoDbUploads uploads;
  final DynamoDbMembers members;
  final DynamoDbChallenges challenges;
  final UploadObjects objects;
  final FunctionEnvironment environment;

  private final TestQueue uploadQueue = new TestQueue();
  private final TestQueue partitionQueue = new TestQueue();
  private final DynamoDbActivityMonths months;
  private final SqsFunction partitioner;
  private final SqsFunction loader;
  /// By the names of files, or the versions of files in the inbox.
  private final TimedS3 store = new TimedS3(this::now);
  private final int filesAtOnce;
  private Instant now = TestEnvironment.NOW;
  ValueReading reading = ValueReading.VALUES;
  private int uploadCount;

  UploadWorld() {
    this(CallInterceptor.none());
  }

  /// @param interceptor wraps the functions' calls
  UploadWorld(CallInterceptor interceptor) {
    this(interceptor, MANY_AT_ONCE);
  }

  /// @param filesAtOnce how many files of the tenant are read at once
  UploadWorld(CallInterceptor interceptor, int filesAtOnce) {
    this.filesAtOnce = filesAtOnce;
    environment = environment(aws());
    uploads = new Wiring(environment).uploads();
    members = new Wiring(environment).members();
    challenges = new Wiring(environment).challenges();
    months = new Wiring(environment).months();
    objects = new Wiring(environment).uploadObjects();
    var observed =
        new ObservedClients(interceptor, new CapacityRecorder(), new Activity(), new TableWrites());
    var functions = environment(observed.of(aws(), "functions", () -> true));
    partitioner = new UploadPartitionerFunction(functions);
    loader = new ActivityLoaderFunction(functions);
  }

  void passTime(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  void register(String... ids) {
    for (var id : ids) {
      var profile = new Profile(id, Optional.empty(), ZoneOffset.UTC);
      var member =
          Member.register(Optional.empty(), new MemberId(id), profile, List.<ChallengeId>of(), now);
      members.saveIf(tenant, member, Versions.NONE, Origin.LIVE);
    }
  }

  /// Uploads a file and waits until nothing is left to do.
  Upload load(FileKind kind, String text) {
    return load(kind, text, new UploadPolicy.Partial());
  }

  Upload load(FileKind kind, String text, UploadPolicy policy) {
    var upload = announce(kind, text.getBytes(UTF_8).length, policy, Optional.empty());
    send(upload, text.getBytes(UTF_8));
    drain();
    return stored(upload);
  }

  Upload announce(FileKind kind, long bytes, UploadPolicy policy, Optional<String> mapping) {
    return announce(kind, bytes, policy, mapping, false);
  }

  /// @param checkOnly whether it stops when its file is checked
  Upload announce(
      FileKind kind, long bytes, UploadPolicy policy, Optional<String> mapping, boolean checkOnly) {
    passTime(Duration.ofSeconds(1));
    var upload =
        new Upload(
            tenant,
            new UploadId("upload-" + ++uploadCount),
            kind,
            reading,
            "file.csv",
            bytes,
            mapping,
            policy,
            checkOnly,
            "ann",
            now,
            1,
            new UploadState.Created());
    uploads.create(upload);
    return upload;
  }

  void send(Upload upload, byte[] bytes) {
    put(upload, bytes);
    tell(upload);
  }

  void put(Upload upload, byte[] bytes) {
    store.note(upload.id().value());
    environment
        .aws()
        .s3()
        .putObject(
            put -> put.bucket(LocalS3.BUCKET).key("uploads/" + tenant + "/" + upload.id()),
            RequestBody.fromBytes(bytes));
  }

  /// Drops a file into the inbox.
  ///
  /// @param place in the tenant's folder
  /// @return the version of the object
  String drop(String place, byte[] bytes) {
    passTime(Duration.ofSeconds(1));
    var version =
        environment
            .aws()
            .s3()
            .putObject(
                put -> put.bucket(LocalS3.BUCKET).key("inbox/" + tenant + "/" + place),
                RequestBody.fromBytes(bytes))
            .versionId();
    store.note(version);
    return version;
  }

  /// Tells of a file in the inbox, as S3 does it: spaces are `+`, and other characters are escaped.
  void tellDropped(String place, String version) {
    var key = URLEncoder.encode("inbox/" + tenant + "/" + place, UTF_8).replace("%2F", "/");
    uploadQueue.send(
        """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"%s","versionId":"%s","sequencer":"1"}}}]}\
        """
            .formatted(key, version));
  }

  void tell(Upload upload) {
    var version = objects.fileVersion(tenant, upload.id()).orElseThrow();
    uploadQueue.send(new UploadReady(tenant, upload.id(), version).message());
  }

  /// Hands the partitioner an upload with every write discarded.
  Rehearsal.Verdict rehearse(Upload upload) {
    tell(upload);
    var messages = uploadQueue.receive().stream().map(UploadWorld::rehearsed).toList();
    partitioner.handle(messages, new TestContext());
    return new OperationsWiring(environment)
        .rehearsals()
        .verdict("rehearsal", new FailureId("0".repeat(32)))
        .orElseThrow();
  }

  private static QueueMessage rehearsed(QueueMessage message) {
    var named = Edited.with(message, Rehearser.ATTRIBUTE, MessageAttributes.text("rehearsal"));
    var failure = MessageAttributes.text("0".repeat(32));
    return Edited.from(Edited.with(named, Redriven.OF_ATTRIBUTE, failure), Rehearser.EVENT_SOURCE);
  }

  void sendToUploadQueue(String message) {
    uploadQueue.send(message);
  }

  void sendToPartitionQueue(String message) {
    partitionQueue.send(message);
  }

  /// Hands messages to the functions until none are left, with retries.
  void drain() {
    while (Deliveries.step(uploadQueue, partitioner) || Deliveries.step(partitionQueue, loader)) {}
  }

  /// The same by other workers, in the middle of a call of the world's own.
  void drainByOthers() {
    var otherPartitioner = new UploadPartitionerFunction(environment);
    var otherLoader = new ActivityLoaderFunction(environment);
    while (Deliveries.step(uploadQueue, otherPartitioner)
        || Deliveries.step(partitionQueue, otherLoader)) {}
  }

  /// Takes an upload back, and waits until nothing is left to do.
  Upload revert(Upload upload) {
    uploadQueue.send(new UploadReverted(tenant, upload.id(), "ann").message());
    drain();
    return stored(upload);
  }

  /// Loses the messages for partitions, as if they were among the failures.
  void parkPartitions() {
    while (!partitionQueue.receive().isEmpty()) {}
  }

  /// Runs the partitioner only.
  void partition() {
    while (Deliveries.step(uploadQueue, partitioner)) {}
  }

  /// Runs the loader only.
  void loadPartitions() {
    while (Deliveries.step(partitionQueue, loader)) {}
  }

  /// How many messages of the upload queue are still delayed.
  int delayedMessages() {
    var delayed = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    var queue = uploadQueue.url();
    var sqs = LocalSqs.client();
    var answer = sqs.getQueueAttributes(it -> it.queueUrl(queue).attributeNames(delayed));
    return Integer.parseInt(answer.attributes().get(delayed));
  }

  Upload stored(Upload upload) {
    return uploads.find(tenant, upload.id()).orElseThrow();
  }

  List<String> deadLetters() {
    return Stream.of(uploadQueue, partitionQueue)
        .flatMap(queue -> queue.deadLetters().stream())
        .map(letter -> letter.body())
        .toList();
  }

  StoredMonth march(String member) {
    return march(List.of(member)).getOrDefault(member, StoredMonth.NONE);
  }

  /// The stored months of steps in March.
  Map<String, StoredMonth> march(List<String> ids) {
    var march = YearMonth.of(2026, 3);
    var steps = new MetricId("steps");
    var keys = ids.stream().map(id -> new MonthKey(new MemberId(id), steps, march)).toList();
    var stored = new TreeMap<String, StoredMonth>();
    months
        .read(tenant, keys, Consistency.STRONG)
        .forEach((key, month) -> stored.put(key.member().value(), month));
    return stored;
  }

  /// The value versions of the months that an upload touched, by member.
  Map<String, Long> touched(Upload upload) {
    var touched = new TreeMap<String, Long>();
    for (int partition : uploads.results(tenant, upload.id()).keySet())
      new Wiring(environment)
          .touchedMonths()
          .find(tenant, upload.id(), partition)
          .orElseThrow()
          .forEach(month -> touched.put(month.key().member().value(), month.valueVersion()));
    return touched;
  }

  String rejects(Upload upload) {
    var run = upload.state().rejectsFile().orElseThrow();
    return environment
        .aws()
        .s3()
        .getObjectAsBytes(
            get ->
                get.bucket(LocalS3.BUCKET)
                    .key("rejects/%s/%s/%s.csv".formatted(tenant, upload.id(), run)))
        .asUtf8String();
  }

  private AwsClients aws() {
    var some = TestClients.of(LocalDynamoDb.client(), LocalSqs.client(), bus, store.client());
    return new AwsClients(
        some.dynamoDb(),
        some.sqs(),
        some.sns(),
        some.eventBridge(),
        some.s3(),
        LocalS3.presigner(),
        some.ssm(),
        some.lambda(),
        some.cloudWatch());
  }

  private FunctionEnvironment environment(AwsClients aws) {
    var variables =
        Map.of(
            "BUCKET",
            LocalS3.BUCKET,
            "BUS",
            "bus",
            "UPLOAD_QUEUE_URL",
            uploadQueue.url(),
            "PARTITION_QUEUE_URL",
            partitionQueue.url(),
            "QUEUES",
            uploadQueue.variable() + " " + partitionQueue.variable(),
            "PARTITIONS_OUTSTANDING",
            "2",
            "TENANT_FILES_AT_ONCE",
            Integer.toString(filesAtOnce),
            "PARALLELISM",
            "2",
            "POWERTOOLS_SERVICE_NAME",
            "uploads");
    InstantSource clock = () -> now;
    return new FunctionEnvironment(
        TestEnvironment.of(aws, variables).variables(),
        aws,
        clock,
        TestEnvironment.NO_PAUSE,
        new Random(1));
  }
}
