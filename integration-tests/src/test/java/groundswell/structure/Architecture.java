package groundswell.structure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import groundswell.platform.FunctionEnvironment;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which classes may depend on which.
class Architecture {
  /// The packages of the template's functions. Each has a class that builds it from its
  /// environment.
  private static final String[] FUNCTIONS =
      Template.read().resources(Template.FUNCTION).stream()
          .map(function -> function.properties().at("Handler").text())
          .map(handler -> handler.substring(0, handler.lastIndexOf('.')) + "..")
          .toArray(String[]::new);

  /// The functions that deal with failures, or report an upload's failures.
  private static final Set<String> KNOWING_OPERATIONS =
      Set.of(
          "groundswell.api..",
          "groundswell.operatorapi..",
          "groundswell.failurerecorder..",
          "groundswell.dlqreplayer..");

  /// Classes that may read the clock, randomness and the environment, and block for a time. They
  /// pass these on to others.
  private static final Set<String> COMPOSITION_ROOTS =
      Set.of(
          "groundswell.platform.FunctionEnvironment",
          "groundswell.platform.Pause",
          "groundswell.platform.logging.JsonLogging",
          "groundswell.cli.session.Environment",
          "groundswell.local.LocalCloudOptions",
          "groundswell.local.scheduling.RealTimeScheduler",
          "groundswell.dynamodb.options.Options",
          "groundswell.dynamodb.server.DynamoDbServer");

  private static final DescribedPredicate<JavaClass> CLIENTS_OF_SERVICES =
      resideInAPackage("software.amazon.awssdk.services..")
          .and(simpleNameEndingWith("Client").or(simpleNameEndingWith("Presigner")))
          .as("clients of AWS services");

  /// The class that creates the services' clients.
  private static final String CLIENTS = "groundswell.platform.AwsClients";

  private static final DescribedPredicate<JavaClass> DEPLOYED =
      resideInAnyPackage(
              "groundswell.domain..",
              "groundswell.platform..",
              "groundswell.http..",
              "groundswell.operations..")
          .or(resideInAnyPackage(FUNCTIONS))
          .as("deployed classes");

  private static final DescribedPredicate<JavaAccess<?>> CLOCK_RANDOMNESS_OR_ENVIRONMENT =
      DescribedPredicate.describe(
          "read the clock, randomness or the environment",
          access -> readsTheOutside(access.getTarget()));

