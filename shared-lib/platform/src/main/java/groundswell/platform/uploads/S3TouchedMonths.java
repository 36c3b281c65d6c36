package groundswell.platform.uploads;

import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.visibility.TouchedMonth;
import groundswell.domain.visibility.TouchedMonths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The months that partitions touched, one object for each partition, sorted. A partition may touch
/// more months than an item has room for.
public final class S3TouchedMonths implements TouchedMonths {
  private static final Comparator<TouchedMonth> ORDER =
      Comparator.comparing(
          TouchedMonth::key,
          Comparator.comparing(MonthKey::member)
              .thenComparing(MonthKey::metric)
              .thenComparing(MonthKey::month));

  private final Supplier<S3Client> s3;
  private final String bucket;

  public S3TouchedMonths(Supplier<S3Client> s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void put(
      TenantId tenant, UploadId upload, int partition, Collection<TouchedMonth> months) {
    s3.get()
        .putObject(
            request -> request.bucket(bucket).key(key(tenant, upload, partition)),
            RequestBody.fromBytes(write(months)));
  }

  @Override
  public Optional<List<TouchedMonth>> find(TenantId tenant, UploadId upload, int partition) {
    try {
      var bytes =
          s3.get()
              .getObjectAsBytes(
                  request -> request.bucket(bucket).key(key(tenant, upload, partition)));
      return Optional.of(read(bytes.asByteArrayUnsafe()));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  private static byte[] write(Collection<TouchedMonth> months) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(months.size());
      for (var month : months.stream().sorted(ORDER).toList()) {
        out.writeUTF(month.key().member().value());
        out.writeUTF(month.key().metric().value());
        out.writeInt((int) month.key().month().getLong(ChronoField.PROLEPTIC_MONTH));
        out.writeLong(month.valueVersion());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<TouchedMonth> read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      var months = new ArrayList<TouchedMonth>(count);
      for (int i = 0; i < count; i++) {
        var member = new MemberId(in.readUTF());
        var metric = new MetricId(in.readUTF());
        months.add(
            new TouchedMonth(new MonthKey(member, metric, month(in.readInt())), in.readLong()));
      }
      return months;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YearMonth month(int prolepticMonth) {
    return YearMonth.of(0, 1).with(ChronoField.PROLEPTIC_MONTH, prolepticMonth);
  }

  private static String key(TenantId tenant, UploadId upload, int partition) {
    return String.join("/", "touched", tenant.value(), upload.value(), Integer.toString(partition));
  }
}
