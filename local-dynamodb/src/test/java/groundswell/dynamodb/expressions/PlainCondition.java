package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/// A condition that writes itself and evaluates plain items independently, by the developer guide:
/// developerguide/Expressions.OperatorsAndFunctions.html
public sealed interface PlainCondition {
  void write(PlainText out);

  boolean holds(Map<String, Object> item);

  /// Whether it needs parentheses beside an AND or after a NOT.
  default boolean isLoose() {
    return this instanceof Or || this instanceof And;
  }

  record Or(PlainCondition left, PlainCondition right) implements PlainCondition {
    @Override
    public void write(PlainText out) {
      writePart(out, left, false);
      out.keyword("OR");
      writePart(out, right, false);
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      return left.holds(item) || right.holds(item);
    }
  }

  record And(PlainCondition left, PlainCondition right) implements PlainCondition {
    @Override
    public void write(PlainText out) {
      writePart(out, left, left instanceof Or);
      out.keyword("AND");
      writePart(out, right, right instanceof Or);
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      return left.holds(item) && right.holds(item);
    }
  }

  record Not(PlainCondition inner) implements PlainCondition {
    @Override
    public void write(PlainText out) {
      out.keyword("NOT");
      writePart(out, inner, inner.isLoose());
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      return !inner.holds(item);
    }
  }

  record Compared(String sign, PlainOperand left, PlainOperand right) implements PlainCondition {
    @Override
    public void write(PlainText out) {
      left.write(out);
      out.sign(sign);
      right.write(out);
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      return compares(sign, left.of(item), right.of(item));
    }
  }

  record Between(PlainOperand operand, PlainOperand lower, PlainOperand upper)
      implements PlainCondition {
    @Override
    public void write(PlainText out) {
      operand.write(out);
      out.keyword("BETWEEN");
      lower.write(out);
      out.keyword("AND");
      upper.write(out);
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      return compares(">=", operand.of(item), lower.of(item))
          && compares("<=", operand.of(item), upper.of(item));
    }
  }

  record In(PlainOperand operand, List<PlainOperand> candidates) implements PlainCondition {
    @Override
    public void write(PlainText out) {
      operand.write(out);
      out.keyword("IN").sign("(").list(candidates, each -> each.write(out)).sign(")");
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      return candidates.stream().anyMatch(each -> compares("=", operand.of(item), each.of(item)));
    }
  }

  record Function(String name, List<PlainOperand> arguments) implements PlainCondition {
    @Override
    public void write(PlainText out) {
      out.function(name).sign("(").list(arguments, each -> each.write(out)).sign(")");
    }

    @Override
    public boolean holds(Map<String, Object> item) {
      var first = arguments.getFirst().of(item);
      var second = arguments.getLast().of(item);
      return switch (name) {
        case "attribute_exists" -> first != null;
        case "attribute_not_exists" -> first == null;
        case "attribute_type" -> first != null && type(first).equals(second);
        case "begins_with" -> beginsWith(first, second);
        case "contains" -> contains(first, second);
        default -> throw new IllegalStateException(name);
      };
    }
  }

  private static void writePart(PlainText out, PlainCondition part, boolean needsParentheses) {
    var inParentheses = needsParentheses || out.isLavish();
    if (inParentheses) out.sign("(");
    part.write(out);
    if (inParentheses) out.sign(")");
  }

  static boolean compares(String sign, @Nullable Object left, @Nullable Object right) {
    if (sign.equals("=")) return left != null && Objects.equals(left, right);
    if (sign.equals("<>")) return left == null || !Objects.equals(left, right);
    if (left == null || right == null) return false;
    int order;
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) order = a.compareTo(b);
    else if (left instanceof String a && right instanceof String b)
      order =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    else if (isBinary(left, right)) order = hex(left).compareTo(hex(right));
    else return false;
    return switch (sign) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalStateException(sign);
    };
  }

  private static boolean beginsWith(@Nullable Object whole, @Nullable Object start) {
    if (whole instanceof String text && start instanceof String part) return text.startsWith(part);
    return isBinary(whole, start) && hex(whole).startsWith(hex(start));
  }

  private static boolean contains(@Nullable Object whole, @Nullable Object part) {
    if (whole instanceof String text && part instanceof String some) return text.contains(some);
    if (isBinary(whole, part)) return hasBytes(hex(whole), hex(part));
    return whole instanceof Collection<?> members && members.contains(part);
  }

  private static boolean isBinary(@Nullable Object left, @Nullable Object right) {
    return left instanceof SdkBytes && right instanceof SdkBytes;
  }

  private static String hex(@Nullable Object bytes) {
    return HexFormat.of().formatHex(((SdkBytes) Objects.requireNonNull(bytes)).asByteArray());
  }

  private static boolean hasBytes(String whole, String part) {
    for (var at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
      if (at % 2 == 0) return true;
    }
    return false;
  }

  private static String type(Object plain) {
    return switch (plain) {
      case String _ -> "S";
      case BigDecimal _ -> "N";
      case SdkBytes _ -> "B";
      case Boolean _ -> "BOOL";
      case PlainItems.Null _ -> "NULL";
      case Set<?> members -> type(Objects.requireNonNull(members.iterator().next())) + "S";
      case List<?> _ -> "L";
      case Map<?, ?> _ -> "M";
      default -> throw new IllegalStateException(plain.toString());
    };
  }

  /// A path, a value, or a size.
  sealed interface PlainOperand {
    void write(PlainText out);

    @Nullable Object of(Map<String, Object> item);

    record Path(List<Object> path) implements PlainOperand {
      @Override
      public void write(PlainText out) {
        out.path(path);
      }

      @Override
      public @Nullable Object of(Map<String, Object> item) {
        return PlainItems.find(item, path);
      }
    }

    record Constant(Value value) implements PlainOperand {
      @Override
      public void write(PlainText out) {
        out.value(value);
      }

      @Override
      public Object of(Map<String, Object> item) {
        return PlainItems.plain(value);
      }
    }

    record Size(PlainOperand measured) implements PlainOperand {
      @Override
      public void write(PlainText out) {
        out.function("size").sign("(");
        measured.write(out);
        out.sign(")");
      }

      @Override
      public @Nullable Object of(Map<String, Object> item) {
        var size =
            switch (measured.of(item)) {
              case String text -> text.length();
              case SdkBytes bytes -> bytes.asByteArray().length;
              case Collection<?> members -> members.size();
              case Map<?, ?> attributes -> attributes.size();
              case null, default -> -1;
            };
        return size < 0 ? null : BigDecimal.valueOf(size).stripTrailingZeros();
      }
    }
  }
}
