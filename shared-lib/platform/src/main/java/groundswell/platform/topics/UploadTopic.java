package groundswell.platform.topics;

import static groundswell.platform.topics.NoticeTopic.text;

import groundswell.domain.uploads.Upload;
import groundswell.platform.uploads.UploadReport;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;

/// The topic for the ends of uploads. Subscribers can filter by attributes: tenant, kind and state.
public final class UploadTopic {
  private final Supplier<SnsClient> sns;
  private final String topicArn;

  public UploadTopic(Supplier<SnsClient> sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  /// Tells how an upload ended. The same end may be told twice; its version tells which one it is.
  public void publish(Upload upload) {
    var attributes =
        Map.of(
            "tenant", text(upload.tenant().value()),
            "kind", text(upload.kind().label()),
            "state", text(upload.state().label()));
    var message = new UploadReport(upload).message();
    sns.get()
        .publish(
            request -> request.topicArn(topicArn).message(message).messageAttributes(attributes));
  }
}
