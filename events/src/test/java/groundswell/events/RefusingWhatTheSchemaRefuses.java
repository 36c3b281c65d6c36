package groundswell.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.domain.Versions;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonTree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reader against the schemas: each sample is changed in every place in every way. The reader
/// refuses whatever the schema refuses.
class RefusingWhatTheSchemaRefuses {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> VERSIONS = Set.of("version", "revision", "rule");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static final List<JsonNode> VALUES =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.arrayNode(),
          JSON.arrayNode().add(1),
          JSON.objectNode(),
          JSON.objectNode().put("a", 1),
          JSON.textNode(""),
          JSON.textNode(" "),
          JSON.textNode("x"),
          JSON.textNode("a/b"),
          JSON.textNode(".."),
          JSON.textNode("X".repeat(2_000)),
          JSON.textNode("7"),
          JSON.textNode("2026-00"),
          JSON.textNode("2026-13"),
          JSON.textNode("+12026-01"),
          JSON.textNode("2026-01-01T00:00:00+01:00"),
          JSON.numberNode(-1),
          JSON.numberNode(0),
          JSON.numberNode(1),
          JSON.numberNode(367),
          JSON.numberNode(Long.MIN_VALUE),
          JSON.numberNode(Long.MAX_VALUE),
          JSON.numberNode(BigInteger.TWO.pow(63)),
          JSON.numberNode(new BigDecimal("0.5")),
          JSON.numberNode(new BigDecimal("-0.001")),
          JSON.numberNode(new BigDecimal("0.0001")),
          JSON.numberNode(new BigDecimal("0.0000001")),
          JSON.numberNode(new BigDecimal("10000000.001")),
          JSON.numberNode(new BigDecimal("1e13")),
          JSON.numberNode(new BigDecimal("1e300")));

  private static final List<String> KEYS = List.of("0", "32", "01", "x/y", "..", "");

  @ParameterizedTest
  @MethodSource("groundswell.events.KeepingTheContracts#samples")
  void whereverItIsChanged(Contract contract, Path sample) throws Exception {
    int refused = 0;
    for (var changed : changesOf(Contract.read(sample))) {
      if (contract.errors(changed).isEmpty()) continue;
      refused++;
      assertThatThrownBy(() -> read(contract, changed, Contract.LATER), "%s", changed)
          .isInstanceOf(PermanentFailure.class);
    }
    assertThat(refused).isGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("groundswell.events.KeepingTheContracts#samples")
  void andVersionsAheadOfTheClock(Contract contract, Path sample) throws Exception {
    var tree = JsonTree.parse(Contract.read(sample));
    long latest = NOW.plus(Versions.AHEAD_MAX).toEpochMilli();
    eachField(
        tree,
        (object, name) -> {
          if (!VERSIONS.contains(name)) return;
          var before = object.get(name);
          object.put(name, latest);
          read(contract, tree.toString(), NOW);
          for (long version : new long[] {latest + 1, 4_102_444_800_000L, Long.MAX_VALUE}) {
            object.put(name, version);
            assertThatThrownBy(() -> read(contract, tree.toString(), NOW))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("version " + version + " lies ahead of the clock");
          }
          object.set(name, before);
        });
  }

  private static void read(Contract contract, String detail, Instant now) {
    EventCodec.decode(
        Envelope.parse("{\"detail-type\":\"%s\",\"detail\":%s}".formatted(contract.type(), detail)),
        now);
  }

  private static List<String> changesOf(String sample) throws Exception {
    var tree = JsonTree.parse(sample);
    var changes = new ArrayList<String>();
    eachField(
        tree, (object, name) -> changeField(object, name, () -> changes.add(tree.toString())));
    eachElement(
        tree,
        list -> {
          var first = list.get(0);
          for (var value : VALUES) {
            list.set(0, value);
            changes.add(tree.toString());
          }
          list.set(0, first);
        });
    return changes;
  }

  private static void changeField(ObjectNode object, String name, Runnable changed) {
    var fields = object.deepCopy();
    object.remove(name);
    changed.run();
    for (var key : KEYS) {
      object.set(key, fields.get(name));
      changed.run();
      object.remove(key);
    }
    for (var value : VALUES) {
      object.set(name, value);
      changed.run();
    }
    object.removeAll();
    object.setAll(fields);
  }

  private static void eachField(JsonNode tree, Field action) {
    if (tree instanceof ObjectNode object) {
      for (var name : List.copyOf(names(object))) {
        var value = object.get(name);
        action.of(object, name);
        object.set(name, value);
        eachField(value, action);
      }
    } else for (var element : tree) eachField(element, action);
  }

  private static void eachElement(JsonNode tree, Consumer<ArrayNode> action) {
    if (tree instanceof ArrayNode list && !list.isEmpty()) action.accept(list);
    for (var child : tree) eachElement(child, action);
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private interface Field {
    void of(ObjectNode object, String name);
  }
}
