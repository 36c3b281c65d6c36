package groundswell.local;

import groundswell.dynamodb.http.DynamoDbHandler;
import groundswell.local.bus.EventBridgeFront;
import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import groundswell.local.tables.TableCallers;
import groundswell.local.template.Topology;
import groundswell.local.topics.LocalSns;
import groundswell.local.topics.SnsFront;
import groundswell.platform.AwsClients;
import java.util.random.RandomGenerator;

/// Endpoints for programs outside this process, of services that functions call in process.
record ServiceEndpoints(LoopbackServer dynamoDb, LoopbackServer eventBridge, LoopbackServer sns)
    implements AutoCloseable {

  /// @param random for the ids of requests
  static ServiceEndpoints start(
      Topology topology,
      AwsClients clients,
      LocalSns sns,
      TableCallers tableCallers,
      TrustedCallers callers,
      RandomGenerator random) {
    var tables = new DynamoDbHandler(tableCallers, random);
    var events = new EventBridgeFront(topology, clients.eventBridge());
    var topics = new SnsFront(topology.topics(), clients.sns(), sns::certificate);
    var fronts =
        new ServiceEndpoints(
            LoopbackServer.start(0, callers, tables),
            LoopbackServer.start(0, callers, events),
            LoopbackServer.start(0, callers, topics));
    sns.servedAt(fronts.sns().address());
    return fronts;
  }

  @Override
  public void close() {
    dynamoDb.close();
    eventBridge.close();
    sns.close();
  }
}
