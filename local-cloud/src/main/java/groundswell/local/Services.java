package groundswell.local;

import groundswell.local.bus.LocalEventBridge;
import groundswell.local.bus.RuleDeliveries;
import groundswell.local.calls.Chain;
import groundswell.local.metrics.LocalCloudWatch;
import groundswell.local.parameters.LocalSsm;
import groundswell.local.queues.Deliveries;
import groundswell.local.queues.Delivery;
import groundswell.local.runtime.LocalLambda;
import groundswell.local.scheduling.Ids;
import groundswell.local.template.Topology;
import groundswell.local.topics.HttpDeliveries;
import groundswell.local.topics.InboxMessage;
import groundswell.local.topics.LocalSns;
import groundswell.local.topics.TopicDeliveries;
import groundswell.platform.AwsClients;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What functions call: the stores, and the bus and topics that deliver to queues.
///
/// @param clients without interceptors
record Services(LocalSns sns, AwsClients clients) {

  static Services of(
      Topology topology,
      Backends backends,
      Deliveries deliveries,
      HttpDeliveries posts,
      LocalLambda lambda,
      LocalCloudWatch cloudWatch,
      InstantSource clock,
      Ids ids) {
    var queues = backends.queues();
    sendBucketNotifications(backends, deliveries);
    var toSubscribers =
        new TopicDeliveries(
            deliveries, posts, arn -> queues.url(arn.substring(arn.lastIndexOf(':') + 1)), clock);
    var inboxes = backends.journal("inboxes", InboxMessage.class);
    var sns = new LocalSns(topology.topics(), toSubscribers, ids, inboxes);
    var bus =
        new LocalEventBridge(
            topology.buses(),
            topology.rules(),
            new RuleDeliveries(deliveries, queues::urlOfArn),
            clock,
            ids);
    var clients =
        new AwsClients(
            backends.tables().client(),
            queues.client(),
            sns,
            bus,
            backends.s3(),
            backends.s3Presigner(),
            new LocalSsm(topology.parameters()),
            lambda,
            cloudWatch);
    return new Services(sns, clients);
  }

  private static void sendBucketNotifications(Backends backends, Deliveries deliveries) {
    backends
        .objects()
        .onCreated(
            (queueArn, object, traceHeader) ->
                deliveries.send(
                    new Delivery(
                        "bucket notification",
                        backends.queues().urlOfArn(queueArn),
                        object.toJson(),
                        Map.of(),
                        Optional.empty(),
                        Chain.of(traceHeader))));
  }
}
