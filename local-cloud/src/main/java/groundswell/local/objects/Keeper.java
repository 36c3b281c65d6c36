package groundswell.local.objects;

import java.util.List;

/// Remembers what is in the buckets beyond the life of the process, or does not.
sealed interface Keeper permits Keeper.Nothing, KeptObjects {

  /// Called before the writer is told that its object is stored.
  void keep(String bucket, StoredObject object);

  /// Called once nobody can find the object any more.
  void forget(StoredObject object);

  /// What was kept of a bucket and not forgotten, the oldest first.
  List<StoredObject> kept(String bucket);

  /// Objects that are gone with the process.
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
