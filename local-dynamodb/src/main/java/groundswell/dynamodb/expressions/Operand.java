package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import org.jspecify.annotations.Nullable;

/// What a condition compares, with placeholders replaced.
sealed interface Operand {
  /// @return null if the item lacks the value
  @Nullable Value of(Item item);

  record Attribute(DocumentPath path) implements Operand {
    @Override
    public @Nullable Value of(Item item) {
      return path.find(item);
    }
  }

  record Constant(Value value) implements Operand {
    @Override
    public Value of(Item item) {
      return value;
    }
  }

  record Size(Operand measured) implements Operand {
    @Override
    public @Nullable Value of(Item item) {
      return Functions.size(measured.of(item));
    }
  }

  /// The operand's type if it is the same for every item, else null.
  default Value.@Nullable Type fixedType() {
    return switch (this) {
      case Attribute _ -> null;
      case Constant(var value) -> value.type();
      case Size _ -> Value.Type.N;
    };
  }
}
