package groundswell.local;

import groundswell.local.bus.EventBridgeFront;
import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import groundswell.local.template.Topology;
import groundswell.local.topics.SnsFront;
import groundswell.platform.AwsClients;

/// The addresses, for programs outside this process, of services that functions call inside it.
record Fronts(LoopbackServer eventBridge, LoopbackServer sns) implements AutoCloseable {

  static Fronts start(Topology topology, AwsClients clients, TrustedCallers callers) {
    var events = new EventBridgeFront(topology, clients.eventBridge());
    var topics = new SnsFront(topology.topics(), clients.sns());
    return new Fronts(
        LoopbackServer.start(0, callers, events), LoopbackServer.start(0, callers, topics));
  }

  @Override
  public void close() {
    eventBridge.close();
    sns.close();
  }
}
