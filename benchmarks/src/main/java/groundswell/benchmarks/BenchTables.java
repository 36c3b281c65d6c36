package groundswell.benchmarks;

import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.http.Clients;
import groundswell.dynamodb.http.HttpFront;
import groundswell.dynamodb.options.Options;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Measures local-dynamodb alone: in process, over HTTP, its start and its memory.
final class BenchTables {
  private static final double MEGABYTE = 1e6;

  private BenchTables() {}

  public static void main(String[] arguments) throws Exception {
    var bounds = new Bounds(System.out);
    inProcess(bounds);
    firstTable(bounds);
    memory(bounds);
    if (!bounds.broken().isEmpty()) {
      System.out.println("Not kept: " + String.join(", ", bounds.broken()));
      System.exit(1);
    }
  }

  private static void inProcess(Bounds bounds) throws InterruptedException {
    try (var engine = LocalDynamoDb.start(Options.inMemory())) {
      var load = new TablesLoad(engine.client(), engine.streamsClient());
      load.prepare();
      var updates = load.conditionalUpdates();
      bounds.atLeast("conditional updates/s, with a stream's reader", updates.perSecond(), 40_000);
      bounds.atMost("records of the stream lost", (double) updates.lost(), 0);
      bounds.atLeast("gets/s", load.gets(), 100_000);
      bounds.atLeast("transactions of two/s", load.transactions(), 10_000);
      bounds.atLeast("items/s in batches of 25", load.batchWrites(), 40_000);
      bounds.atLeast("items/s in queries of 40", load.queries(), 500_000);
      var clients = new Clients(engine.client(), engine.streamsClient());
      try (var front = HttpFront.start(_ -> clients, new Random())) {
        var http = new HttpTablesLoad(front.address());
        bounds.atLeast("HTTP conditional updates/s", http.conditionalUpdates(), 5_600);
        bounds.atLeast("HTTP gets/s", http.gets(), 9_000);
      }
    }
  }

  private static void firstTable(Bounds bounds) {
    var start = System.nanoTime();
    try (var engine = LocalDynamoDb.start(Options.inMemory())) {
      TablesLoad.createTable(engine.client(), TablesLoad.TABLE, true);
      engine.client().putItem(put -> put.tableName(TablesLoad.TABLE).item(TablesLoad.item(1)));
      var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      bounds.atMost("ms to the first item in a warm JVM", (double) millis, 150);
    }
  }

  private static void memory(Bounds bounds) {
    var before = heapBytes();
    try (var engine = LocalDynamoDb.start(Options.inMemory())) {
      new TablesLoad(engine.client(), engine.streamsClient()).fillWithAMillion();
      bounds.atMost("MB for a million items", (heapBytes() - before) / MEGABYTE, 600);
    }
  }

  private static long heapBytes() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
