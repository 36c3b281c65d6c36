package groundswell.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Downloads the fates of an upload's rows, and merges their parts by line. The parts are merged on
/// disk, so that memory does not grow with the file, some at a time, because a process may have
/// only so many files open.
public final class FatesDownload {
  /// Well below the 256 files that macOS allows a process to have open.
  private static final int MERGED_AT_ONCE = 64;

  private static final String LINE_END = "\r\n";

  private final PresignedUrls urls;
  private final Function<Optional<String>, Page> pages;

  /// @param pages the page of parts after a cursor
  FatesDownload(PresignedUrls urls, Function<Optional<String>, Page> pages) {
    this.urls = urls;
    this.pages = pages;
  }

  /// @param columns of the parts, which have no header
  /// @param parts addresses of gzipped CSV, each in the order of the file
  /// @param next the cursor of the next page, if there is one
  /// @param partsMissing how many parts were never stored, because the upload was stopped before
  record Page(List<String> columns, List<URI> parts, @Nullable String next, int partsMissing) {
    Page {
      columns = List.copyOf(columns);
      parts = List.copyOf(parts);
    }
  }

  /// Learns how far a download is.
  @FunctionalInterface
  public interface Progress {
    void update(long done, long known);
  }

  /// @return how many parts were never stored
  int save(Path target, Progress progress) {
    try {
      var beside = target.toAbsolutePath().getParent();
      var folder = Files.createTempDirectory(beside, target.getFileName() + ".");
      try {
        return save(target, folder, progress);
      } finally {
        deleteAll(folder);
      }
    } catch (IOException e) {
      throw new ApiException(FileErrors.notWritten(target, e));
    }
  }

  private int save(Path target, Path folder, Progress progress) throws IOException {
    var parts = new ArrayList<Path>();
    var page = pages.apply(Optional.empty());
    while (true) {
      long known = (long) parts.size() + page.parts().size();
      for (var url : page.parts()) {
        var part = folder.resolve("part-" + parts.size());
        urls.download(url, part);
        parts.add(part);
        progress.update(parts.size(), known);
      }
      if (page.next() == null) break;
      page = pages.apply(Optional.of(page.next()));
    }
    var whole = folder.resolve("whole");
    try (var out = Files.newBufferedWriter(whole, UTF_8)) {
      out.write(String.join(",", page.columns()) + LINE_END);
      merge(fewer(parts, folder), out);
    }
    Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
    return page.partsMissing();
  }

  /// Merges parts until there are so few that the rest can be merged at once.
  private static List<Path> fewer(List<Path> parts, Path folder) throws IOException {
    var left = List.copyOf(parts);
    for (int round = 0; left.size() > MERGED_AT_ONCE; round++) {
      var merged = new ArrayList<Path>();
      for (int from = 0; from < left.size(); from += MERGED_AT_ONCE) {
        var some = left.subList(from, Math.min(left.size(), from + MERGED_AT_ONCE));
        var into = folder.resolve("merged-%d-%d".formatted(round, from));
        try (var out =
            new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(into)), UTF_8)) {
          merge(some, out);
        }
        for (var part : some) Files.delete(part);
        merged.add(into);
      }
      left = List.copyOf(merged);
    }
    return left;
  }

  private static void merge(List<Path> parts, Writer out) throws IOException {
    var readers = new ArrayList<Part>();
    try {
      var next = new PriorityQueue<Part>();
      for (var path : parts) {
        var part = new Part(path);
        readers.add(part);
        if (part.advance()) next.add(part);
      }
      for (var part = next.poll(); part != null; part = next.poll()) {
        out.write(part.row + LINE_END);
        if (part.advance()) next.add(part);
      }
    } finally {
      for (var part : readers) part.close();
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var left = Files.list(folder)) {
      for (var path : left.toList()) Files.delete(path);
    }
    Files.delete(folder);
  }

  /// A part that is being read, ordered by the line of its current row. No row has a line end in a
  /// cell.
  private static final class Part implements Comparable<Part>, AutoCloseable {
    private final BufferedReader in;
    private String row = "";
    private long line;

    Part(Path path) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), UTF_8));
    }

    boolean advance() throws IOException {
      var read = in.readLine();
      if (read == null) return false;
      row = read;
      line = Long.parseLong(read.substring(0, read.indexOf(',')));
      return true;
    }

    @Override
    public int compareTo(Part other) {
      return Long.compare(line, other.line);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
