package groundswell.platform.streams;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.WarmUp;
import groundswell.platform.events.EventBridgeBus;
import groundswell.platform.lambda.StreamEvent;
import groundswell.platform.lambda.StreamRecord;
import groundswell.platform.lambda.TableStreamFunction;
import groundswell.platform.tables.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A function fed by a table's stream. It merges a batch's records by item, and publishes the
/// newest image if any of them moved something. If the bus keeps refusing events, the batch is
/// redelivered from the first of their records on, because the stream uses only the lowest reported
/// sequence number
/// (<https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>). A
/// record that can't be decoded is set aside in the bucket, so that it does not block the others;
/// if the replayer sent it, it is also reported to the replayer.
public abstract class StreamFunction implements TableStreamFunction {
  private final StreamHandler handler;
  private final EventBridgeBus bus;
  private final SetAsideRecords setAside;
  private final Telemetry telemetry;

  /// Referenced here because the checkpoint's context only holds it weakly.
  @SuppressWarnings("unused")
  private final WarmUp warmUp;

  protected StreamFunction(FunctionEnvironment environment, StreamHandler handler) {
    this.handler = handler;
    bus =
        new EventBridgeBus(
            environment.aws()::eventBridge, environment.require("BUS"), environment.retry());
    setAside =
        new SetAsideRecords(
            environment.aws()::s3,
            environment.require("STREAM_FAILURE_BUCKET"),
            environment.serviceName(getClass()));
    telemetry = new Telemetry(environment, getClass());
    warmUp = WarmUp.register(() -> handler.changeOf(Item.empty()), bus::warmUp);
  }

  @Override
  public final List<String> handle(StreamEvent event, Context context) {
    return telemetry.logged(context, () -> process(event));
  }

  private List<String> process(StreamEvent event) {
    var batch = new StreamBatch(handler, setAside);
    var again = new ArrayList<StreamRecord>();
    batch.publish(event.records(), bus).ifPresent(again::add);
    if (event.redriven()) again.addAll(batch.setAside());
    telemetry.record(
        Map.of(
            "Records", event.records().size(),
            "Events", batch.events(),
            "RecordsSetAside", batch.setAside().size()));
    return again.stream().map(StreamRecord::sequenceNumber).toList();
  }
}
