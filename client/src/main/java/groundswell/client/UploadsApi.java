package groundswell.client;

import groundswell.client.model.Upload;
import groundswell.client.model.UploadTicket;
import groundswell.domain.ids.UploadId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

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
    return api.post("/uploads", request.json()).as(UploadTicket.class);
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

  /// The latest uploads.
  public Answer<List<Upload>> list() {
    return api.get("/uploads").as(UploadList.class).map(UploadList::uploads);
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

  private URI rejects(UploadId upload) {
    return api.get(path(upload) + "/rejects").as(Download.class).value().url();
  }

  private static String path(UploadId upload) {
    return "/uploads/" + upload;
  }

  private record UploadList(List<Upload> uploads) {}

  private record Download(URI url) {}
}
