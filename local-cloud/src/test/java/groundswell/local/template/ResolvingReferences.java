package groundswell.local.template;

import static groundswell.local.template.Texts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expectations are from
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
class ResolvingReferences {
  private static final String REST =
      """
      Parameters:
        Lane: {Type: String, Default: live}
        Many: {Type: Number, Default: 2}
      Mappings:
        Caps: {live: {loader: 20}, bulk: {loader: 10}}
      Conditions:
        IsLive: !Equals [!Ref Lane, live]
        IsBulk: !Not [!Condition IsLive]
        Both: !And [Condition: IsLive, !Equals [!Ref Many, 2]]
        Either: {"Fn::Or": [!Condition IsBulk, !Condition IsLive]}
      Resources:
        Work: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Lane}-work"}}
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
        Members: {Type: AWS::DynamoDB::Table, Properties: {TableName: members, AttributeDefinitions: [{AttributeName: PK, AttributeType: S}], KeySchema: [{AttributeName: PK, KeyType: HASH}], StreamSpecification: {StreamViewType: NEW_IMAGE}}}
        News: {Type: AWS::SNS::Topic}
        Files: {Type: AWS::S3::Bucket}
        Targets: {Type: AWS::SSM::Parameter, Properties: {Name: targets, Type: String, Value: !Sub "${Work.QueueName},${Many}"}}
        Never: {Type: AWS::SQS::Queue, Condition: IsBulk}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "!Ref Lane | live",
        "{Ref: Lane} | live",
        "!Ref AWS::Region | us-east-1",
        "!Ref Work | http://127.0.0.1:9324/000000000000/live-work",
        "!GetAtt Work.Arn | arn:aws:sqs:us-east-1:000000000000:live-work",
        "!GetAtt [Work, QueueName] | live-work",
        "{'Fn::GetAtt': [Members, StreamArn]} | arn:aws:dynamodb:us-east-1:000000000000:table/members/stream/local",
        "!Ref News | arn:aws:sns:us-east-1:000000000000:groundswell-News",
        "!Ref Bus | bus",
        "!GetAtt Bus.Arn | arn:aws:events:us-east-1:000000000000:event-bus/bus",
        "!GetAtt Files.Arn | arn:aws:s3:::groundswell-files",
        "!GetAtt Targets.Value | live-work,2",
        "!Sub '${AWS::StackName}/${Work.QueueName}/${!Left}' | groundswell/live-work/${Left}",
        "!Sub ['${Who}-${Lane}', {Who: !Ref Bus}] | bus-live",
        "!Join ['-', [a, !Ref Lane, c]] | a-live-c",
        "!Select [1, !Split ['.', 'a.b.c']] | b",
        "!FindInMap [Caps, !Ref Lane, loader] | 20",
        "!If [IsLive, yes it is, !GetAtt Never.Arn] | yes it is",
        "!Join [',', !If [Both, [both], []]] | both",
        "!Join [',', [a, !If [Either, !Ref AWS::NoValue, b], c]] | a,c",
      })
  void givesWhatCloudFormationWould(String value, String expected) {
    assertThat(Texts.valueOf(value, REST)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "!Ref Nobody | there is no parameter or resource \"Nobody\"",
        "!Sub '${Nobody.Arn}' | there is no parameter or resource \"Nobody\"",
        "!GetAtt Work.Colour | Queue \"Work\": attribute \"Colour\" is not supported",
        "!GetAtt Never.Arn | Queue \"Never\" is not created, as its condition does not hold",
        "!Base64 text | function \"Base64\" is not supported by the local cloud",
        "{'Fn::ImportValue': x} | function \"ImportValue\" is not supported by the local cloud",
        "!FindInMap [Caps, slow, loader] | FindInMap finds no \"slow\"",
        "!Select [3, [a, b]] | Select has no value 3 of 2",
        "'{{resolve:ssm:name}}' | the dynamic reference {{resolve:ssm:name}} is not supported",
        "!Join [a] | Join has 1 arguments, but needs 2",
      })
  void refusesWhatItCannotResolveAndSaysWhere(String value, String message) {
    assertThatThrownBy(() -> Texts.valueOf(value, REST))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("template.yaml:3: ");
  }

  @Test
  void takesAParametersValueOverItsDefault() {
    var template =
        "Outputs: {It: {Value: !Ref Cap}}\nParameters: {Cap: {Type: Number, Default: 5}}";

    assertThat(read(template, Map.of("Cap", "7")).outputs()).containsEntry("It", "7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{Type: Number, MinValue: 2} | 1 | is 1, below its MinValue",
        "{Type: Number, MaxValue: 2} | 3 | is 3, above its MaxValue",
        "{Type: Number} | many | is \"many\", but must be a number",
        "{Type: String, AllowedValues: [a, b]} | c | is \"c\", but must be one of [a, b]",
        "{Type: String, AllowedPattern: '[a-z]+'} | A1 | which does not match [a-z]+",
        "{Type: String, MaxLength: 2} | abc | length is 3, above its MaxLength",
        "{Type: CommaDelimitedList} | a | type \"CommaDelimitedList\" is not supported",
      })
  void checksAParametersValue(String definition, String value, String message) {
    assertThatThrownBy(() -> read("Parameters:\n  P: " + definition, Map.of("P", value)))
        .hasMessageStartingWith("template.yaml:2: parameter \"P\"")
        .hasMessageContaining(message);
  }

  @Test
  void needsAValueForEveryParameterAndAParameterForEveryValue() {
    assertThatThrownBy(() -> read("Parameters:\n  P: {Type: String}"))
        .hasMessage("template.yaml:2: parameter \"P\" has no default and no value was given");
    assertThatThrownBy(() -> read("Parameters:\n  P: {Type: String}", Map.of("Q", "x")))
        .hasMessageContaining("there is no parameter \"Q\" to override");
  }

  @Test
  void noticesCircles() {
    var conditions = "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]";
    var names =
        """
        Resources:
          A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "x${B.QueueName}"}}
          B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "x${A.QueueName}"}}
        """;

    assertThatThrownBy(() -> read(conditions)).hasMessageContaining("conditions go round");
    assertThatThrownBy(() -> read(names)).hasMessageContaining("properties go round");
  }
}
