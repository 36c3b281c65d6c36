package groundswell.structure;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The records that the API sends, and the schemas that they are written by.
final class ViewsOfTheApi {
  /// The packages whose records are sent, if all they hold can be.
  private static final Set<String> PACKAGES = Set.of("groundswell.api", "groundswell.operatorapi");

  private static final Set<String> PROBLEMS =
      Set.of("groundswell.http.HttpProblem$Body", "groundswell.http.HttpProblem$ErrorView");

  /// The schemas whose names are not the record's, because it would say too little to a stranger.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("HttpProblem.Body", "Problem"),
          Map.entry("HttpProblem.ErrorView", "FieldError"),
          Map.entry("UploadRoutes.Created", "UploadTicket"),
          Map.entry("UploadView.Findings", "UploadFindings"),
          Map.entry("UploadView.Partitions", "UploadPartitions"),
          Map.entry("UploadView.Question", "UploadQuestion"),
          Map.entry("UploadView.Refusal", "UploadRefusal"),
          Map.entry("UploadView.Report", "UploadReport"),
          Map.entry("ReversalView", "UploadReversal"),
          Map.entry("CheckView", "UploadCheck"),
          Map.entry("LeaversView", "UploadLeavers"),
          Map.entry("LeaversView.LeaverView", "UploadLeaver"),
          Map.entry("CheckView.EffectView", "UploadEffect"),
          Map.entry("CheckView.RewardsView", "UploadRewards"),
          Map.entry("CheckView.LossView", "RewardLoss"),
          Map.entry("CheckView.BoardView", "MovedBoard"),
          Map.entry("CheckView.SampleView", "UploadSample"),
          Map.entry("Consequences.Rewards", "RewardsSum"),
          Map.entry("Choice", "UploadChoice"),
          Map.entry("Choice.Reading", "UploadReading"),
          Map.entry("ProgressRoutes.RewardView", "GrantedReward"),
          Map.entry("DayRoutes.DayView", "ActivityDay"),
          Map.entry("MemberListRoutes.MemberPage", "MemberList"),
          Map.entry("PersonalDataRoutes.Export", "MemberExport"),
          Map.entry("PersonalDataRoutes.MonthView", "ActivityMonth"),
          Map.entry("PersonalDataRoutes.DayView", "StoredDay"),
          Map.entry("PersonalDataRoutes.EntryView", "StoredEntry"),
          Map.entry("BoardRoutes.RowView", "BoardRow"),
          Map.entry("BoardRoutes.RecalculationView", "BoardRecalculation"),
          Map.entry("FailureRoutes.Changed", "FailureChanges"),
          Map.entry("EditRoutes.Edited", "EditedFailure"),
          Map.entry("RedriveView.Step", "RedriveStep"),
          Map.entry("RehearsalRoutes.View", "Rehearsal"),
          Map.entry("AuditRoutes.Lines", "AuditLines"),
          Map.entry("AuditRoutes.Line", "AuditLine"),
          Map.entry("FlowRoutes.Mapping", "QueueMapping"),
          Map.entry("TenantRoutes.View", "TenantRemoval"));

  private ViewsOfTheApi() {}

  /// Every record that is sent, by its schema's name.
  static Map<String, Class<?>> all() {
    var found = new TreeSet<Class<?>>((a, b) -> a.getName().compareTo(b.getName()));
    OurClasses.MAIN.stream()
        .filter(
            type ->
                PACKAGES.contains(type.getPackageName()) || PROBLEMS.contains(type.getFullName()))
        .map(JavaClass::reflect)
        .filter(ViewsOfTheApi::isSent)
        .forEach(view -> addWithParts(view, found));
    return found.stream()
        .collect(toMap(ViewsOfTheApi::nameOf, view -> view, (a, _) -> a, TreeMap::new));
  }

  /// The names that are none of a record that is sent.
  static Set<String> namesWithoutRecord() {
    var schemas = all();
    return NAMES.values().stream()
        .filter(name -> !schemas.containsKey(name))
        .collect(toCollection(TreeSet::new));
  }

  private static void addWithParts(Class<?> view, Collection<Class<?>> found) {
    if (!found.add(view)) return;
    for (var component : view.getRecordComponents()) addParts(component.getGenericType(), found);
  }

  private static void addParts(Type type, Collection<Class<?>> found) {
    switch (type) {
      case ParameterizedType generic -> {
        for (var argument : generic.getActualTypeArguments()) addParts(argument, found);
      }
      case Class<?> plain when plain.isRecord() -> addWithParts(plain, found);
      default -> {}
    }
  }

  private static boolean isSent(Class<?> type) {
    return type.isRecord() && !Modifier.isPrivate(type.getModifiers()) && holdsWhatIsSent(type);
  }

  private static boolean holdsWhatIsSent(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .allMatch(component -> canBeSent(component.getGenericType()));
  }

  private static boolean canBeSent(Type type) {
    return switch (type) {
      case ParameterizedType generic ->
          isCollection((Class<?>) generic.getRawType())
              && Arrays.stream(generic.getActualTypeArguments()).allMatch(ViewsOfTheApi::canBeSent);
      case Class<?> plain when plain.isRecord() -> holdsWhatIsSent(plain);
      case Class<?> plain -> !jsonTypes(plain).isEmpty();
      default -> false;
    };
  }

  private static boolean isCollection(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  private static String nameOf(Class<?> view) {
    var host = view.getEnclosingClass();
    var name = (host == null ? "" : host.getSimpleName() + ".") + view.getSimpleName();
    return NAMES.getOrDefault(name, view.getSimpleName().replaceFirst("View$", ""));
  }

  /// The fields of a record as they are sent, each as `name`, or `name?` if it can be left out.
  static Set<String> fields(Class<?> view) {
    var fields = new TreeSet<String>();
    for (var component : view.getRecordComponents()) {
      if (isUnwrapped(view, component)) fields.addAll(fields(component.getType()));
      else fields.add(field(component) + (isNullable(component) ? "?" : ""));
    }
    return fields;
  }

  /// The types that a schema may give the fields of a record.
  static Map<String, Set<String>> types(Class<?> view) {
    var types = new TreeMap<String, Set<String>>();
    for (var component : view.getRecordComponents()) {
      if (isUnwrapped(view, component)) types.putAll(types(component.getType()));
      else types.put(field(component), typesOf(component.getGenericType()));
    }
    return types;
  }

  private static Set<String> typesOf(Type type) {
    return switch (type) {
      case ParameterizedType generic ->
          Collection.class.isAssignableFrom((Class<?>) generic.getRawType())
              ? Set.of("array")
              : Set.of("object");
      case Class<?> plain when plain.isRecord() -> Set.of(nameOf(plain));
      default -> jsonTypes((Class<?>) type);
    };
  }

  private static Set<String> jsonTypes(Class<?> type) {
    if (type == String.class) return Set.of("string");
    if (type == boolean.class || type == Boolean.class) return Set.of("boolean");
    if (Set.of(int.class, long.class, Integer.class, Long.class).contains(type))
      return Set.of("integer");
    if (type == BigDecimal.class || type == double.class) return Set.of("number");
    return JsonNode.class.isAssignableFrom(type) ? Set.of("object") : Set.of();
  }

  private static String field(RecordComponent component) {
    return SnakeCaseStrategy.INSTANCE.translate(component.getName());
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /// The annotation has no target for components, so that it is on the constructor's parameter.
  private static boolean isUnwrapped(Class<?> view, RecordComponent component) {
    return Arrays.stream(view.getDeclaredFields())
        .filter(field -> field.getName().equals(component.getName()))
        .anyMatch(field -> field.isAnnotationPresent(JsonUnwrapped.class));
  }
}
