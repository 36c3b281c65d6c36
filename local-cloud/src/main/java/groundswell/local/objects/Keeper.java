package groundswell.local.objects;

import java.util.List;

/// Keeps what is in the buckets after the process has ended, or keeps nothing.
sealed interface Keeper permits Keeper.Nothing, KeptObjects {

  /// Called before the write is acknowledged.
  void keep(String bucket, StoredObject object);

  /// Called once nobody can find the object any more.
  void forget(StoredObject object);

  /// What was kept of a bucket and not forgotten, the oldest first.
  List<StoredObject> kept(String bucket);

  /// Objects are lost when the process ends.
  record Nothing() implements Keeper {
    @Override
    public void keep(String bucket, StoredObject object) {}

    @Override
    public void forget(StoredObject object) {
      object.removeFile();
    }

    @Override
    public List<StoredObject> kept(String bucket) {
      return List.of();
    }
  }
}
