package groundswell.activityloader;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// A bus that accepts everything and remembers it.
final class RecordingBus implements EventBridgeClient {
  private final List<PutEventsRequestEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    entries.addAll(request.entries());
    return PutEventsResponse.builder()
        .failedEntryCount(0)
        .entries(
            request.entries().stream()
                .map(_ -> PutEventsResultEntry.builder().eventId("event").build())
                .toList())
        .build();
  }

  List<String> details() {
    return entries.stream().map(PutEventsRequestEntry::detail).toList();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
