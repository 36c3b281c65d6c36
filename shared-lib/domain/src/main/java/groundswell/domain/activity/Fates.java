package groundswell.domain.activity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What became of the statements of one merge: of the entries by day and source, then of the
/// corrections by day.
public record Fates(List<Fate> all) {
  /// The longest run of the short form: its number has three digits.
  private static final int RUN_MAX = 999;

  private static final Pattern RUN = Pattern.compile("([a-zA-Z])([0-9]{0,3})");

  public Fates {
    all = List.copyOf(all);
  }

  /// The fates of the entries.
  ///
  /// @param offered the statements of the merge
  public Map<EntryKey, Fate> ofEntries(Statements offered) {
    return byKey(offered.entries().keySet(), all.subList(0, offered.entries().size()));
  }

  /// The fates of the corrections, by day.
  ///
  /// @param offered the statements of the merge
  public Map<Integer, Fate> ofCorrections(Statements offered) {
    return byKey(offered.corrections().keySet(), all.subList(offered.entries().size(), all.size()));
  }

  private static <K> Map<K, Fate> byKey(Set<K> keys, List<Fate> fates) {
    var byKey = HashMap.<K, Fate>newHashMap(fates.size());
    var next = fates.iterator();
    for (var key : keys) byKey.put(key, next.next());
    return byKey;
  }

  /// How many statements have a new value.
  public int accepted() {
    return count(ActivityMonth.Outcome.ACCEPTED);
  }

  /// How many statements say what was there already.
  public int unchanged() {
    return count(ActivityMonth.Outcome.UNCHANGED);
  }

  /// How many values do not count.
  public int notCounting() {
    return Math.toIntExact(all.stream().filter(fate -> !fate.counts()).count());
  }

  /// How many statements would not come back if what stands above them is taken back.
  public int notKept() {
    return Math.toIntExact(all.stream().filter(Fate::isLost).count());
  }

  private int count(ActivityMonth.Outcome outcome) {
    return Math.toIntExact(all.stream().filter(fate -> fate.outcome() == outcome).count());
  }

  /// A short form, for storage: `a31` for 31 accepted statements, `au2` for one and two unchanged.
  /// More than 999 equal ones are several runs.
  public String letters() {
    var text = new StringBuilder();
    int from = 0;
    for (int at = 1; at <= all.size(); at++) {
      boolean goesOn = at < all.size() && all.get(at) == all.get(from);
      if (goesOn && at - from < RUN_MAX) continue;
      text.append(all.get(from).letter());
      if (at - from > 1) text.append(at - from);
      from = at;
    }
    return text.toString();
  }

  /// @throws IllegalArgumentException if it is not the short form of fates
  public static Fates ofLetters(String letters) {
    var fates = new ArrayList<Fate>();
    var run = RUN.matcher(letters);
    int end = 0;
    for (; run.lookingAt(); run.region(end, letters.length())) {
      int times = run.group(2).isEmpty() ? 1 : Integer.parseInt(run.group(2));
      fates.addAll(Collections.nCopies(times, Fate.of(run.group(1).charAt(0))));
      end = run.end();
    }
    if (end < letters.length())
      throw new IllegalArgumentException("\"%s\" are no fates".formatted(letters));
    return new Fates(fates);
  }
}
