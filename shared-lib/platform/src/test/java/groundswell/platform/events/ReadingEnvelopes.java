package groundswell.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.events.Event;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.PermanentFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingEnvelopes {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void readsEventBridgesFrame() {
    var message =
        """
        {"version": "0", "id": "6a7e8feb", "detail-type": "ChallengeChanged", "source": "groundswell",
         "account": "000000000000", "time": "2026-03-20T12:00:00Z", "region": "us-east-1",
         "resources": [], "detail": {"tenant": "acme", "challenge": "spring", "version": 7,
         "added later": {"x": [1]}}}
        """;

    assertThat(EventCodec.decode(Envelope.parse(message), NOW))
        .isEqualTo(new Event.ChallengeChanged(new TenantId("acme"), new ChallengeId("spring"), 7));
  }

  @Test
  void readsTheMessageThatItWritesForAnEvent() {
    var event = new Event.ChallengeChanged(new TenantId("acme"), new ChallengeId("spring"), 7);

    assertThat(EventCodec.decode(Envelope.parse(EventCodec.message(event)), NOW)).isEqualTo(event);
  }

  @Test
  void readsTheMessageThatItWritesForACommand() {
    var command =
        Envelope.command("RecalculateShard", Map.of("tenant", "acme", "shard", 3, "version", 7L));

    var envelope = Envelope.parse(command);

    assertThat(envelope.detailType()).isEqualTo("RecalculateShard");
    assertThat(envelope.detail().text("tenant")).isEqualTo("acme");
    assertThat(envelope.detail().smallNumber("shard")).isEqualTo(3);
    assertThat(envelope.detail().number("version")).isEqualTo(7);
  }

  /// SQS refuses messages with such a character.
  @Test
  void escapesCharactersThatQueuesRefuse() {
    var text = "a\uFFFE\uFFFF\u0001\u00E4\uD83C\uDFC3b";

    var command = Envelope.command("Command", Map.of("text", text));

    assertThat(command.chars()).allMatch(c -> c >= 0x20 && c <= 0x7E);
    assertThat(Envelope.parse(command).detail().text("text")).isEqualTo(text);
  }

  /// Such an error has no location.
  @Test
  void saysWhichLimitOfTheParserAMessageBreaks() {
    for (var body :
        List.of(
            "{\"n\":" + "1".repeat(1_001) + "}",
            "{\"" + "k".repeat(50_001) + "\":1}",
            "[".repeat(1_500) + "]".repeat(1_500))) {
      assertThatThrownBy(() -> Envelope.parse(body))
          .isInstanceOf(PermanentFailure.class)
          .hasMessageStartingWith("undecodable: not valid JSON");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          hello                                                     | not valid JSON at line 1
          {"detail": {}}                                            | detail-type: missing
          {"detail-type": "ActivityChanged"}                        | detail: missing
          {"detail-type": "Nonsense", "detail": {"tenant": "a"}}    | Nonsense: there is no such type of event
          {"detail-type": "ChallengeChanged", "detail": {"tenant": "a b"}} | ChallengeChanged: detail.tenant: tenant id
          {"detail-type": "ChallengeChanged", "detail": {"tenant": "a", "challenge": "c", "version": 1.5}} | ChallengeChanged: detail.version: 1.5 is not a whole number
          {"detail-type": "ChallengeChanged", "detail": {"tenant": "a", "challenge": "c", "version": -5}} | ChallengeChanged: detail.version: version -5 is below 0
          {"detail-type": "ChallengeChanged", "detail": {"tenant": "a", "challenge": "c", "version": 4102444800000}} | ChallengeChanged: detail.version: version 4102444800000 lies ahead of the clock
          {"detail-type": "ActivityChanged", "detail": {"tenant": "a", "lane": "live", "months": [{"member": "m", "metric": "steps", "month": "2026-11", "version": 1, "sources": {"w": {"31": 7}}, "corrections": {}}]}} | ActivityChanged: detail.months[0]: 2026-11 has no day 31
          {"detail-type": "ActivityChanged", "detail": {"tenant": "a", "lane": "live", "months": [{"member": "m", "metric": "steps", "month": "2026-11", "version": 1, "sources": {"w": {"3": -5}}, "corrections": {}}]}} | ActivityChanged: detail.months[0]: value -5 of day 3 is not in 0..10000000
          {"detail-type": "RewardChanged", "detail": {"tenant": "a", "lane": "slow", "ledgers": []}} | RewardChanged: detail.lane: "slow" is not live or bulk
          {"detail-type": "ActivityChanged", "detail": {"tenant": "a", "lane": "live", "months": [{"member": "m", "metric": "s", "month": "2026-11", "version": 1, "sources": {"w": {"32": 1}}}]}} | ActivityChanged: detail.months[0].sources.w.32: is not a day of a month
          """)
  void saysWhatIsWrongWithAMessage(String message, String explanation) {
    assertThatThrownBy(() -> EventCodec.decode(Envelope.parse(message), NOW))
        .isInstanceOfSatisfying(
            PermanentFailure.class, failure -> assertThat(failure.code()).isEqualTo("undecodable"))
        .hasMessageStartingWith("undecodable: " + explanation);
  }
}
