package groundswell.platform.testing;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/// A topic that keeps what is published.
public final class TestTopic implements SnsClient {
  public static final String ARN = "arn:aws:sns:us-east-1:000000000000:topic";

  private final List<PublishBatchRequestEntry> published = new ArrayList<>();

  public synchronized List<PublishBatchRequestEntry> published() {
    return List.copyOf(published);
  }

  @Override
  public synchronized PublishBatchResponse publishBatch(PublishBatchRequest request) {
    published.addAll(request.publishBatchRequestEntries());
    return PublishBatchResponse.builder()
        .successful(
            request.publishBatchRequestEntries().stream()
                .map(entry -> PublishBatchResultEntry.builder().id(entry.id()).build())
                .toList())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
