package groundswell.platform.tables;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/// Items in Lambda's events, in Lambda's own attribute type.
public final class StreamImages {
  private StreamImages() {}

  /// The same item as a table has it.
  public static Item item(Map<String, AttributeValue> image) {
    return Item.of(of(image));
  }

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> of(
      Map<String, AttributeValue> image) {
    var converted =
        new HashMap<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
    image.forEach((name, value) -> converted.put(name, of(value)));
    return converted;
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue of(
      AttributeValue value) {
    var converted = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    if (value.getS() != null) converted.s(value.getS());
    if (value.getN() != null) converted.n(value.getN());
    if (value.getB() != null) converted.b(SdkBytes.fromByteBuffer(value.getB()));
    if (value.getBOOL() != null) converted.bool(value.getBOOL());
    if (value.getNULL() != null) converted.nul(value.getNULL());
    if (value.getSS() != null) converted.ss(value.getSS());
    if (value.getNS() != null) converted.ns(value.getNS());
    if (value.getBS() != null)
      converted.bs(value.getBS().stream().map(SdkBytes::fromByteBuffer).toList());
    if (value.getL() != null) converted.l(value.getL().stream().map(StreamImages::of).toList());
    if (value.getM() != null) converted.m(of(value.getM()));
    return converted.build();
  }
}
