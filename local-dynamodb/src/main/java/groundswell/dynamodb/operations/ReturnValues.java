package groundswell.dynamodb.operations;

import org.jspecify.annotations.Nullable;

/// What a write returns of the item.
final class ReturnValues {
  private ReturnValues() {}

  static void checkOfPutOrDelete(ValueLayer layer, @Nullable String wanted) {
    if (wanted != null && !wanted.equals("ALL_OLD") && !wanted.equals("NONE"))
      throw layer.refusal("ReturnValues can only be ALL_OLD or NONE");
  }
}
