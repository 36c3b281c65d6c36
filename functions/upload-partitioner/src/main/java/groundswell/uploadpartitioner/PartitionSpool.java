package groundswell.uploadpartitioner;

import groundswell.domain.files.PartitionCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of all partitions on local disk. The partitions share one file, in blocks, because a
/// function may not have a file open for each
/// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
///
/// @param <E> what a row says
final class PartitionSpool<E> implements AutoCloseable {
  private static final int BLOCK_BYTES = 16 << 10;

  private final FileChannel file;
  private final PartitionCodec<E> codec;
  private final List<Partition> partitions;
  private long end;

  PartitionSpool(Path path, int partitions, PartitionCodec<E> codec) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    this.codec = codec;
    this.partitions = IntStream.range(0, partitions).mapToObj(_ -> new Partition()).toList();
  }

  void add(int partition, long ordinal, long line, E entry) throws IOException {
    var target = partitions.get(partition);
    codec.write(ordinal, line, entry, target.out);
    if (target.block.size() >= BLOCK_BYTES) write(target);
  }

  /// Ends the writing. Then partitions can be read, several at once.
  void finish() throws IOException {
    for (var partition : partitions) write(partition);
  }

  /// A partition's rows, in the order in which they were added.
  DataInputStream open(int partition) {
    return new DataInputStream(new Blocks(partitions.get(partition).written.iterator()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(Partition partition) throws IOException {
    var bytes = ByteBuffer.wrap(partition.block.toByteArray());
    if (!bytes.hasRemaining()) return;
    partition.written.add(new Block(end, bytes.remaining()));
    while (bytes.hasRemaining()) end += file.write(bytes, end);
    partition.block.reset();
  }

  private byte[] read(Block block) throws IOException {
    var bytes = ByteBuffer.allocate(block.length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, block.offset + bytes.position()) < 0) {
        throw new EOFException("the spool ends inside the block at %d".formatted(block.offset));
      }
    }
    return bytes.array();
  }

  private record Block(long offset, int length) {}

  private static final class Partition {
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(0);
    private final DataOutputStream out = new DataOutputStream(block);
    private final List<Block> written = new ArrayList<>();
  }

  /// The blocks of a partition, one after the other.
  private final class Blocks extends InputStream {
    private final Iterator<Block> left;
    private ByteArrayInputStream block = new ByteArrayInputStream(new byte[0]);

    Blocks(Iterator<Block> left) {
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      return inBlock() ? block.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return inBlock() ? block.read(target, offset, length) : -1;
    }

    private boolean inBlock() throws IOException {
      while (block.available() == 0 && left.hasNext()) {
        block = new ByteArrayInputStream(PartitionSpool.this.read(left.next()));
      }
      return block.available() > 0;
    }
  }
}
