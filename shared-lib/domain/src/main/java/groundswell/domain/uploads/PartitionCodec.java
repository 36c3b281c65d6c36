package groundswell.domain.uploads;

import groundswell.domain.Quantity;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.Profile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form in which good rows go from the partitioner to the loader.
///
/// @param <E> what a row says
public sealed interface PartitionCodec<E extends UploadEntry> {
  /// @param ordinal the row's place in its file
  void write(long ordinal, E entry, DataOutputStream out) throws IOException;

  Row<E> read(DataInputStream in) throws IOException;

  /// @param ordinal the row's place in its file
  record Row<E>(long ordinal, E entry) {}

  /// Not for several threads.
  final class OfActivity implements PartitionCodec<ActivityEntry> {
    private final Map<String, MetricId> metrics = new HashMap<>();
    private final Map<String, SourceId> sources = new HashMap<>();

    @Override
    public void write(long ordinal, ActivityEntry entry, DataOutputStream out) throws IOException {
      out.writeInt((int) ordinal);
      out.writeUTF(entry.member().value());
      out.writeInt((int) entry.day().toEpochDay());
      out.writeUTF(entry.metric().value());
      out.writeLong(entry.value().thousandths());
      out.writeLong(entry.recordedAt().toEpochMilli());
      out.writeUTF(entry.source().value());
    }

    @Override
    public Row<ActivityEntry> read(DataInputStream in) throws IOException {
      long ordinal = in.readInt();
      var entry =
          new ActivityEntry(
              new MemberId(in.readUTF()),
              LocalDate.ofEpochDay(in.readInt()),
              metrics.computeIfAbsent(in.readUTF(), MetricId::new),
              new Quantity(in.readLong()),
              Instant.ofEpochMilli(in.readLong()),
              sources.computeIfAbsent(in.readUTF(), SourceId::new));
      return new Row<>(ordinal, entry);
    }
  }

  final class OfMembers implements PartitionCodec<MemberEntry> {
    @Override
    public void write(long ordinal, MemberEntry entry, DataOutputStream out) throws IOException {
      out.writeInt((int) ordinal);
      out.writeUTF(entry.member().value());
      out.writeUTF(entry.profile().displayName());
      out.writeUTF(entry.profile().team().orElse(""));
      out.writeUTF(entry.profile().zone().getId());
      out.writeInt(entry.challenges().size());
      for (var challenge : entry.challenges()) out.writeUTF(challenge.value());
    }

    @Override
    public Row<MemberEntry> read(DataInputStream in) throws IOException {
      long ordinal = in.readInt();
      var member = new MemberId(in.readUTF());
      var name = in.readUTF();
      var team = Optional.of(in.readUTF()).filter(it -> !it.isEmpty());
      var profile = new Profile(name, team, ZoneId.of(in.readUTF()));
      return new Row<>(ordinal, new MemberEntry(member, profile, challenges(in)));
    }

    private static List<ChallengeId> challenges(DataInputStream in) throws IOException {
      int count = in.readInt();
      var challenges = new ArrayList<ChallengeId>(count);
      for (int i = 0; i < count; i++) challenges.add(new ChallengeId(in.readUTF()));
      return challenges;
    }
  }
}
