package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the statements of an upload replaced: the union of its before-images, by month.
public record Images(Map<MonthKey, Registers> months) {
  public static final Images NONE = new Images(Map.of());

  public Images {
    months = Collections.unmodifiableMap(new HashMap<>(months));
  }

  /// What an upload had replaced, without the statements of uploads that are taken back: in their
  /// place is what they in turn had replaced.
  ///
  /// @param ofTakenBack the images of an upload, if that is taken back
  public static Images before(UploadId upload, Function<UploadId, Optional<Images>> ofTakenBack) {
    var found = NONE;
    var takenBack = new HashSet<UploadId>();
    var looked = new HashSet<UploadId>();
    for (var next = Set.of(upload); !next.isEmpty(); next = found.uploadsBut(looked)) {
      for (var each : next) {
        looked.add(each);
        var images = ofTakenBack.apply(each);
        if (images.isPresent()) takenBack.add(each);
        found = found.plus(images.orElse(NONE));
      }
    }
    return found.without(takenBack);
  }

  public boolean isEmpty() {
    return months.isEmpty();
  }

  public Registers of(MonthKey month) {
    return months.getOrDefault(month, Registers.EMPTY);
  }

  /// The statements of both.
  public Images plus(Images other) {
    if (other.isEmpty()) return this;
    var union = new HashMap<>(months);
    other.months.forEach((key, registers) -> union.merge(key, registers, Registers::plus));
    return new Images(union);
  }

  private Images without(Set<UploadId> uploads) {
    var left = new HashMap<>(months);
    left.replaceAll((_, registers) -> registers.without(uploads));
    left.values().removeIf(Registers::isEmpty);
    return new Images(left);
  }

  private Set<UploadId> uploadsBut(Set<UploadId> known) {
    return months.values().stream()
        .flatMap(registers -> registers.uploads().stream())
        .filter(upload -> !known.contains(upload))
        .collect(Collectors.toUnmodifiableSet());
  }
}
