package groundswell.local.template;

import static groundswell.local.template.Texts.read;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusingWhatIsNotSupported {

  @Test
  void namesAnUnknownPropertyAtAnyDepthWithItsLine() {
    var top = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      Foo: 1\n";
    var deep =
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Events:
                Work:
                  Type: SQS
                  Properties:
                    ScalingConfig:
                      Foo: 1
        """;

    assertThatThrownBy(() -> read(top))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "template.yaml:5: Queue \"Q\": property \"Foo\" is not supported by the local cloud");
    assertThatThrownBy(() -> read(deep))
        .hasMessage(
            "template.yaml:11: Function \"F\": property \"Events.Work.ScalingConfig.Foo\" is not"
                + " supported by the local cloud");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{Type: AWS::EC2::Instance} | resource \"It\": type \"AWS::EC2::Instance\" is not supported",
        "{Type: AWS::SQS::Queue, UpdatePolicy: {}} | attribute \"UpdatePolicy\" is not supported",
        "{Type: AWS::SQS::Queue, DependsOn: Nobody} | depends on \"Nobody\", which does not exist",
        "{Type: AWS::SQS::Queue, DependsOn: It} | resource \"It\" depends on itself",
        "{Type: AWS::SQS::Queue, Condition: Nobody} | there is no condition \"Nobody\"",
        "{Type: AWS::SQS::Queue, Properties: {FifoQueue: true}} | \"FifoQueue\" is \"true\", but the local cloud supports only false",
        "{Type: AWS::SQS::Queue, Properties: {DelaySeconds: 901}} | DelaySeconds is 901, but must be from 0 to 900",
        "{Type: AWS::SQS::Queue, Properties: {DelaySeconds: soon}} | DelaySeconds is \"soon\", but must be a whole number",
        "{Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: x, maxReceiveCount: 3}}} | no AWS::SQS::Queue in this template has that Arn",
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java21}} | supports only java25",
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B::run}} | the local cloud calls only handleRequest",
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Events: {Tick: {Type: Schedule, Properties: {}}}}} | Function \"It\": event type \"Schedule\" is not supported by the local cloud",
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Events: {R: {Type: HttpApi, Properties: {Path: /, Method: get}}}}} | there is no HTTP API in this template",
        "{Type: AWS::KMS::Key, Properties: {Description: !Cidr [a, 1]}} | function \"Cidr\" is not supported",
        "{Type: AWS::Events::Rule, Properties: {EventPattern: {a: [1]}}} | there is no event bus \"default\"",
      })
  void saysWhatAndWhere(String resource, String message) {
    assertThatThrownBy(() -> read("Resources:\n  It: " + resource))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("template.yaml:2: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Rules: {} | section \"Rules\" is not supported",
        "Transform: AWS::Include | supports only Transform AWS::Serverless-2016-10-31",
        "Globals: {Api: {}} | Globals: \"Api\" is not supported",
        "Conditions: {A: !Contains [a, b]} | function \"Contains\" is not supported in a condition",
        "Outputs: {A: {Value: &x 1}} | does not support anchors",
        "Outputs: {A: 1, A: 2} | \"A\" is already given in line 1",
        "Resources: [ | not YAML",
        "Resources: x | Resources must be a mapping, but is \"x\"",
      })
  void refusesOtherSectionsAndForms(String template, String message) {
    assertThatThrownBy(() -> read(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("template.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void limitsDepthAndTargets() {
    var deep = "Metadata: " + "[".repeat(60) + "]".repeat(60);
    var targets = "{Id: a, Arn: a}, ".repeat(6);
    var rule =
        "Resources:\n  B: {Type: AWS::Events::EventBus}\n"
            + "  R: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref B, Targets: [%s]}}"
                .formatted(targets);

    assertThatThrownBy(() -> read(deep)).hasMessageContaining("template.yaml:1: not YAML");
    assertThatThrownBy(() -> read(rule)).hasMessageContaining("6 targets, but at most 5");
  }

  @Test
  void wantsAWindowForALargeBatch() {
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
    var template =
        """
        Resources:
          Q: {Type: AWS::SQS::Queue}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, BatchSize: 11}}}
        """;

    assertThatThrownBy(() -> read(template))
        .hasMessageContaining("BatchSize 11 needs a MaximumBatchingWindowInSeconds of at least 1");
  }

  /// The page "DependsOn attribute" of CloudFormation's template reference.
  @Test
  void refusesDependenciesThatGoRoundInACircle() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    Resources:
                      A: {Type: AWS::SQS::Queue, DependsOn: B}
                      B: {Type: AWS::SQS::Queue, DependsOn: [C]}
                      C: {Type: AWS::SQS::Queue, DependsOn: A}
                    """))
        .hasMessage("template.yaml:4: resource \"A\" depends on itself");
  }

  /// See https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  @Test
  void refusesAQueueWhoseMessagesComeBackWhileTheFunctionRuns() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    Resources:
                      Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 119}}
                      F:
                        Type: AWS::Serverless::Function
                        Properties:
                          Handler: a.B
                          Timeout: 120
                          Events:
                            Work: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}
                    """))
        .hasMessageStartingWith("template.yaml:9: ")
        .hasMessageContaining(
            "VisibilityTimeout of Q is 119 s, but must be at least the Timeout of F, 120 s");
  }

  /// SAM makes one OpenAPI path of them, and refuses the second (page "HttpApi" of its guide).
  @Test
  void refusesTwoEventsForOneRoute() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    Resources:
                      Api: {Type: AWS::Serverless::HttpApi}
                      F:
                        Type: AWS::Serverless::Function
                        Properties:
                          Handler: a.B
                          Events:
                            One: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: "/u/{id}", Method: get}}
                            Two: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: "/u/{name}", Method: GET}}
                    """))
        .hasMessageStartingWith("template.yaml:9: ")
        .hasMessageContaining("GET /u/{name} is already the route of an event of F");
  }

  @Test
  void refusesAnEventPatternThatMatchesNothing() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    Resources:
                      Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
                      Rule:
                        Type: AWS::Events::Rule
                        Properties:
                          EventBusName: !Ref Bus
                          EventPattern: {source: groundswell}
                    """))
        .hasMessageStartingWith("template.yaml:")
        .hasMessageContaining("EventPattern {\"source\":\"groundswell\"} is not valid");
  }
}
