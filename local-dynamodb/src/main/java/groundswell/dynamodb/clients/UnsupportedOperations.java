package groundswell.dynamodb.clients;

import groundswell.dynamodb.errors.Errors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingResponse;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsResponse;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingResponse;

/// The service's operations that this engine leaves out: PartiQL, backups, exports, global tables
/// and the rest of the cloud around tables. Each is refused by name.
interface UnsupportedOperations extends DynamoDbClient {
  @Override
  default BatchExecuteStatementResponse batchExecuteStatement(
      BatchExecuteStatementRequest request) {
    throw Errors.unknownOperation("BatchExecuteStatement");
  }

  @Override
  default CreateBackupResponse createBackup(CreateBackupRequest request) {
    throw Errors.unknownOperation("CreateBackup");
  }

  @Override
  default CreateGlobalTableResponse createGlobalTable(CreateGlobalTableRequest request) {
    throw Errors.unknownOperation("CreateGlobalTable");
  }

  @Override
  default DeleteBackupResponse deleteBackup(DeleteBackupRequest request) {
    throw Errors.unknownOperation("DeleteBackup");
  }

  @Override
  default DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
    throw Errors.unknownOperation("DeleteResourcePolicy");
  }

  @Override
  default DescribeBackupResponse describeBackup(DescribeBackupRequest request) {
    throw Errors.unknownOperation("DescribeBackup");
  }

  @Override
  default DescribeContinuousBackupsResponse describeContinuousBackups(
      DescribeContinuousBackupsRequest request) {
    throw Errors.unknownOperation("DescribeContinuousBackups");
  }

  @Override
  default DescribeContributorInsightsResponse describeContributorInsights(
      DescribeContributorInsightsRequest request) {
    throw Errors.unknownOperation("DescribeContributorInsights");
  }

  @Override
  default DescribeExportResponse describeExport(DescribeExportRequest request) {
    throw Errors.unknownOperation("DescribeExport");
  }

  @Override
  default DescribeGlobalTableResponse describeGlobalTable(DescribeGlobalTableRequest request) {
    throw Errors.unknownOperation("DescribeGlobalTable");
  }

  @Override
  default DescribeGlobalTableSettingsResponse describeGlobalTableSettings(
      DescribeGlobalTableSettingsRequest request) {
    throw Errors.unknownOperation("DescribeGlobalTableSettings");
  }

  @Override
  default DescribeImportResponse describeImport(DescribeImportRequest request) {
    throw Errors.unknownOperation("DescribeImport");
  }

  @Override
  default DescribeKinesisStreamingDestinationResponse describeKinesisStreamingDestination(
      DescribeKinesisStreamingDestinationRequest request) {
    throw Errors.unknownOperation("DescribeKinesisStreamingDestination");
  }

  @Override
  default DescribeTableReplicaAutoScalingResponse describeTableReplicaAutoScaling(
      DescribeTableReplicaAutoScalingRequest request) {
    throw Errors.unknownOperation("DescribeTableReplicaAutoScaling");
  }

  @Override
  default DisableKinesisStreamingDestinationResponse disableKinesisStreamingDestination(
      DisableKinesisStreamingDestinationRequest request) {
    throw Errors.unknownOperation("DisableKinesisStreamingDestination");
  }

  @Override
  default EnableKinesisStreamingDestinationResponse enableKinesisStreamingDestination(
      EnableKinesisStreamingDestinationRequest request) {
    throw Errors.unknownOperation("EnableKinesisStreamingDestination");
  }

  @Override
  default ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
    throw Errors.unknownOperation("ExecuteStatement");
  }

  @Override
  default ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
    throw Errors.unknownOperation("ExecuteTransaction");
  }

  @Override
  default ExportTableToPointInTimeResponse exportTableToPointInTime(
      ExportTableToPointInTimeRequest request) {
    throw Errors.unknownOperation("ExportTableToPointInTime");
  }

  @Override
  default GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
    throw Errors.unknownOperation("GetResourcePolicy");
  }

  @Override
  default ImportTableResponse importTable(ImportTableRequest request) {
    throw Errors.unknownOperation("ImportTable");
  }

  @Override
  default ListBackupsResponse listBackups(ListBackupsRequest request) {
    throw Errors.unknownOperation("ListBackups");
  }

  @Override
  default ListContributorInsightsResponse listContributorInsights(
      ListContributorInsightsRequest request) {
    throw Errors.unknownOperation("ListContributorInsights");
  }

  @Override
  default ListExportsResponse listExports(ListExportsRequest request) {
    throw Errors.unknownOperation("ListExports");
  }

  @Override
  default ListGlobalTablesResponse listGlobalTables(ListGlobalTablesRequest request) {
    throw Errors.unknownOperation("ListGlobalTables");
  }

  @Override
  default ListImportsResponse listImports(ListImportsRequest request) {
    throw Errors.unknownOperation("ListImports");
  }

  @Override
  default PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
    throw Errors.unknownOperation("PutResourcePolicy");
  }

  @Override
  default RestoreTableFromBackupResponse restoreTableFromBackup(
      RestoreTableFromBackupRequest request) {
    throw Errors.unknownOperation("RestoreTableFromBackup");
  }

  @Override
  default RestoreTableToPointInTimeResponse restoreTableToPointInTime(
      RestoreTableToPointInTimeRequest request) {
    throw Errors.unknownOperation("RestoreTableToPointInTime");
  }

  @Override
  default UpdateContinuousBackupsResponse updateContinuousBackups(
      UpdateContinuousBackupsRequest request) {
    throw Errors.unknownOperation("UpdateContinuousBackups");
  }

  @Override
  default UpdateContributorInsightsResponse updateContributorInsights(
      UpdateContributorInsightsRequest request) {
    throw Errors.unknownOperation("UpdateContributorInsights");
  }

  @Override
  default UpdateGlobalTableResponse updateGlobalTable(UpdateGlobalTableRequest request) {
    throw Errors.unknownOperation("UpdateGlobalTable");
  }

  @Override
  default UpdateGlobalTableSettingsResponse updateGlobalTableSettings(
      UpdateGlobalTableSettingsRequest request) {
    throw Errors.unknownOperation("UpdateGlobalTableSettings");
  }

  @Override
  default UpdateKinesisStreamingDestinationResponse updateKinesisStreamingDestination(
      UpdateKinesisStreamingDestinationRequest request) {
    throw Errors.unknownOperation("UpdateKinesisStreamingDestination");
  }

  @Override
  default UpdateTableReplicaAutoScalingResponse updateTableReplicaAutoScaling(
      UpdateTableReplicaAutoScalingRequest request) {
    throw Errors.unknownOperation("UpdateTableReplicaAutoScaling");
  }
}
