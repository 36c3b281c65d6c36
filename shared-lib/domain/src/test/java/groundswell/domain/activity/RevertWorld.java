package groundswell.domain.activity;

import static groundswell.domain.Generators.NOON;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.activity.StoredMonth.Revert;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One month, and the workers that store and take back uploads about it. Each call of a worker is a
/// step, and a random scheduler decides whose step is next. Messages come twice, workers crash and
/// begin again, and some messages end among the failures and are redriven last.
///
/// The rules are the product's own. A rule can be left out, to show that the tests notice it.
final class RevertWorld {
  private static final MonthKey KEY =
      new MonthKey(new MemberId("m"), new MetricId("steps"), YearMonth.of(2026, 3));
  private static final Instant NOW = NOON.plusSeconds(100);
  private static final int STEPS_MAX = 2_000;

  /// How many steps an order waits on average, so that something is there to be taken back.
  private static final int PATIENCE = 8;

  /// A rule of taking back.
  enum Rule {
    RESTORED_WITH_THEIR_OWN_TIME,
    UNION_OF_ALL_IMAGES,
    AN_IMAGE_FOR_EACH_ATTEMPT,
    MARK_READ_ON_EVERY_ATTEMPT,
    NOTHING_IS_WAITED_FOR,
    UNTOUCHED_MONTHS_ARE_WRITTEN,
    BY_NAME_AND_NOT_BY_CONTENT,
    LOSERS_KEPT_BENEATH,
    CHAIN_THROUGH_IMAGES
  }

  private final Random random;
  private final Set<Rule> leftOut;
  private final List<Worker> workers = new ArrayList<>();
  private final Map<UploadId, List<Images>> images = new HashMap<>();
  private final Set<UploadId> marked = new HashSet<>();
  private final Set<UploadId> loaded = new HashSet<>();
  private final Map<UploadId, Statements> uploads = new TreeMap<>();
  private final Statements throughTheApi = new Statements();
  private StoredMonth stored = StoredMonth.NONE;
  private int notKept;
  private boolean stuck;

  RevertWorld(long seed, Set<Rule> leftOut, int uploadCount) {
    random = new Random(seed);
    this.leftOut = leftOut;
    for (int i = 0; i < uploadCount; i++) {
      var upload = new UploadId("u" + i);
      uploads.put(upload, statements(1 + random.nextInt(3)));
      workers.add(new Loader(upload));
      if (random.nextInt(3) == 0) workers.add(new Loader(upload));
      if (random.nextInt(3) > 0) workers.add(new Reverter(upload));
    }
    for (int i = random.nextInt(3); i > 0; i--) workers.add(new Device(statements(1)));
  }

  /// @return the world when nothing is left to do
  RevertWorld run() {
    runAll(false);
    stuck = workers.stream().anyMatch(it -> it instanceof Reverter && !it.done);
    runAll(true);
    return this;
  }

  /// Whether the month is not what a plain calculation without the uploads that were taken back
  /// gives, or whether taking back never ended.
  boolean endsBadly() {
    return stuck || !stored.month().equals(expected());
  }

  /// How many statements were pushed out of their registers.
  int notKept() {
    return notKept;
  }

  private ActivityMonth expected() {
    var plain = new Statements();
    throughTheApi.entries().forEach(plain::add);
    throughTheApi.corrections().forEach(plain::add);
    uploads.forEach(
        (upload, said) -> {
          if (marked.contains(upload)) return;
          said.entries().forEach(plain::add);
          said.corrections().forEach(plain::add);
        });
    return ActivityMonth.of(plain);
  }

  private Statements statements(int count) {
    var said = new Statements();
    for (int i = 0; i < count; i++) {
      var at = NOON.plusMillis(random.nextInt(3));
      int value = random.nextInt(3);
      switch (random.nextInt(3)) {
        case 0 -> said.add(1, new Correction(at, new Correction.Ruling.Exactly(steps(value))));
        case 1 -> said.add(new EntryKey(1, SourceId.FILE), DayEntry.of(at, steps(value)));
        default ->
            said.add(
                new EntryKey(1, new SourceId("watch")),
                value == 0 ? DayEntry.withdrawal(at) : DayEntry.of(at, steps(value)));
      }
    }
    return said;
  }

