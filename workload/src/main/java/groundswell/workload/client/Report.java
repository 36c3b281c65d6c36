package groundswell.workload.client;

import groundswell.client.model.Upload;
import groundswell.domain.ids.UploadId;
import groundswell.workload.oracle.UploadReport;
import java.util.Collections;
import java.util.SortedMap;

/// An upload in a form that can be compared with the oracle's.
///
/// @param rows all zero until there is a report
/// @param answer the API's answer about the upload
public record Report(
    UploadId upload,
    String state,
    UploadReport rows,
    SortedMap<String, Long> rejectedByCode,
    Upload answer) {

  static Report of(Upload upload) {
    var report = upload.report();
    return new Report(
        upload.upload(),
        upload.state(),
        report == null ? new UploadReport(0, 0, 0, 0, 0) : rows(report),
        report == null ? Collections.emptySortedMap() : report.rejectedByCode(),
        upload);
  }

  private static UploadReport rows(Upload.Report report) {
    return new UploadReport(
        report.received(),
        report.accepted(),
        report.unchanged(),
        report.superseded(),
        report.rejected(),
        report.notCounting());
  }
}
