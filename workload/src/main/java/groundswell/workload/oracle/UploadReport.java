package groundswell.workload.oracle;

/// What becomes of an uploaded file's rows.
public record UploadReport(
    long received, long accepted, long unchanged, long superseded, long rejected) {}
