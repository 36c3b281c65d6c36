package groundswell.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.calls.Activity;
import groundswell.local.calls.TableWrites;
import groundswell.local.polling.Checkpoints;
import groundswell.local.polling.FailureDestination;
import groundswell.local.polling.MappingReport;
import groundswell.local.polling.QueuePoller;
import groundswell.local.polling.QueueReceiver;
import groundswell.local.polling.StreamBatches;
import groundswell.local.polling.StreamEvent;
import groundswell.local.polling.StreamPoller;
import groundswell.local.runtime.LocalFunctions;
import groundswell.local.runtime.Meter;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.StreamMapping;
import groundswell.local.template.Topology.Table;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/// The pollers of all event source mappings.
final class Pollers {
  private final Topology topology;
  private final LocalCloudOptions options;
  private final Scheduler scheduler;
  private final Activity activity;
  private final Backends backends;
  private final TableWrites writes;
  private final LocalFunctions functions;
  private final S3Client s3;
  private final Ids ids;
  private final ObjectMapper json = new ObjectMapper();
  private final List<QueuePoller> ofQueues;
  private final List<StreamPoller> ofStreams;

  /// @param s3 takes the records that stream mappings give up on
  Pollers(
      Topology topology,
      LocalCloudOptions options,
      Activity activity,
      Backends backends,
      TableWrites writes,
      LocalFunctions functions,
      S3Client s3,
      Ids ids) {
    this.topology = topology;
    this.options = options;
    this.scheduler = options.scheduler();
    this.activity = activity;
    this.backends = backends;
    this.writes = writes;
    this.functions = functions;
    this.s3 = s3;
    this.ids = ids;
    this.ofQueues = topology.queueMappings().stream().map(this::poller).toList();
    this.ofStreams = topology.streamMappings().stream().map(this::poller).toList();
  }

  void start() {
    ofStreams.forEach(StreamPoller::start);
    ofQueues.forEach(QueuePoller::start);
  }

  List<StreamPoller> ofStreams() {
    return ofStreams;
  }

  List<QueuePoller> ofQueues() {
    return ofQueues;
  }

  List<MappingReport> reports() {
    return Stream.concat(
            ofQueues.stream().map(QueuePoller::report),
            ofStreams.stream().map(StreamPoller::report))
        .toList();
  }

  private QueuePoller poller(QueueMapping mapping) {
    var queue = queue(mapping);
    var queues = backends.queues();
    var url = queues.url(queue.name());
    var receiver = new QueueReceiver(mapping, url, queues.client(), scheduler, options.longPoll());
    var function = functions.function(mapping.functionLogicalId());
    return new QueuePoller(mapping, queue, receiver, function, scheduler, activity, json);
  }

  private Queue queue(QueueMapping mapping) {
    return topology.queues().stream()
        .filter(queue -> queue.arn().equals(mapping.queueArn()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: no queue %s in the template".formatted(mapping.id(), mapping.queueArn())));
  }

  private StreamPoller poller(StreamMapping mapping) {
    var table = table(mapping);
    var stream = backends.tables().stream(table.name());
    var streamArn = table.arn() + stream.arn().substring(stream.arn().indexOf("/stream/"));
    var region = table.arn().split(":", -1)[3];
    var meter = new Meter();
    var function = functions.function(mapping.functionLogicalId());
    var destination =
        mapping
            .failureBucketArn()
            .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
            .map(
                bucket ->
                    new FailureDestination(
                        mapping, function.function().arn(), streamArn, bucket, s3, scheduler, ids));
    var batches = new StreamBatches(mapping, function, destination, scheduler, meter, json);
    var events = new StreamEvent(streamArn, region, table.partitionKey().attribute());
    return new StreamPoller(
        mapping,
        stream,
        events,
        writes.of(table.name()),
        batches,
        scheduler,
        activity,
        meter,
        new Checkpoints(mapping.id(), streamArn, backends.journal("checkpoints", String.class)),
        options.streamPoll());
  }

  private Table table(StreamMapping mapping) {
    return topology.tables().stream()
        .filter(table -> table.name().equals(mapping.tableName()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: no table %s in the template"
                        .formatted(mapping.id(), mapping.tableName())));
  }
}
