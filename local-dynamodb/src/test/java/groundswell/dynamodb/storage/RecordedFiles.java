package groundswell.dynamodb.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.retry.FilePathRetryOnInterrupt;

/// Takes the place of the file system that the store opens its files with, and records each write.
final class RecordedFiles implements AutoCloseable {
  private static final List<Write> WRITES = new ArrayList<>();
  private static volatile boolean isRecording;

  private RecordedFiles() {}

  static RecordedFiles start() {
    FilePath.get("retry:any"); // registers the store's own, which would else come later
    FilePath.register(new RecordedPath());
    WRITES.clear();
    isRecording = true;
    return new RecordedFiles();
  }

  List<Write> writes() {
    return WRITES;
  }

  void stop() {
    isRecording = false;
  }

  @Override
  public void close() {
    stop();
    FilePath.register(new FilePathRetryOnInterrupt());
  }

  /// @param isTruncation whether the file ended at the position afterwards; then there are no bytes
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Write(long position, byte[] bytes, boolean isTruncation) {}

  /// Public, because the store makes paths by reflection.
  public static final class RecordedPath extends FilePathWrapper {
    @Override
    public String getScheme() {
      return new FilePathRetryOnInterrupt().getScheme();
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new RecordedChannel(getBase().open(mode));
    }
  }

  private static final class RecordedChannel extends FileBaseDefault {
    private final FileChannel file;

    private RecordedChannel(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      var bytes = new byte[from.remaining()];
      from.duplicate().get(bytes);
      if (isRecording) WRITES.add(new Write(position, bytes, false));
      return file.write(from, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      if (isRecording) WRITES.add(new Write(size, new byte[0], true));
      file.truncate(size);
    }

    @Override
    public synchronized FileLock tryLock(long position, long size, boolean shared)
        throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
