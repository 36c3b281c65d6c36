package groundswell.local.objects;

import java.util.Optional;

/// Is notified of each object that a bucket's notification asks for, before the writer gets its
/// answer.
public interface CreatedListener {

  /// @param queueArn where the bucket sends it
  /// @param traceHeader of the request that wrote it
  void created(String queueArn, ObjectCreated object, Optional<String> traceHeader);
}
