package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.files.ActivityEntry.Saying;
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
import java.util.function.Consumer;

/// The binary form of good rows on their way from the partitioner to the loader, and of the ids of
/// members who leave.
///
/// @param <E> what a row says
public sealed interface PartitionCodec<E> {
  /// The byte before each row. The last row is followed by nothing.
  int ROW = 1;

  /// @param ordinal the index of its row in the file, from 0
  /// @param line the first line of its row, from 1; below 2^32, since a file unpacks to 4 GiB
  default void write(long ordinal, long line, E entry, DataOutputStream out) throws IOException {
    out.writeByte(ROW);
    out.writeInt((int) ordinal);
    out.writeInt((int) line);
    writeEntry(entry, out);
  }

  /// Reads all rows, in the order in which they were written.
  ///
  /// @throws java.io.EOFException if the last one is cut off
  default void forEach(DataInputStream in, Rows<E> action) throws IOException {
    while (in.read() == ROW)
      action.take(in.readInt(), Integer.toUnsignedLong(in.readInt()), readEntry(in));
  }

  void writeEntry(E entry, DataOutputStream out) throws IOException;

  E readEntry(DataInputStream in) throws IOException;

  /// Receives rows as they are read.
  interface Rows<E> {
    /// @param ordinal the index of its row in the file, from 0
    /// @param line the first line of its row, from 1
    void take(long ordinal, long line, E entry) throws IOException;
  }

  /// Not thread-safe.
  final class OfActivity implements PartitionCodec<ActivityEntry> {
    /// In place of a source, which is never empty.
    private static final String CORRECTION = "";

    /// In place of a value, which is never negative.
    private static final long WITHDRAWN = -1;

    private static final long BLANK = -1;
    private static final long LIFTED = -2;

    private final Map<String, MetricId> metrics = new HashMap<>();
    private final Map<String, SourceId> sources = new HashMap<>();

    @Override
    public void writeEntry(ActivityEntry entry, DataOutputStream out) throws IOException {
      out.writeUTF(entry.member().value());
      out.writeInt((int) entry.day().toEpochDay());
      out.writeUTF(entry.metric().value());
      out.writeLong(entry.saidAt().toEpochMilli());
      switch (entry.saying()) {
        case Saying.OfSource(var source, var value) -> {
          out.writeLong(value.map(Quantity::thousandths).orElse(WITHDRAWN));
          out.writeUTF(source.value());
        }
        case Saying.OfCorrection(Ruling.Exactly(var value)) -> {
          out.writeLong(value.thousandths());
          out.writeUTF(CORRECTION);
        }
        case Saying.OfCorrection(Ruling.Blank()) -> {
          out.writeLong(BLANK);
          out.writeUTF(CORRECTION);
        }
        case Saying.OfCorrection(Ruling.Lifted()) -> {
          out.writeLong(LIFTED);
          out.writeUTF(CORRECTION);
        }
      }
    }

    @Override
    public ActivityEntry readEntry(DataInputStream in) throws IOException {
      var member = new MemberId(in.readUTF());
      var day = LocalDate.ofEpochDay(in.readInt());
      var metric = metrics.computeIfAbsent(in.readUTF(), MetricId::new);
      var saidAt = Instant.ofEpochMilli(in.readLong());
      return new ActivityEntry(member, day, metric, saying(in.readLong(), in.readUTF()), saidAt);
    }

    private Saying saying(long value, String source) {
      if (source.equals(CORRECTION)) {
        if (value == BLANK) return new Saying.OfCorrection(Ruling.BLANK);
        if (value == LIFTED) return new Saying.OfCorrection(Ruling.LIFTED);
        return new Saying.OfCorrection(new Ruling.Exactly(new Quantity(value)));
      }
      return new Saying.OfSource(
          sources.computeIfAbsent(source, SourceId::new),
          value == WITHDRAWN ? Optional.empty() : Optional.of(new Quantity(value)));
    }
  }

  /// Ids of members, without rows.
  final class OfIds implements PartitionCodec<MemberId> {
    /// @param member written without a place in the file
    public void write(MemberId member, DataOutputStream out) throws IOException {
      write(0, 0, member, out);
    }

    /// Reads all ids, in the order in which they were written.
    public void readAll(DataInputStream in, Consumer<MemberId> action) throws IOException {
      forEach(in, (_, _, member) -> action.accept(member));
    }

    @Override
    public void writeEntry(MemberId member, DataOutputStream out) throws IOException {
      out.writeUTF(member.value());
    }

    @Override
    public MemberId readEntry(DataInputStream in) throws IOException {
      return new MemberId(in.readUTF());
    }
  }

  final class OfMembers implements PartitionCodec<MemberEntry> {
    @Override
    public void writeEntry(MemberEntry entry, DataOutputStream out) throws IOException {
      out.writeUTF(entry.member().value());
      out.writeUTF(entry.profile().displayName());
      out.writeUTF(entry.profile().team().orElse(""));
      out.writeUTF(entry.profile().zone().map(TimeZone::id).orElse(""));
      out.writeBoolean(entry.tooLate());
      out.writeInt(entry.challenges().size());
      for (var challenge : entry.challenges()) out.writeUTF(challenge.value());
    }

    @Override
    public MemberEntry readEntry(DataInputStream in) throws IOException {
      var member = new MemberId(in.readUTF());
      var name = in.readUTF();
      var team = Optional.of(in.readUTF()).filter(it -> !it.isEmpty());
      var zone = Optional.of(in.readUTF()).filter(it -> !it.isEmpty()).map(TimeZone::new);
      boolean tooLate = in.readBoolean();
      return new MemberEntry(member, new Profile(name, team, zone), challenges(in), tooLate);
    }

    private static List<ChallengeId> challenges(DataInputStream in) throws IOException {
      int count = in.readInt();
      var challenges = new ArrayList<ChallengeId>(count);
      for (int i = 0; i < count; i++) challenges.add(new ChallengeId(in.readUTF()));
      return challenges;
    }
  }
}
