package groundswell.platform.batch;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Warms a queue function up before Lambda takes the snapshot that its environments start from, so
/// that the first batch finds its classes loaded and compiled
/// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html>).
final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final BatchHandler<?> handler;
  private final SqsClient sqs;
  private final SourceQueues queues;

  private Priming(BatchHandler<?> handler, SqsClient sqs, SourceQueues queues) {
    this.handler = handler;
    this.sqs = sqs;
    this.queues = queues;
  }

  /// Priming at the next snapshot, for as long as the caller holds the result.
  static Priming register(BatchHandler<?> handler, SqsClient sqs, SourceQueues queues) {
    var priming = new Priming(handler, sqs, queues);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  /// Decodes a message that is none, and calls SQS in vain: that takes the same paths and changes
  /// nothing.
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      handler.decode(new BatchHandler.Message("priming", "{}"));
    } catch (RuntimeException e) {
      LOG.debug("decoding primed", e);
    }
    try {
      var url = queues.byArn().values().iterator().next().url();
      sqs.changeMessageVisibility(
          request -> request.queueUrl(url).receiptHandle("priming").visibilityTimeout(0));
    } catch (SdkException e) {
      LOG.debug("client primed", e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    LOG.debug("restored");
  }
}
