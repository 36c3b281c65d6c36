package groundswell.workload.client;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.workload.oracle.UploadReport;
import java.util.SortedMap;
import java.util.TreeMap;

/// An upload that has ended, as the API tells it.
public record Report(
    String upload,
    String state,
    UploadReport rows,
    SortedMap<String, Long> rejectedByCode,
    JsonNode all) {

  public static Report of(JsonNode upload) {
    var counts = upload.path("report");
    var byCode = new TreeMap<String, Long>();
    counts
        .path("rejected_by_code")
        .properties()
        .forEach(code -> byCode.put(code.getKey(), code.getValue().asLong()));
    return new Report(
        upload.path("upload").asText(),
        upload.path("state").asText(),
        new UploadReport(
            counts.path("received").asLong(),
            counts.path("accepted").asLong(),
            counts.path("unchanged").asLong(),
            counts.path("superseded").asLong(),
            counts.path("rejected").asLong()),
        byCode,
        upload);
  }
}
