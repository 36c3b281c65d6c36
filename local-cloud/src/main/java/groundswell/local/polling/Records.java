package groundswell.local.polling;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/// An event of records that are JSON already.
final class Records {
  private static final byte[] HEAD = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

  /// Bytes that an event needs beside its records; one comma per record comes on top.
  static final int FRAME_BYTES = HEAD.length + TAIL.length;

  private Records() {}

  static byte[] event(List<SdkBytes> records) {
    var bytes = FRAME_BYTES + records.stream().mapToInt(record -> bytes(record).length + 1).sum();
    var out = new ByteArrayOutputStream(bytes);
    out.writeBytes(HEAD);
    for (var i = 0; i < records.size(); i++) {
      if (i > 0) out.write(',');
      out.writeBytes(bytes(records.get(i)));
    }
    out.writeBytes(TAIL);
    return out.toByteArray();
  }

  private static byte[] bytes(SdkBytes record) {
    return record.asByteArrayUnsafe();
  }
}
