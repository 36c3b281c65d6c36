package groundswell.dynamodb.storage;

/// How values of a map stand in a file. In memory they stay as they are, so that maps can share
/// them.
public interface Form<V> {
  byte[] encode(V value);

  V decode(byte[] bytes);

  /// About how many bytes of heap a value takes.
  int bytes(V value);

  Form<byte[]> BYTES =
      new Form<>() {
        @Override
        public byte[] encode(byte[] value) {
          return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
          return bytes;
        }

        @Override
        public int bytes(byte[] value) {
          return 16 + value.length;
        }
      };
}
