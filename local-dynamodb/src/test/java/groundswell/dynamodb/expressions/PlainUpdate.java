package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An update that writes itself and changes plain items, as the developer guide says:
/// developerguide/Expressions.UpdateExpressions.html
public record PlainUpdate(List<Action> actions) {
  /// Thrown by an update that can't be carried out.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// @param section `SET`, `REMOVE`, `ADD` or `DELETE`
  /// @param source null for `REMOVE`
  public record Action(String section, List<Object> path, @Nullable Source source) {}

  /// Writes the sections in random order.
  public void write(PlainText out) {
    var sections = new ArrayList<>(List.of("SET", "REMOVE", "ADD", "DELETE"));
    Collections.shuffle(sections, new Random(out.random().nextLong()));
    for (var section : sections) {
      var of = actions.stream().filter(action -> action.section().equals(section)).toList();
      if (of.isEmpty()) continue;
      out.keyword(section);
      out.list(of, action -> write(out, action));
    }
  }

  private static void write(PlainText out, Action action) {
    out.path(action.path());
    if (action.section().equals("SET")) out.sign("=");
    else out.gap();
    if (action.source() != null) action.source().write(out);
  }

  /// Computes all new values first, then stores them, then removes what is gone.
  Map<String, Object> apply(Map<String, Object> item) {
    var after = copy(item);
    var ordered = new ArrayList<>(actions);
    ordered.sort(
        Comparator.comparingInt(action -> action.path().getLast() instanceof Integer at ? at : 0));
    var values = new LinkedHashMap<Action, Object>();
    for (var action : ordered) values.put(action, valueOf(action, item));
    for (var action : ordered) put(item, after, action.path(), values.get(action));
    sweep(after);
    return after;
  }

  private enum Gone {
    GONE
  }

  private static Object valueOf(Action action, Map<String, Object> item) {
    if (action.source() == null) return Gone.GONE;
    var before = PlainItems.find(item, action.path());
    var operand = action.source().of(item);
    return switch (action.section()) {
      case "SET" -> operand;
      case "ADD" -> before == null ? operand : added(before, operand);
      default -> before == null ? Gone.GONE : deleted(before, operand);
    };
  }

  private static Object added(Object before, Object operand) {
    if (before instanceof BigDecimal a && operand instanceof BigDecimal b)
      return storable(a.add(b));
    var members = new LinkedHashSet<Object>(alike(before, operand));
    members.addAll((Set<?>) operand);
    return members;
  }

  private static Object deleted(Object before, Object operand) {
    var members = new LinkedHashSet<Object>(alike(before, operand));
    members.removeAll((Set<?>) operand);
    return members.isEmpty() ? Gone.GONE : members;
  }

  private static Set<?> alike(Object before, Object operand) {
    if (before instanceof Set<?> members
        && operand instanceof Set<?> others
        && members.iterator().next().getClass() == others.iterator().next().getClass())
      return members;
    throw new Refused();
  }

  private static BigDecimal storable(BigDecimal sum) {
    var number = sum.stripTrailingZeros();
    if (number.signum() == 0) return number;
    if (number.precision() > 38
        || number.abs().compareTo(new BigDecimal("1E126")) >= 0
        || number.abs().compareTo(new BigDecimal("1E-130")) < 0) throw new Refused();
    return number;
  }

  @SuppressWarnings("unchecked")
  private static void put(
      Map<String, Object> before,
      Map<String, Object> after,
      List<Object> path,
      @Nullable Object value) {
    var inner = path.subList(0, path.size() - 1);
    var parent = PlainItems.find(before, inner);
    if (path.getLast() instanceof Integer index) {
      if (!(parent instanceof List<?> elements)) throw new Refused();
      var list = (List<Object>) Objects.requireNonNull(PlainItems.find(after, inner));
      if (index < elements.size()) list.set(index, value);
      else list.add(value);
    } else {
      if (!(parent instanceof Map<?, ?>)) throw new Refused();
      var map = (Map<String, Object>) Objects.requireNonNull(PlainItems.find(after, inner));
      map.put((String) path.getLast(), value);
    }
  }

  private static void sweep(Object container) {
    if (container instanceof Map<?, ?> map) {
      map.values().removeIf(each -> each == Gone.GONE);
      map.values().forEach(PlainUpdate::sweep);
    } else if (container instanceof List<?> list) {
      list.removeIf(each -> each == Gone.GONE);
      list.forEach(PlainUpdate::sweep);
    }
  }

  private static Map<String, Object> copy(Map<String, Object> map) {
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> copy.put(name, copied(value)));
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static Object copied(Object value) {
    if (value instanceof Map<?, ?> map) return copy((Map<String, Object>) map);
    if (!(value instanceof List<?> list)) return value;
    var copy = new ArrayList<>();
    for (var each : list) copy.add(copied(each));
    return copy;
  }

  /// Where a new value comes from.
  public sealed interface Source {
    void write(PlainText out);

    Object of(Map<String, Object> item);

    record Constant(Value value) implements Source {
      @Override
      public void write(PlainText out) {
        out.value(value);
      }

      @Override
      public Object of(Map<String, Object> item) {
        return PlainItems.plain(value);
      }
    }

    record Path(List<Object> path) implements Source {
      @Override
      public void write(PlainText out) {
        out.path(path);
      }

      @Override
      public Object of(Map<String, Object> item) {
        var found = PlainItems.find(item, path);
        if (found == null) throw new Refused();
        return copied(found);
      }
    }

    record IfNotExists(List<Object> path, Source fallback) implements Source {
      @Override
      public void write(PlainText out) {
        out.function("if_not_exists").sign("(").path(path).sign(",");
        fallback.write(out);
        out.sign(")");
      }

      @Override
      public Object of(Map<String, Object> item) {
        var found = PlainItems.find(item, path);
        return found == null ? fallback.of(item) : copied(found);
      }
    }

    record ListAppend(Source first, Source second) implements Source {
      @Override
      public void write(PlainText out) {
        out.function("list_append").sign("(");
        first.write(out);
        out.sign(",");
        second.write(out);
        out.sign(")");
      }

      @Override
      public Object of(Map<String, Object> item) {
        if (!(first.of(item) instanceof List<?> head) || !(second.of(item) instanceof List<?> tail))
          throw new Refused();
        var all = new ArrayList<Object>(head);
        all.addAll(tail);
        return all;
      }
    }

    record Calculated(Source left, String sign, Source right) implements Source {
      @Override
      public void write(PlainText out) {
        left.write(out);
        out.sign(sign);
        right.write(out);
      }

      @Override
      public Object of(Map<String, Object> item) {
        if (!(left.of(item) instanceof BigDecimal a) || !(right.of(item) instanceof BigDecimal b))
          throw new Refused();
        return storable(sign.equals("+") ? a.add(b) : a.subtract(b));
      }
    }
  }
}
