package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.Profile;
import groundswell.domain.members.TimeZone;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The binary form of good rows on their way from the partitioner to the loader.
///
/// @param <E> what a row says
public sealed interface PartitionCodec<E extends UploadEntry> {
  /// The byte before each row. The last row is followed by nothing.
  int ROW = 1;

  /// @param ordinal the row's place in its file
  default void write(long ordinal, E entry, DataOutputStream out) throws IOException {
    out.writeByte(ROW);
    out.writeInt((int) ordinal);
    writeEntry(entry, out);
  }

  /// Reads all rows, in the order in which they were written.
  ///
  /// @throws java.io.EOFException if the last one is cut off
  default void forEach(DataInputStream in, Rows<E> action) throws IOException {
    while (in.read() == ROW) action.take(in.readInt(), readEntry(in));
  }

  void writeEntry(E entry, DataOutputStream out) throws IOException;

  E readEntry(DataInputStream in) throws IOException;

  /// Receives rows as they are read.
  interface Rows<E> {
    /// @param ordinal the row's place in its file
    void take(long ordinal, E entry) throws IOException;
  }

  /// Not thread-safe.
  final class OfActivity implements PartitionCodec<ActivityEntry> {
    private final Map<String, MetricId> metrics = new HashMap<>();
    private final Map<String, SourceId> sources = new HashMap<>();

    @Override
    public void writeEntry(ActivityEntry entry, DataOutputStream out) throws IOException {
      out.writeUTF(entry.member().value());
      out.writeInt((int) entry.day().toEpochDay());
      out.writeUTF(entry.metric().value());
      out.writeLong(entry.value().thousandths());
      out.writeLong(entry.recordedAt().toEpochMilli());
      out.writeUTF(entry.source().value());
    }

    @Override
    public ActivityEntry readEntry(DataInputStream in) throws IOException {
      return new ActivityEntry(
          new MemberId(in.readUTF()),
          LocalDate.ofEpochDay(in.readInt()),
          metrics.computeIfAbsent(in.readUTF(), MetricId::new),
          new Quantity(in.readLong()),
          Instant.ofEpochMilli(in.readLong()),
          sources.computeIfAbsent(in.readUTF(), SourceId::new));
    }
  }

  final class OfMembers implements PartitionCodec<MemberEntry> {
    @Override
    public void writeEntry(MemberEntry entry, DataOutputStream out) throws IOException {
      out.writeUTF(entry.member().value());
      out.writeUTF(entry.profile().displayName());
      out.writeUTF(entry.profile().team().orElse(""));
      out.writeUTF(entry.profile().zone().id());
      out.writeInt(entry.challenges().size());
      for (var challenge : entry.challenges()) out.writeUTF(challenge.value());
    }

    @Override
    public MemberEntry readEntry(DataInputStream in) throws IOException {
      var member = new MemberId(in.readUTF());
      var name = in.readUTF();
      var team = Optional.of(in.readUTF()).filter(it -> !it.isEmpty());
      var profile = new Profile(name, team, new TimeZone(in.readUTF()));
      return new MemberEntry(member, profile, challenges(in));
    }

    private static List<ChallengeId> challenges(DataInputStream in) throws IOException {
      int count = in.readInt();
      var challenges = new ArrayList<ChallengeId>(count);
      for (int i = 0; i < count; i++) challenges.add(new ChallengeId(in.readUTF()));
      return challenges;
    }
  }
}
