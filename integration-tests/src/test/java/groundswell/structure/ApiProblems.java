package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.ErrorCode;
import groundswell.http.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `docs/api-problems.md` lists every code that clients can meet.
class ApiProblems {
  private static final Pattern OF_THE_API =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\| [^|]+ \\|$");
  private static final Pattern OF_THE_COMMAND =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\|$");

  private final String document = Repository.text(Repository.ROOT.resolve("docs/api-problems.md"));

  @Test
  void areListedWithStatusAndTitle() {
    assertThat(rows(OF_THE_API))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values())
                .map(code -> List.of(code.text(), "" + code.status(), code.title()))
                .toList());
  }

  @Test
  void ofTheCommandAreListed() {
    assertThat(rows(OF_THE_COMMAND))
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values()).map(code -> List.of(code.text())).toList());
  }

  /// A code's text decides what a program does, so that it may stand for one thing only.
  @Test
  void haveCodesThatMeanOneThing() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::text))
        .doesNotContainAnyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList());
  }

  private List<List<String>> rows(Pattern pattern) {
    return pattern
        .matcher(document)
        .results()
        .map(row -> IntStream.rangeClosed(1, row.groupCount()).mapToObj(row::group).toList())
        .toList();
  }
}
