package groundswell.dynamodb.storage;

/// How a map's values are encoded in a file. In memory they stay objects, so that maps can share
/// them.
public interface Form<V> {
  byte[] encode(V value);

  V decode(byte[] bytes);

  /// The approximate heap bytes of a value.
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
