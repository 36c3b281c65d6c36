package groundswell.uploadpartitioner;

import groundswell.domain.files.PartitionCodec;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Leavers.Leaver;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.Upload;
import groundswell.platform.Parallel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Finds who leaves by a members file that says that it is complete: every registered member whom
/// no row names, whether the row is good or rejected. The members are listed after the file has
/// arrived. A member about whom something is said later does not leave. No member leaves by a file
/// of another kind. Ids are kept on disk, so that memory does not grow with the tenant.
final class LeaverSearch implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final Comparator<Leaver> BY_ID = Comparator.comparing(Leaver::member);

  private final TenantId tenant;
  private final boolean complete;
  private final Instant arrivedAt;
  private final Members members;
  private final RunFile file;
  private Optional<Path> list = Optional.empty();
  private long listed;
  private Optional<Spools> spools = Optional.empty();
  private Optional<Long> unreadable = Optional.empty();
  private long unreadableRows;
  private long registered;
  private long leaving;
  private List<Leaver> first = List.of();

  /// @param arrivedAt when the file arrived
  LeaverSearch(Upload upload, Instant arrivedAt, Members members, RunFile file) {
    tenant = upload.tenant();
    complete = upload.leavers().isComplete();
    this.arrivedAt = arrivedAt;
    this.members = members;
    this.file = file;
  }

  boolean isComplete() {
    return complete;
  }

  /// Begins a pass over the file, perhaps once more.
  ///
  /// @param ofFile how the rows are split
  /// @return how rows and leavers are split
  Partitions begin(Partitions ofFile) throws IOException {
    if (!complete) return ofFile;
    close();
    if (list.isEmpty()) list = Optional.of(listed());
    var split = ofFile.forMembers(listed);
    var begun = new Spools(spool("registered", split), spool("rejected", split));
    spools = Optional.of(begun);
    unreadable = Optional.empty();
    unreadableRows = 0;
    registered = 0;
    leaving = 0;
    first = List.of();
    try (var in = open(list.get())) {
      new PartitionCodec.OfIds().readAll(in, id -> add(begun.registered(), split, id));
    }
    return split;
  }

  /// Takes a rejected row: its member does not leave.
  ///
  /// @param line of the row
  /// @param member empty if the row does not say whom it is about
  void reject(long line, Optional<MemberId> member, Partitions split) {
    member.ifPresent(id -> add(spools.orElseThrow().rejected(), split, id));
    if (member.isPresent()) return;
    unreadableRows++;
    if (unreadable.isEmpty()) unreadable = Optional.of(line);
  }

  /// Ends the pass. Then [#leavers] can be asked for each partition, several at once.
  void finish() throws IOException {
    if (spools.isEmpty()) return;
    spools.get().registered().finish();
    spools.get().rejected().finish();
  }

  /// Who leaves in one partition, in the order of their ids.
  ///
  /// @param named the members whom good rows name
  /// @param found those of them that are stored
  List<Member> leavers(int partition, Set<MemberId> named, Collection<Member> found)
      throws IOException {
    var others = idsOf(spools.orElseThrow().registered(), partition);
    others.removeAll(named);
    var rejected = idsOf(spools.orElseThrow().rejected(), partition);
    var stored = members.findAll(tenant, others).values();
    var leavers =
        stored.stream()
            .filter(member -> !rejected.contains(member.id()))
            .filter(member -> member.isMissedBy(arrivedAt))
            .sorted(Comparator.comparing(Member::id))
            .toList();
    note(registered(found) + registered(stored), leavers);
    return leavers;
  }

  private static long registered(Collection<Member> some) {
    return some.stream().filter(Member::isRegistered).count();
  }

  private synchronized void note(long registeredHere, List<Member> leavers) {
    registered += registeredHere;
    leaving += leavers.size();
    var all = new ArrayList<>(first);
    leavers.stream()
        .map(member -> new Leaver(member.id(), member.profile().displayName()))
        .forEach(all::add);
    first = all.stream().sorted(BY_ID).limit(Leavers.NAMED_MAX).toList();
  }

  /// Who leaves by the whole file; empty if it does not say that it is complete.
  synchronized Optional<Leavers> found() {
    return complete ? Optional.of(new Leavers(registered, leaving, first)) : Optional.empty();
  }

  /// Why nobody can tell who leaves, if nobody can.
  Optional<String> unknown() {
    return unreadable.map(
        line ->
            "the file says that it is complete, but %,d rows don't say whom they are about (the first in line %d), so nobody can tell who is missing. Nothing is stored. Correct them in the rejects file, which has all rows, and upload that"
                .formatted(unreadableRows, line));
  }

  @Override
  public void close() throws IOException {
    if (spools.isEmpty()) return;
    spools.get().registered().close();
    spools.get().rejected().close();
    spools = Optional.empty();
  }

  private PartitionSpool<MemberId> spool(String name, Partitions split) throws IOException {
    return new PartitionSpool<>(file.path(name), split.count(), new PartitionCodec.OfIds());
  }

  private static void add(PartitionSpool<MemberId> spool, Partitions split, MemberId id) {
    try {
      spool.add(split.of(id), 0, 0, id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<MemberId> idsOf(PartitionSpool<MemberId> spool, int partition)
      throws IOException {
    var ids = new HashSet<MemberId>();
    new PartitionCodec.OfIds().readAll(spool.open(partition), ids::add);
    return ids;
  }

  private static DataInputStream open(Path path) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
  }

  /// Writes the ids of all members into a file.
  private Path listed() throws IOException {
    var path = file.path("members");
    var count = new AtomicLong();
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      var parts = IntStream.range(0, Members.PARTS).boxed().toList();
      Parallel.forEach(parts, Members.PARTS, part -> list(part, out, count));
    }
    listed = count.get();
    return path;
  }

  private void list(int part, DataOutputStream out, AtomicLong count) {
    var last = Optional.<MemberId>empty();
    boolean more = true;
    while (more) {
      var page = members.list(tenant, part, last, PAGE);
      write(page.members(), out);
      count.addAndGet(page.members().size());
      more = page.more() && !page.members().isEmpty();
      if (more) last = Optional.of(page.members().getLast());
    }
  }

  private static void write(List<MemberId> ids, DataOutputStream out) {
    var codec = new PartitionCodec.OfIds();
    synchronized (out) {
      try {
        for (var id : ids) codec.write(id, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Ids by partition.
  ///
  /// @param registered the tenant's members
  /// @param rejected whom rejected rows name
  private record Spools(PartitionSpool<MemberId> registered, PartitionSpool<MemberId> rejected) {}
}