  private static Quantity steps(int value) {
    return Quantity.of(value);
  }

  private void runAll(boolean redrive) {
    for (int step = 0; step < STEPS_MAX; step++) {
      var able = workers.stream().filter(worker -> worker.isAble(redrive)).toList();
      if (able.isEmpty()) return;
      able.get(random.nextInt(able.size())).go(redrive);
    }
    throw new AssertionError("does not end");
  }

  private boolean has(Rule rule) {
    return !leftOut.contains(rule);
  }

  private boolean writes(StoredMonth read, StoredMonth next) {
    if (stored.version() != read.version()) return false;
    stored = next;
    return true;
  }

  private Images imagesOf(UploadId upload) {
    var all = images.getOrDefault(upload, List.of());
    return all.stream()
        .limit(has(Rule.UNION_OF_ALL_IMAGES) ? all.size() : 1)
        .reduce(Images.NONE, Images::plus);
  }

  private void keep(UploadId upload, Images image) {
    var all = images.computeIfAbsent(upload, _ -> new ArrayList<>());
    if (!has(Rule.AN_IMAGE_FOR_EACH_ATTEMPT)) all.clear();
    all.add(image);
  }

  private static PartitionRef origin(UploadId upload) {
    return new PartitionRef(Origin.of(upload, NOON), 0);
  }

  /// A process that takes one step after the other.
  private abstract static class Worker {
    boolean done;
    boolean parked;
    int at;

    boolean isAble(boolean redrive) {
      return !done && (redrive || !parked);
    }

    abstract void go(boolean redrive);
  }

  private final class Loader extends Worker {
    private final UploadId upload;
    private boolean looked;
    private StoredMonth read = StoredMonth.NONE;
    private Merge merge = new Merge.Unchanged(new Fates(List.of()));

    Loader(UploadId upload) {
      this.upload = upload;
    }

    @Override
    void go(boolean redrive) {
      if (!redrive && random.nextInt(20) == 0) parked = true;
      if (random.nextInt(8) == 0) {
        at = 0;
        looked = false;
        return;
      }
      switch (at) {
        case 0 -> {
          if (!has(Rule.MARK_READ_ON_EVERY_ATTEMPT) && !looked && passes()) return;
          read = stored;
          at++;
        }
        case 1 -> {
          if (has(Rule.MARK_READ_ON_EVERY_ATTEMPT) && passes()) return;
          at++;
        }
        case 2 -> {
          merge = offered();
          if (merge instanceof Merge.Changed changed && !changed.replaced().isEmpty())
            keep(upload, new Images(Map.of(KEY, changed.replaced())));
          at++;
        }
        default -> {
          at = 0;
          if (merge instanceof Merge.Changed changed && !writes(read, changed.next())) return;
          notKept += merge.fates().notKept();
          loaded.add(upload);
          done = true;
        }
      }
    }

    private boolean passes() {
      looked = true;
      if (marked.contains(upload)) done = true;
      return done;
    }

    private Merge offered() {
      var said = uploads.getOrDefault(upload, new Statements());
      return topsOnly(
          read.merge(said, Lane.BULK, Optional.of(origin(upload)), SourcePolicy.HIGHEST, NOW));
    }
  }

  private final class Device extends Worker {
    private final Statements said;

    Device(Statements said) {
      this.said = said;
    }

    @Override
    void go(boolean redrive) {
      var merge =
          topsOnly(stored.merge(said, Lane.LIVE, Optional.empty(), SourcePolicy.HIGHEST, NOW));
      if (merge instanceof Merge.Changed changed) stored = changed.next();
      said.entries().forEach(throughTheApi::add);
      said.corrections().forEach(throughTheApi::add);
      done = true;
    }
  }

  private final class Reverter extends Worker {
    private final UploadId upload;
    private StoredMonth read = StoredMonth.NONE;
    private Images before = Images.NONE;

