package groundswell.workload.oracle;

/// How many rows of an uploaded file had which outcome.
public record UploadReport(
    long received, long accepted, long unchanged, long superseded, long rejected) {}
