package groundswell.dynamodb.service;

/// The tests' tables, after the music collection of AWS's developer guide
///
/// (developerguide/GettingStartedDynamoDB.html).
public final class Songs {
  /// `Songs`: key Artist and Title. Local indexes `ByAlbum` (all attributes) and `ByYear` (with the
  /// label); global indexes `Albums` (all) and `AlbumsByYear` (with the label).
  private static final String SONGS =
      """
      {'TableName': 'Songs', 'BillingMode': 'PAY_PER_REQUEST',
       'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'}, {'AttributeName': 'Title', 'KeyType': 'RANGE'}],
       'AttributeDefinitions': [
         {'AttributeName': 'Artist', 'AttributeType': 'S'}, {'AttributeName': 'Title', 'AttributeType': 'S'},
         {'AttributeName': 'Album', 'AttributeType': 'S'}, {'AttributeName': 'Released', 'AttributeType': 'N'}],
       'LocalSecondaryIndexes': [
         {'IndexName': 'ByAlbum', 'Projection': {'ProjectionType': 'ALL'},
          'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'}, {'AttributeName': 'Album', 'KeyType': 'RANGE'}]},
         {'IndexName': 'ByYear', 'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['Label']},
          'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'}, {'AttributeName': 'Released', 'KeyType': 'RANGE'}]}],
       'GlobalSecondaryIndexes': [
         {'IndexName': 'Albums', 'Projection': {'ProjectionType': 'ALL'},
          'KeySchema': [{'AttributeName': 'Album', 'KeyType': 'HASH'}]},
         {'IndexName': 'AlbumsByYear', 'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['Label']},
          'KeySchema': [{'AttributeName': 'Album', 'KeyType': 'HASH'}, {'AttributeName': 'Released', 'KeyType': 'RANGE'}]}]}
      """;

  private Songs() {}

  public static void create(Service service) {
    service.call("CreateTable", SONGS);
  }

  /// A table whose key is `Id` alone.
  ///
  /// @param type S, N or B
  public static void createWithId(Service service, String name, String type) {
    service.call(
        "CreateTable",
        """
        {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
         'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}],
         'AttributeDefinitions': [{'AttributeName': 'Id', 'AttributeType': '%s'}]}
        """
            .formatted(name, type));
  }

  /// A table with the key `Id` (text) and `Rank`.
  ///
  /// @param type of the rank: S, N or B
  public static void createWithRank(Service service, String name, String type) {
    service.call(
        "CreateTable",
        """
        {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
         'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}, {'AttributeName': 'Rank', 'KeyType': 'RANGE'}],
         'AttributeDefinitions': [{'AttributeName': 'Id', 'AttributeType': 'S'}, {'AttributeName': 'Rank', 'AttributeType': '%s'}]}
        """
            .formatted(name, type));
  }
}
