package groundswell.domain.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is known about the bytes of a file before it is read, apart from what they say themselves.
/// A pass over the file may find out more, which the next pass knows from its beginning.
///
/// @param containers opens files that are no CSV
/// @param codePage of a file that is not in Unicode, and does not say how it is written
/// @param options by which the bytes are read, if the mapping that was recognised says so
/// @param encoding if it is settled
/// @param unsettled whether the encoding must be weighed before the next pass
/// @param longFields the lines at which a quoted field begins that is longer than a row may be
/// @param strayQuotes the lines at which a quote seems to begin such a field, but does not
public record ReadPlan(
    Containers containers,
    CodePage codePage,
    Optional<ReadOptions> options,
    Optional<Encoding> encoding,
    boolean unsettled,
    Set<Long> longFields,
    Set<Long> strayQuotes) {
  /// The most quotes whose meaning only the rest of the file shows. Each costs a pass.
  static final int QUOTES_MAX = 8;

  public ReadPlan {
    longFields = Set.copyOf(longFields);
    strayQuotes = Set.copyOf(strayQuotes);
  }

  /// Of a file of which nothing is known.
  public static ReadPlan first(Containers containers) {
    return first(containers, CodePage.USUAL);
  }

  /// Of a file of which nothing is known but the code page of its tenant.
  public static ReadPlan first(Containers containers, CodePage codePage) {
    return new ReadPlan(
        containers, codePage, Optional.empty(), Optional.empty(), false, Set.of(), Set.of());
  }

  /// Reads a file, as often as it takes.
  ///
  /// @param pass reads the file from its beginning; it is called again if it could not read to the
  ///     end
  /// @return the plan by which it was read, for later passes
  /// @throws FileRefused if the file cannot be read
  public ReadPlan read(Source source, Pass pass) throws IOException {
    var plan = this;
    while (true) {
      try (var file = source.open()) {
        pass.over(file, plan);
        return plan;
      } catch (ReadAgain again) {
        plan = again.plan().settled(source);
      }
    }
  }

  ReadPlan with(ReadOptions recognised) {
    return new ReadPlan(
        containers,
        codePage,
        Optional.of(recognised),
        encoding,
        unsettled,
        longFields,
        strayQuotes);
  }

  ReadPlan withoutEncoding() {
    return new ReadPlan(containers, codePage, options, encoding, true, longFields, strayQuotes);
  }

  ReadPlan withLongField(long line) {
    return new ReadPlan(
        containers, codePage, options, encoding, unsettled, with(longFields, line), strayQuotes);
  }

  ReadPlan withStrayQuote(long line) {
    return new ReadPlan(
        containers, codePage, options, encoding, unsettled, longFields, with(strayQuotes, line));
  }

  private Set<Long> with(Set<Long> lines, long line) {
    if (longFields.size() + strayQuotes.size() == QUOTES_MAX) {
      throw new FileRefused(
          FileError.NOT_TEXT,
          "line %d and %d lines before it have quotes that are closed far later or never; double each quote inside a field, and upload the file again"
              .formatted(line, QUOTES_MAX));
    }
    var more = new TreeSet<>(lines);
    more.add(line);
    return more;
  }

  private ReadPlan settled(Source source) throws IOException {
    if (!unsettled) return this;
    try (var file = source.open()) {
      var weighed = Encoding.weigh(Gunzip.ifPacked(file), codePage);
      return new ReadPlan(
          containers, codePage, options, Optional.of(weighed), false, longFields, strayQuotes);
    }
  }

  /// A file that can be opened again.
  public interface Source {
    InputStream open() throws IOException;
  }

  /// What is done with a file.
  public interface Pass {
    void over(InputStream file, ReadPlan plan) throws IOException;
  }
}
