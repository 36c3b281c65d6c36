package groundswell.local.template;

import java.util.List;
import java.util.SequencedMap;

/// A value in a template, with the line where it stands. A [Call] is an intrinsic function that is
/// not resolved yet; a [NoValue] is what `AWS::NoValue` leaves.
sealed interface Value {

  int line();

  record Scalar(String text, Kind kind, int line) implements Value {}

  record Items(List<Value> values, int line) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// @param fields in the order of the file
  record Fields(SequencedMap<String, Field> fields, int line) implements Value {}

  record Call(String function, Value argument, int line) implements Value {}

  record NoValue(int line) implements Value {}

  /// @param line of the key
  record Field(Value value, int line) {}

  /// A scalar's type by YAML's rules, kept because event patterns distinguish `1` from `"1"`.
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /// What it is, for messages.
  default String description() {
    return switch (this) {
      case Scalar scalar -> '"' + scalar.text() + '"';
      case Items _ -> "a list";
      case Fields _ -> "a mapping";
      case Call call -> "the function " + call.function();
      case NoValue _ -> "no value";
    };
  }
}
