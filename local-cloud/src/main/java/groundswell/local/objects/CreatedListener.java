package groundswell.local.objects;

/// Hears of each object that a bucket's notification asks for, before the writer gets its answer.
public interface CreatedListener {

  /// @param queueArn where the bucket sends it
  void created(String queueArn, ObjectCreated object);
}
