package groundswell.dynamodb.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/// The type of a member of a request or response, as the SDK describes its own classes.
sealed interface Shape {
  enum Scalar implements Shape {
    TEXT("class java.lang.String"),
    INTEGER("class java.lang.Integer"),
    LONG("class java.lang.Long"),
    DOUBLE("class java.lang.Double"),
    TRUTH("class java.lang.Boolean"),
    BYTES("class java.nio.ByteBuffer"),
    TIME("class java.util.Date");

    private final String serviceName;

    Scalar(String serviceName) {
      this.serviceName = serviceName;
    }

    @Override
    public String serviceName() {
      return serviceName;
    }
  }

  record ListOf(Shape element) implements Shape {
    @Override
    public String serviceName() {
      return "java.util.List<%s>".formatted(element.parameterName());
    }
  }

  record MapOf(Shape value) implements Shape {
    @Override
    public String serviceName() {
      return "java.util.Map<java.lang.String, %s>".formatted(value.parameterName());
    }
  }

  /// @param name in JSON
  record Member(String name, SdkField<?> field, Shape shape) {}

  /// The service's name for this shape in error messages: one of its own Java types.
  String serviceName();

  private String parameterName() {
    return serviceName().replaceFirst("^class ", "");
  }

  static Shape of(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> Scalar.TEXT;
      case INTEGER -> Scalar.INTEGER;
      case LONG -> Scalar.LONG;
      case DOUBLE -> Scalar.DOUBLE;
      case BOOLEAN -> Scalar.TRUTH;
      case SDK_BYTES -> Scalar.BYTES;
      case INSTANT -> Scalar.TIME;
      case LIST -> new ListOf(of(field.getRequiredTrait(ListTrait.class).memberFieldInfo()));
      case MAP -> new MapOf(of(field.getRequiredTrait(MapTrait.class).valueFieldInfo()));
      case SDK_POJO -> Structure.of(field.constructor());
      case NULL, SHORT, BYTE, FLOAT, BIG_DECIMAL, DOCUMENT ->
          throw new IllegalStateException(
              "DynamoDB has no member of the type of " + field.memberName());
    };
  }

  /// A class of the SDK. Structures may contain themselves, as an attribute value does, so members
  /// are looked up on first use.
  final class Structure implements Shape {
    private static final Map<Class<?>, Structure> KNOWN = new ConcurrentHashMap<>();

    private final Supplier<? extends SdkPojo> constructor;
    private final List<SdkField<?>> fields;
    private final String serviceName;
    private volatile @Nullable Map<String, Member> members;

    private Structure(Supplier<? extends SdkPojo> constructor, SdkPojo builder) {
      this.constructor = constructor;
      this.fields = builder.sdkFields();
      this.serviceName =
          "class com.amazonaws.dynamodb.v20120810."
              + builder.getClass().getEnclosingClass().getSimpleName();
    }

    /// @param constructor makes an empty builder
    static Structure of(Supplier<? extends SdkPojo> constructor) {
      var builder = constructor.get();
      return KNOWN.computeIfAbsent(builder.getClass(), _ -> new Structure(constructor, builder));
    }

    /// For a class that is only written, never read.
    static Structure ofWritten(SdkPojo builder) {
      return KNOWN.computeIfAbsent(
          builder.getClass(),
          type ->
              new Structure(
                  () -> {
                    throw new IllegalStateException(type + " is not read");
                  },
                  builder));
    }

    SdkPojo builder() {
      return constructor.get();
    }

    static Object build(SdkPojo builder) {
      return ((Buildable) builder).build();
    }

    Map<String, Member> members() {
      var found = members;
      if (found == null) {
        found = find();
        members = found;
      }
      return found;
    }

    private Map<String, Member> find() {
      var found = new LinkedHashMap<String, Member>();
      for (var field : fields) {
        found.put(field.locationName(), new Member(field.locationName(), field, Shape.of(field)));
      }
      return found;
    }

    @Nullable Member member(String name) {
      return members().get(name);
    }

    @Override
    public String serviceName() {
      return serviceName;
    }
  }
}
