package groundswell.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/// A file as the body of a request, which tells how many of its bytes have gone out.
record FileBody(BodyPublisher file, LongConsumer sent) implements BodyPublisher {

  static FileBody of(Path file, LongConsumer sent) {
    try {
      return new FileBody(BodyPublishers.ofFile(file), sent);
    } catch (FileNotFoundException e) {
      throw new Failure("there is no file %s".formatted(file));
    }
  }

  @Override
  public long contentLength() {
    return file.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    file.subscribe(new Counting(subscriber, sent));
  }

  private static final class Counting implements Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> next;
    private final LongConsumer sent;
    private long bytes;

    Counting(Subscriber<? super ByteBuffer> next, LongConsumer sent) {
      this.next = next;
      this.sent = sent;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      bytes += buffer.remaining();
      sent.accept(bytes);
      next.onNext(buffer);
    }

    @Override
    public void onError(Throwable failure) {
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }
  }
}
