package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The registers of one member's month of one metric, with all that is needed to take an upload
/// back.
///
/// What stands after uploads were taken back is the greatest of all statements that were ever made,
/// except those of these uploads. A statement that can be taken back therefore never makes others
/// disappear: what it replaces goes into the before-image of its upload, see [#replacedBy], and
/// what loses to it is kept beneath it, see [Register].
///
/// @param entries by day and source; of each day the [ActivityMonth#SOURCES_PER_DAY_MAX] smallest
///     sources are stored
/// @param corrections by day of the month
public record Registers(
    SortedMap<EntryKey, Register<DayEntry>> entries,
    SortedMap<Integer, Register<Correction>> corrections) {
  public static final Registers EMPTY =
      new Registers(Collections.emptySortedMap(), Collections.emptySortedMap());

  public Registers {
    entries = filled(entries);
    corrections = filled(corrections);
  }

  /// What was said by an upload, or through the API.
  public static Registers of(Statements said, Optional<Origin> origin) {
    var entries = new TreeMap<EntryKey, Register<DayEntry>>();
    said.entries().forEach((key, entry) -> entries.put(key, Register.of(entry, origin)));
    var corrections = new TreeMap<Integer, Register<Correction>>();
    said.corrections().forEach((day, made) -> corrections.put(day, Register.of(made, origin)));
    return new Registers(entries, corrections);
  }

  public boolean isEmpty() {
    return entries.isEmpty() && corrections.isEmpty();
  }

  /// What stands.
  public ActivityMonth month() {
    return new ActivityMonth(tops(entries), tops(corrections));
  }

  /// All uploads that are named.
  public Set<UploadId> uploads() {
    return Stream.concat(uploads(entries), uploads(corrections)).collect(Collectors.toSet());
  }

  /// The statements of both.
  public Registers plus(Registers other) {
    return new Registers(
        union(entries, other.entries, Register::plus),
        union(corrections, other.corrections, Register::plus));
  }

  /// What is stored once more is said.
  Registers say(Registers offered) {
    return new Registers(
            union(entries, offered.entries, Registers::said),
            union(corrections, offered.corrections, Registers::said))
        .withSmallestSources();
  }

  /// What an upload replaces when it stores other registers in place of these: what the changed
  /// ones hold, those included that have no place any more, without the upload's own statements.
  Registers replacedBy(Registers next, UploadId by) {
    return new Registers(changed(entries, next.entries), changed(corrections, next.corrections))
        .without(Set.of(by));
  }

  /// What is stored once an upload is taken back. Its statements go. In their place stands the
  /// greatest of what is left and of what they had replaced. Sources that had no place beside its
  /// own come back.
  ///
  /// @param before what the upload's statements had replaced, see [Images#before]
  Registers revert(UploadId upload, Registers before) {
    return new Registers(
            reverted(entries, before.entries, upload),
            reverted(corrections, before.corrections, upload))
        .withSmallestSources();
  }

  /// Without the statements of some uploads.
  Registers without(Set<UploadId> uploads) {
    return new Registers(
        each(entries, register -> register.without(uploads)),
        each(corrections, register -> register.without(uploads)));
  }

  /// Without the names of uploads that can no longer be taken back.
  Registers settledAt(Instant now) {
    return new Registers(
        each(entries, register -> register.settledAt(now)),
        each(corrections, register -> register.settledAt(now)));
  }

  private static <S extends Comparable<S>> Stream<UploadId> uploads(Map<?, Register<S>> registers) {
    return registers.values().stream()
        .flatMap(register -> register.said().stream())
        .flatMap(said -> said.upload().stream());
  }

  private Registers withSmallestSources() {
    return new Registers(ActivityMonth.smallestSources(entries), corrections);
  }

  private static <S extends Comparable<S>> Register<S> said(Register<S> held, Register<S> offered) {
    return offered.top().map(held::say).orElse(held);
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> reverted(
      Map<K, Register<S>> held, Map<K, Register<S>> before, UploadId upload) {
    var next = new TreeMap<>(held);
    before.forEach((key, register) -> next.putIfAbsent(key, register.kept()));
    held.forEach(
        (key, register) -> {
          if (!register.names(upload)) return;
          var left = register.without(Set.of(upload));
          var found = before.get(key);
          next.put(key, (found == null ? left : left.plus(found)).kept());
        });
    return next;
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> changed(
      Map<K, Register<S>> held, Map<K, Register<S>> next) {
    var changed = new TreeMap<K, Register<S>>();
    held.forEach(
        (key, register) -> {
          if (!register.equals(next.get(key))) changed.put(key, register);
        });
    return changed;
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> union(
      Map<K, Register<S>> some, Map<K, Register<S>> others, BinaryOperator<Register<S>> join) {
    var union = new TreeMap<>(some);
    others.forEach((key, register) -> union.merge(key, register, join));
    return union;
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> each(
      Map<K, Register<S>> registers, UnaryOperator<Register<S>> change) {
    var changed = new TreeMap<>(registers);
    changed.replaceAll((_, register) -> change.apply(register));
    return changed;
  }

  private static <K, S extends Comparable<S>> SortedMap<K, S> tops(Map<K, Register<S>> registers) {
    var tops = new TreeMap<K, S>();
    registers.forEach(
        (key, register) -> register.top().ifPresent(said -> tops.put(key, said.statement())));
    return tops;
  }

  private static <K, S extends Comparable<S>> SortedMap<K, Register<S>> filled(
      SortedMap<K, Register<S>> registers) {
    var filled = new TreeMap<>(registers);
    filled.values().removeIf(register -> register.said().isEmpty());
    return Collections.unmodifiableSortedMap(filled);
  }
}