    Reverter(UploadId upload) {
      this.upload = upload;
    }

    @Override
    boolean isAble(boolean redrive) {
      boolean waits = at == 1 && !has(Rule.NOTHING_IS_WAITED_FOR) && !loaded.contains(upload);
      return super.isAble(redrive) && (redrive || !waits);
    }

    @Override
    void go(boolean redrive) {
      if (at > 0 && random.nextInt(8) == 0) {
        at = 1;
        return;
      }
      switch (at) {
        case 0 -> {
          if (random.nextInt(PATIENCE) > 0) return;
          marked.add(upload);
          at++;
        }
        case 1 -> {
          read = stored;
          at++;
        }
        case 2 -> {
          before = Images.before(upload, this::ofTakenBack);
          if (!before.isEmpty() && !before.equals(imagesOf(upload))) keep(upload, before);
          at++;
        }
        default -> {
          at = 1;
          done = write();
        }
      }
    }

    private Optional<Images> ofTakenBack(UploadId other) {
      if (!marked.contains(other)) return Optional.empty();
      boolean follows = other.equals(upload) || has(Rule.CHAIN_THROUGH_IMAGES);
      return Optional.of(follows ? imagesOf(other) : Images.NONE);
    }

    private boolean write() {
      var said = uploads.getOrDefault(upload, new Statements());
      var held = has(Rule.BY_NAME_AND_NOT_BY_CONTENT) ? read : namedByContent(said);
      var revert = held.revert(origin(upload), said, before.of(KEY), NOW);
      return switch (revert) {
        case Revert.Done _ -> true;
        case Revert.Changed(var next, _) -> {
          boolean untouched = next.registers().equals(read.registers());
          if (untouched && !has(Rule.UNTOUCHED_MONTHS_ARE_WRITTEN)) yield true;
          yield writes(read, has(Rule.RESTORED_WITH_THEIR_OWN_TIME) ? next : later(next));
        }
      };
    }

    /// As if each statement were the upload's that says the same.
    private StoredMonth namedByContent(Statements said) {
      var own = Registers.of(said, Optional.of(Origin.of(upload, NOON)));
      var entries = new TreeMap<>(read.registers().entries());
      said.entries()
          .forEach(
              (key, entry) ->
                  entries.computeIfPresent(
                      key,
                      (_, held) ->
                          held.said().getFirst().statement().equals(entry)
                              ? own.entries().getOrDefault(key, held)
                              : held.without(Set.of(upload))));
      return with(read, new Registers(entries, read.registers().corrections()));
    }

    /// As if what stands again had been said a millisecond later.
    private StoredMonth later(StoredMonth next) {
      var entries = new TreeMap<>(next.registers().entries());
      entries.replaceAll(
          (key, register) ->
              register.equals(read.registers().entries().get(key)) ? register : later(register));
      return with(next, new Registers(entries, next.registers().corrections()));
    }

    private Register<DayEntry> later(Register<DayEntry> register) {
      var top = register.said().getFirst();
      var later = new DayEntry(top.statement().recordedAt().plusMillis(1), top.statement().value());
      return new Register<>(List.of(new AttributedStatement<>(later, top.origin())));
    }
  }

  private Merge topsOnly(Merge merge) {
    if (has(Rule.LOSERS_KEPT_BENEATH)) return merge;
    return switch (merge) {
      case Merge.Unchanged unchanged -> unchanged;
      case Merge.Changed(var next, var counts, var replaced) -> {
        var registers =
            new Registers(tops(next.registers().entries()), tops(next.registers().corrections()));
        yield new Merge.Changed(with(next, registers), counts, replaced);
      }
    };
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> tops(
      Map<K, Register<S>> registers) {
    var tops = new TreeMap<K, Register<S>>();
    registers.forEach(
        (key, register) -> tops.put(key, new Register<>(register.said().subList(0, 1))));
    return tops;
  }

  private static StoredMonth with(StoredMonth month, Registers registers) {
    return new StoredMonth(
        registers,
        month.version(),
        month.valueVersion(),
        month.lane(),
        month.upload(),
        month.stamp());
  }
}
