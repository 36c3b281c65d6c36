package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How many layers lie on each other in the platform. Each package is a room, and so is each class
/// of the root package, because these do not belong together. A room stands one floor above the
/// highest room that it uses. With few floors, few steps lead from a call to what it does.
class Floors {
  private static final int FLOORS_MAX = 6;
  private static final String PLATFORM = "groundswell.platform.";

  private final Map<String, Set<String>> uses = uses();

  @Test
  void thePlatformHasSixAtMost() {
    assertThat(uses).containsKeys("wiring", "queues", "Pause");
    assertThat(uses.keySet())
        .extracting(room -> longestWayDown(room, List.of()))
        .allSatisfy(way -> assertThat(way).hasSizeBetween(1, FLOORS_MAX));
  }

  /// The rooms on the longest way from a room to the ground, from the top down.
  private List<String> longestWayDown(String room, List<String> above) {
    assertThat(above).as("rooms above %s", room).doesNotContain(room);
    var way = new ArrayList<>(above);
    way.add(room);
    return uses.getOrDefault(room, Set.of()).stream()
        .map(below -> longestWayDown(below, way))
        .max(Comparator.comparingInt(List::size))
        .orElse(way);
  }

  /// The rooms of the platform, each with those that it uses.
  private static Map<String, Set<String>> uses() {
    var uses = new TreeMap<String, Set<String>>();
    for (var type : OurClasses.MAIN) {
      if (!isOfThePlatform(type)) continue;
      var used = uses.computeIfAbsent(room(type), _ -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .filter(Floors::isOfThePlatform)
          .map(Floors::room)
          .filter(room -> !room.equals(room(type)))
          .forEach(used::add);
    }
    return uses;
  }

  private static boolean isOfThePlatform(JavaClass type) {
    return type.getName().startsWith(PLATFORM) && !type.getSimpleName().equals("package-info");
  }

  /// Its package below the root, or the class of the root package that it belongs to.
  private static String room(JavaClass type) {
    return type.getName().substring(PLATFORM.length()).replaceFirst("[.$].*", "");
  }
}
