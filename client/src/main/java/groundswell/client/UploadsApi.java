package groundswell.client;

import groundswell.client.model.RevertCheck;
import groundswell.client.model.Upload;
import groundswell.client.model.UploadPage;
import groundswell.client.model.UploadTicket;
import groundswell.client.model.UploadVisibility;
import groundswell.domain.ids.UploadId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Uploads of files.
public final class UploadsApi {
  private final ApiClient api;
  private final PresignedUrls urls;

  public UploadsApi(ApiClient api) {
    this.api = api;
    this.urls = new PresignedUrls(api.endpoint());
  }

  /// Creates an upload. Its file is sent afterwards.
  public Answer<UploadTicket> create(UploadRequest request) {
    return api.create("/uploads", request.json()).as(UploadTicket.class);
  }

  /// Sends the file.
  ///
  /// @param sent called repeatedly with the number of bytes sent so far
  public void send(UploadTicket ticket, Path file, LongConsumer sent) {
    urls.upload(ticket.putUrl(), ticket.putHeaders(), file, sent);
  }

  public Answer<Upload> find(UploadId upload) {
    return api.get(path(upload)).as(Upload.class);
  }

  /// Looks how much of an upload the boards show.
  public Answer<UploadVisibility> visibility(UploadId upload) {
    return api.get(path(upload) + "/visible").as(UploadVisibility.class);
  }

  /// The latest uploads.
  public Answer<List<Upload>> latest() {
    return api.get("/uploads").as(UploadPage.class).map(UploadPage::uploads);
  }

  /// A page of uploads, latest first.
  ///
  /// @param cursor where the page before ended
  public Answer<UploadPage> list(UploadFilter filter, int limit, Optional<String> cursor) {
    var from = cursor.map(place -> "&cursor=" + Endpoint.encoded(place)).orElse("");
    return api.get("/uploads?limit=%d%s%s".formatted(limit, filter.query(), from))
        .as(UploadPage.class);
  }

  /// Goes on with an upload that was checked or leaves a question open.
  ///
  /// @param mapping how to read the file from now on, if that changes
  /// @param checkOnly whether to check the file again instead of storing its rows
  /// @param confirmLeavers whether any number of members may leave by a complete file
  /// @return the upload as it was; a later version shows what became of it
  public Answer<Upload> apply(
      UploadId upload, Optional<String> mapping, boolean checkOnly, boolean confirmLeavers) {
    var order = Json.write(new Apply(mapping.orElse(null), checkOnly, confirmLeavers));
    return api.post(path(upload) + "/apply", order).as(Upload.class);
  }

  /// Cancels an upload. What is stored of it by then is taken back.
  public Answer<Upload> cancel(UploadId upload) {
    return api.post(path(upload) + "/cancel", "{}").as(Upload.class);
  }

  /// Takes back what an upload stored.
  ///
  /// @return the upload as it was; a later version shows what became of it
  public Answer<Upload> revert(UploadId upload) {
    return api.post(path(upload) + "/revert", "{}").as(Upload.class);
  }

  /// What taking back one part of an upload would change.
  ///
  /// @param cursor of the part; the first one if empty
  public Answer<RevertCheck> revertCheck(UploadId upload, Optional<String> cursor) {
    return api.get(page(path(upload) + "/revert-check", cursor)).as(RevertCheck.class);
  }

  /// Abandons an upload.
  public Answer<Upload> abandon(UploadId upload) {
    return api.post(path(upload) + "/abandon", "{}").as(Upload.class);
  }

  /// Saves the rejected rows of an upload in a file.
  public void downloadRejects(UploadId upload, Path target) {
    urls.download(rejects(upload), target);
  }

  /// The rejected rows of an upload, in a form that can be corrected and uploaded again.
  public String rejectsText(UploadId upload) {
    return urls.text(rejects(upload));
  }

  /// Saves what became of each row of an upload, as CSV in the order of the file.
  ///
  /// @param done called repeatedly with the number of parts that are here, and of those known
  /// @return how many parts were never stored, because the upload was stopped before
  public int downloadFates(UploadId upload, Path target, FatesDownload.Progress done) {
    return new FatesDownload(urls, cursor -> fates(upload, cursor)).save(target, done);
  }

  private FatesDownload.Page fates(UploadId upload, Optional<String> cursor) {
    return api.get(page(path(upload) + "/rows", cursor)).as(FatesDownload.Page.class).value();
  }

  private URI rejects(UploadId upload) {
    return api.get(path(upload) + "/rejects").as(Download.class).value().url();
  }

  private static String path(UploadId upload) {
    return "/uploads/" + upload;
  }

  private static String page(String path, Optional<String> cursor) {
    return path + cursor.map(place -> "?cursor=" + Endpoint.encoded(place)).orElse("");
  }

  private record Apply(@Nullable String mapping, boolean check, boolean confirmLeavers) {}

  private record Download(URI url) {}
}