  @Test
  void theDomainKnowsOnlyJava() {
    noClasses()
        .that()
        .resideInAPackage("groundswell.domain..")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage("groundswell.domain..", "java..", "org.jspecify..")))
        .check(OurClasses.MAIN);
  }

  @Test
  void theDomainOfOperationsKnowsOnlyJavaAndTheDomain() {
    noClasses()
        .that()
        .resideInAPackage("groundswell.operations.domain..")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                    "groundswell.operations.domain..",
                    "groundswell.domain..",
                    "java..",
                    "org.jspecify..")))
        .check(OurClasses.MAIN);
  }

  /// A function of the pipeline knows operations only in the class that Lambda creates.
  @Test
  void thePipelineDoesNotNameOperations() {
    var pipeline =
        Arrays.stream(FUNCTIONS)
            .filter(function -> !KNOWING_OPERATIONS.contains(function))
            .toArray(String[]::new);
    noClasses()
        .that(resideInAnyPackage(pipeline).and(not(simpleNameEndingWith("Function"))))
        .or(
            resideInAnyPackage(
                "groundswell.domain..", "groundswell.platform..", "groundswell.http.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("groundswell.operations..")
        .check(OurClasses.MAIN);
  }

  @Test
  void functionsCallServicesOnlyThroughThePlatform() {
    noClasses()
        .that()
        .resideInAnyPackage(FUNCTIONS)
        .should()
        .dependOnClassesThat(CLIENTS_OF_SERVICES)
        .check(OurClasses.MAIN);
  }

  /// The tables' own words are the only ones for items, conditions and queries, so that they also
  /// describe tables that are not DynamoDB's.
  @Test
  void onlyTheTablesKnowDynamoDb() {
    noClasses()
        .that(DEPLOYED.and(not(resideInAPackage("groundswell.platform.tables.."))))
        .and(not(belongTo(CLIENTS)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.dynamodb..")
        .check(OurClasses.MAIN);
  }

  /// Other classes of the package only make requests out of our own words, or read them.
  @Test
  void onlyTheTableCallsDynamoDb() {
    noClasses()
        .that(DEPLOYED)
        .and(not(belongTo(CLIENTS)))
        .and(not(belongTo("groundswell.platform.tables.Table")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("software.amazon.awssdk.services.dynamodb.DynamoDbClient")
        .check(OurClasses.MAIN);
  }

  /// A generic type hides the SDK's attributes from the rules above.
  @Test
  void onlyTheTablesTakeItemsApart() {
    noClasses()
        .that(DEPLOYED.and(not(resideInAPackage("groundswell.platform.tables.."))))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "convert an item to or from the SDK's attributes",
                call -> convertsItems(call.getTarget())))
        .check(OurClasses.MAIN);
  }

  /// Powertools' annotations do nothing without a weaver in the build (decision 0019).
  @Test
  void nothingIsWoven() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.aspectj..")
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("software.amazon.lambda.powertools..")
                .and(DescribedPredicate.describe("are annotations", JavaClass::isAnnotation)))
        .check(OurClasses.MAIN);
  }

  @Test
  void functionsDoNotKnowEachOther() {
    slices()
        .matching("groundswell.(*)..")
        .that(
            DescribedPredicate.describe(
                "are functions",
                slice -> Set.of(FUNCTIONS).contains("groundswell." + slice.getNamePart(1) + "..")))
        .should()
        .notDependOnEachOther()
        .check(OurClasses.MAIN);
  }

  @Test
  void nothingThatIsDeployedKnowsTheLocalCloud() {
    noClasses()
        .that(DEPLOYED)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "groundswell.local..",
            "groundswell.client..",
            "groundswell.cli..",
            "groundswell.workload..")
        .check(OurClasses.MAIN);
  }

  /// A constructor that takes the environment hides what it needs.
  @Test
  void onlyFunctionsAndTheirWiringSeeTheEnvironment() {
    noClasses()
        .that(DEPLOYED)
        .and(not(resideInAPackage("groundswell.platform")))
        .and(not(simpleNameEndingWith("Function").or(simpleNameEndingWith("Wiring"))))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(FunctionEnvironment.class)
        .check(OurClasses.MAIN);
  }

  /// Events and responses are records of our own, read as JSON: AWS's classes cost half a second at
  /// a start.
  @Test
  void nothingThatIsDeployedNamesLambdasEventClasses() {
    noClasses()
        .that(DEPLOYED)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.amazonaws.services.lambda.runtime.events..",
            "com.amazonaws.services.lambda.runtime.serialization..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(RequestHandler.class)
        .check(OurClasses.MAIN);
  }

  @Test
  void timeRandomnessAndSettingsComeThroughConstructors() {
    noClasses()
        .that(not(compositionRoots()))
        .should()
        .accessTargetWhere(CLOCK_RANDOMNESS_OR_ENVIRONMENT)
        .check(OurClasses.MAIN);
  }

  /// Neither asleep nor in a wait with a timeout: both end by the machine's clock. Code that has to
  /// wait gets a `Pause` or a scheduler, and a test replaces it.
  @Test
  void nobodySleeps() {
    noClasses()
        .that(not(compositionRoots()))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "let real time pass", access -> letsTimePass(access.getTarget())))
        .check(OurClasses.MAIN);
  }

  /// The name of a removed class would excuse the next class that takes it.
  @Test
  void everyCompositionRootIsAClass() {
    assertThat(COMPOSITION_ROOTS).allMatch(OurClasses.MAIN::contain);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("groundswell.(**)").should().beFreeOfCycles().check(OurClasses.MAIN);
  }

  /// The named classes and the benchmarks, whose work is to measure time.
  private static DescribedPredicate<JavaClass> compositionRoots() {
    return DescribedPredicate.describe(
        "composition roots",
        type ->
            COMPOSITION_ROOTS.contains(outermost(type))
                || type.getPackageName().startsWith("groundswell.benchmarks"));
  }

  private static DescribedPredicate<JavaClass> belongTo(String outermost) {
    return DescribedPredicate.describe(
        "belong to " + outermost, type -> outermost(type).equals(outermost));
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("[$].*", "");
  }

  private static boolean convertsItems(AccessTarget target) {
    return switch (target.getOwner().getName()) {
      case "groundswell.platform.tables.Item" -> target.getName().matches("of|attributes");
      case "groundswell.platform.tables.Key" -> target.getName().equals("attributes");
      default -> false;
    };
  }

  private static boolean letsTimePass(AccessTarget target) {
    var name = target.getName();
    return switch (target.getOwner().getName()) {
      case "java.util.concurrent.locks.LockSupport" -> name.startsWith("park");
      case "groundswell.platform.Pause" -> name.equals("inRealTime");
      case "java.util.concurrent.TimeUnit" -> name.matches("sleep|timedWait|timedJoin");
      default -> name.equals("sleep") || isTimed(target);
    };
  }

  /// Whether it waits at most for a time, such as a `get` with a timeout. A constructor only keeps
  /// the time, and a scheduled task lets no thread wait.
  private static boolean isTimed(AccessTarget target) {
    var name = target.getName();
    if (takes(target, "java.util.concurrent.TimeUnit")) return !name.matches("<init>|schedule.*");
    return name.matches("wait|join|waitFor|await(Nanos|Until|Termination)")
        && Stream.of("long", "java.time.Duration", "java.util.Date")
            .anyMatch(time -> takes(target, time));
  }

  private static boolean readsTheOutside(AccessTarget target) {
    var owner = target.getOwner();
    var name = target.getName();
    return switch (owner.getName()) {
      case "java.lang.System" -> name.matches("currentTimeMillis|nanoTime|getenv|getProperty");
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      case "java.util.random.RandomGenerator" -> name.matches("getDefault|of");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
      case "java.lang.Math" -> name.equals("random");
      case "java.util.Random" -> name.equals("<init>") && !takes(target, "long");
      default ->
          owner.getPackageName().equals("java.time")
              && name.equals("now")
              && !takes(target, "java.time.Clock");
    };
  }

  private static boolean takes(AccessTarget target, String type) {
    return target instanceof AccessTarget.CodeUnitAccessTarget call
        && call.getRawParameterTypes().stream().anyMatch(each -> each.getName().equals(type));
  }
}
