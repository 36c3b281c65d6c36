package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.tables.Database;
import groundswell.dynamodb.tables.Table;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// What all operations work on.
record Engine(Database database, Options options) {

  Instant now() {
    return options.clock().instant();
  }

  /// A table to read or write items of.
  ///
  /// @param nameOrArn as in the request
  Table tableOfItems(String nameOrArn) {
    var table = database.table(TableNames.plain(nameOrArn)).orElseThrow(Errors::resourceNotFound);
    if (!options.tableChangeTime().isZero()
        && settings(table).status(now()) == TableStatus.CREATING) throw Errors.resourceNotFound();
    return table;
  }

  /// A table that the request is about.
  Table tableNamed(String name) {
    return database.table(name).orElseThrow(() -> Errors.tableNotFound(name));
  }

  TableSettings settings(Table table) {
    return TableSettings.of(table.notes());
  }

  void keep(Table table, TableSettings settings) {
    database.keepNotes(table, settings.notes());
  }
}
