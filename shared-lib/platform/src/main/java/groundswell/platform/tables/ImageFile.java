package groundswell.platform.tables;

import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Registers;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// A before-image as a file: one month after the other, with its registers packed as in the table.
public final class ImageFile {
  private static final int MONTH = 1;

  private ImageFile() {}

  public static byte[] write(Images images) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var month : images.months().entrySet()) write(month, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Map.Entry<MonthKey, Registers> month, DataOutputStream out)
      throws IOException {
    var key = month.getKey();
    var packed = PackedMonth.pack(key.month(), month.getValue());
    out.writeByte(MONTH);
    out.writeUTF(key.member().value());
    out.writeUTF(key.metric().value());
    out.writeShort(key.month().getYear());
    out.writeByte(key.month().getMonthValue());
    out.writeInt(packed.length);
    out.write(packed);
  }

  /// @param wanted which months are read
  public static Images read(byte[] file, Predicate<MonthKey> wanted) {
    var months = new HashMap<MonthKey, Registers>();
    try (var in = new DataInputStream(new ByteArrayInputStream(file))) {
      while (in.read() == MONTH) {
        var member = new MemberId(in.readUTF());
        var metric = new MetricId(in.readUTF());
        var month = YearMonth.of(in.readShort(), in.readByte());
        var packed = in.readNBytes(in.readInt());
        var key = new MonthKey(member, metric, month);
        if (wanted.test(key)) months.put(key, PackedMonth.unpack(month, ByteBuffer.wrap(packed)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Images(months);
  }
}
