package groundswell.dynamodb.values;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;

/// One attribute value of an item. Immutable. Two values are equal if DynamoDB's `=` says so: sets
/// in any order, numbers by their value.
///
/// The types are those of
/// developerguide/HowItWorks.NamingRulesDataTypes.html.
public sealed interface Value {
  Type type();

  record Text(String text) implements Value {
    @Override
    public Type type() {
      return Type.S;
    }
  }

  /// @param number up to 38 significant digits, kept without trailing zeros
  record Numeric(BigDecimal number) implements Value {
    public Numeric {
      number = Numbers.normal(number);
    }

    public static Numeric of(long number) {
      return new Numeric(BigDecimal.valueOf(number));
    }

    @Override
    public Type type() {
      return Type.N;
    }
  }

  record Binary(SdkBytes bytes) implements Value {
    @Override
    public Type type() {
      return Type.B;
    }
  }

  record Bool(boolean isTrue) implements Value {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  record Null() implements Value {
    @Override
    public Type type() {
      return Type.NULL;
    }
  }

  record TextSet(Set<String> texts) implements Value {
    public TextSet {
      texts = copy(texts);
    }

    @Override
    public Type type() {
      return Type.SS;
    }
  }

  /// @param numbers each kept without trailing zeros
  record NumberSet(Set<BigDecimal> numbers) implements Value {
    public NumberSet {
      var normal = LinkedHashSet.<BigDecimal>newLinkedHashSet(numbers.size());
      for (var number : numbers) normal.add(Numbers.normal(number));
      numbers = Collections.unmodifiableSet(normal);
    }

    @Override
    public Type type() {
      return Type.NS;
    }
  }

  record BinarySet(Set<SdkBytes> elements) implements Value {
    public BinarySet {
      elements = copy(elements);
    }

    @Override
    public Type type() {
      return Type.BS;
    }
  }

  record ListOf(List<Value> elements) implements Value {
    public ListOf {
      elements = List.copyOf(elements);
    }

    @Override
    public Type type() {
      return Type.L;
    }
  }

  record MapOf(Map<String, Value> attributes) implements Value {
    public MapOf {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @Override
    public Type type() {
      return Type.M;
    }
  }

  /// The types by the names that the API and `attribute_type` give them.
  enum Type {
    S,
    N,
    B,
    BOOL,
    NULL,
    SS,
    NS,
    BS,
    L,
    M
  }

  private static <T> Set<T> copy(Set<T> elements) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
  }
}
