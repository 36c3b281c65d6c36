package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a reader of the code and the documents can rely on.
class Tidiness {
  private static final int LINES_MAX = 400;

  /// Unfinished, switched off, swallowed.
  private static final List<Pattern> NOT_HERE =
      List.of(
          Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|Unsupported" + "OperationException"),
          Pattern.compile("@Dis" + "abled|@Ig" + "nore\\b"),
          Pattern.compile("catch \\([^)]*\\) \\{\\s*}"));

  /// The formatter breaks a documentation comment's line that is too long. What it puts on the next
  /// line is no longer part of the comment.
  private static final Pattern BROKEN_COMMENT = Pattern.compile("(?m)^ *///.*\\n *//(?!/).*$");

  private final List<Path> sources = Repository.files("", ".java");

  @Test
  void noFileIsLong() {
    assertThat(sources).isNotEmpty();
    assertThat(sources.stream().filter(file -> Repository.text(file).lines().count() > LINES_MAX))
        .isEmpty();
  }

  @Test
  void nothingIsUnfinishedSwitchedOffOrSwallowed() {
    assertThat(sources.stream().flatMap(Tidiness::findings)).isEmpty();
  }

  @Test
  void documentCommentsAreWhole() {
    assertThat(sources)
        .flatMap(file -> BROKEN_COMMENT.matcher(Repository.text(file)).results().toList())
        .extracting(MatchResult::group)
        .isEmpty();
  }

  /// They make a sentence be read twice. The messages and comments of a language are for readers
  /// whose first language is another one.
  @Test
  void hardWordsAreAvoided() {
    var hard =
        Pattern.compile("\\b[Ww]ho" + "ever\\b|\\bin va" + "in\\b|(?<!there )\\bis no" + "ne\\b");
    var texts = new ArrayList<>(sources);
    texts.addAll(Repository.files("docs", ".md"));
    texts.addAll(
        List.of(Repository.ROOT.resolve("README.md"), Repository.ROOT.resolve("template.yaml")));

    assertThat(texts)
        .flatMap(
            file ->
                hard.matcher(Repository.text(file))
                    .results()
                    .map(match -> file + ": " + match.group())
                    .toList())
        .isEmpty();
  }

  @Test
  void theGlossaryDefinesEachTermOnce() {
    var glossary = Repository.text(Repository.ROOT.resolve("docs/glossary.md"));

    assertThat(Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]+ \\|$").matcher(glossary).results())
        .hasSizeGreaterThan(50)
        .extracting(row -> row.group(1))
        .filteredOn(term -> !term.equals("term") && !term.startsWith("---"))
        .doesNotHaveDuplicates();
  }

  /// [Architecture] checks this for the code of the product.
  @Test
  void testsWaitForSomethingAndDoNotSleep() {
    assertThat(sources)
        .filteredOn(file -> file.toString().contains("/src/test/"))
        .filteredOn(file -> Repository.text(file).contains("Thread" + ".sleep"))
        .isEmpty();
  }

  @Test
  void everyPackageTellsWhatItIsAndHasNoNulls() {
    assertThat(OurClasses.SOURCES.stream().map(Path::getParent).distinct())
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .content()
                    .startsWith("///")
                    .contains("@org.jspecify.annotations.NullMarked"));
  }

  @Test
  void everyDecisionHasANumberOfItsOwn() {
    assertThat(Repository.files("docs/decisions", ".md"))
        .isNotEmpty()
        .extracting(file -> file.getFileName().toString())
        .allMatch(name -> name.matches("\\d{4}-[a-z0-9-]+[.]md"), "NNNN-title.md")
        .extracting(name -> name.substring(0, 4))
        .doesNotHaveDuplicates();
  }

  /// `failure-modes.md` names the test behind each claim; they exist.
  @Test
  void testsThatTheDocumentsNameExist() {
    var names = Pattern.compile("`(\\w+)\\.(\\w+)`(?= *[|;,])");
    var tests = sources.stream().filter(file -> file.toString().contains("/src/test/")).toList();

    var missing =
        names
            .matcher(Repository.text(Repository.ROOT.resolve("docs/failure-modes.md")))
            .results()
            .filter(
                match ->
                    tests.stream()
                        .filter(file -> file.endsWith(match.group(1) + ".java"))
                        .noneMatch(
                            file -> Repository.text(file).contains(" " + match.group(2) + "(")))
            .map(match -> match.group());

    assertThat(missing).isEmpty();
  }

  private static Stream<String> findings(Path file) {
    var text = Repository.text(file);
    return NOT_HERE.stream()
        .flatMap(pattern -> pattern.matcher(text).results())
        .map(match -> file + ": " + match.group());
  }
}
