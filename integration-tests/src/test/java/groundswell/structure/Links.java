package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Links between the documents: to a file, to a heading of a file, or both.
class Links {
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /// Code blocks are skipped: what looks like a link or a heading there is not one.
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");

  @Test
  void leadSomewhere() {
    assertThat(Repository.files("", ".md"))
        .isNotEmpty()
        .flatMap(document -> deadLinks(document).toList())
        .isEmpty();
  }

  private static Stream<String> deadLinks(Path document) {
    return LINK.matcher(withoutCode(document))
        .results()
        .filter(link -> !leadsSomewhere(document, link.group(1), link.group(2)))
        .map(link -> Repository.ROOT.relativize(document) + ": " + link.group());
  }

  private static boolean leadsSomewhere(Path document, String file, @Nullable String heading) {
    var target = file.isEmpty() ? document : document.resolveSibling(file);
    return heading == null ? Files.exists(target) : anchors(target).contains(heading);
  }

  /// The names that GitHub gives to the headings of a document.
  private static Set<String> anchors(Path document) {
    if (!Files.isRegularFile(document)) return Set.of();
    return HEADING
        .matcher(withoutCode(document))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .collect(Collectors.toSet());
  }

  private static String withoutCode(Path document) {
    return CODE_BLOCK.matcher(Repository.text(document)).replaceAll("");
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
