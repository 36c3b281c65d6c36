/// Publishes events for changes of challenges, progress, ledgers and boards.
@org.jspecify.annotations.NullMarked
package groundswell.programsstreampublisher;
