package groundswell.operations.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Fingerprint;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingFilters {
  private static final FailureFilter FULL =
      new FailureFilter(
          FailureState.Name.PARKED,
          Optional.of(new Fingerprint("0123456789ab")),
          new FailureFilter.About(
              Optional.of(new TenantId("acme")),
              Optional.of(new UploadId("u1")),
              Optional.of(new ChallengeId("spring")),
              Optional.of("RowsSplit")),
          new FailureFilter.Period(
              Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
              Optional.of(Instant.parse("2026-03-20T12:00:00.123Z"))),
          Set.of(new FailureId("a".repeat(32)), new FailureId("b".repeat(32))),
          Optional.of("too \"many\""));

  @Test
  void readsBackWhatItWrites() {
    assertThat(read(FilterCodec.write(FULL))).isEqualTo(FULL);
    assertThat(read(FilterCodec.write(FailureFilter.OPEN))).isEqualTo(FailureFilter.OPEN);
  }

  @Test
  void meansAllThatIsOpenWhereNothingIsSaid() {
    assertThat(read("{}")).isEqualTo(FailureFilter.OPEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tenants\": \"acme\"} | tenants",
        "{\"state\": \"lost\"} | lost",
        "{\"group\": \"g\"} | group",
        "{\"tenant\": \"a b\"} | a b",
        "{\"since\": \"yesterday\"} | yesterday",
        "{\"ids\": [\"x\"]} | x",
        "{\"ids\": \"x\"} | ids",
        "{\"text\": 7} | text"
      })
  void namesWhatIsWrong(String json, String named) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidJson.class)
        .hasMessageContaining(named);
  }

  private static FailureFilter read(String json) {
    return FilterCodec.read(JsonObject.parse(json));
  }
}
