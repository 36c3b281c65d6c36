package groundswell.uploadpartitioner;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MemberRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Comparison;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/// Compares the good rows of a partition with what is stored, and writes nothing.
final class Comparing {
  private final ActivityMonths months;
  private final InstantSource clock;

  Comparing(ActivityMonths months, InstantSource clock) {
    this.months = months;
    this.clock = clock;
  }

  Effect activity(TenantId tenant, Path partition, PartitionCodec<ActivityEntry> codec)
      throws IOException {
    var rows = new ActivityRows();
    forEach(partition, codec, rows::add);
    var stored = months.read(tenant, rows.months().keySet(), Consistency.STRONG);
    return Comparison.ofActivity(rows, stored);
  }

  Effect members(
      Path partition,
      PartitionCodec<MemberEntry> codec,
      Map<MemberId, Member> stored,
      Instant acceptedAt)
      throws IOException {
    var rows = new MemberRows();
    forEach(partition, codec, rows::add);
    return Comparison.ofMembers(rows, stored, acceptedAt, clock.instant());
  }

  private static <E extends UploadEntry> void forEach(
      Path partition, PartitionCodec<E> codec, Consumer<E> action) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(partition)))) {
      codec.forEach(in, (_, entry) -> action.accept(entry));
    }
  }
}
