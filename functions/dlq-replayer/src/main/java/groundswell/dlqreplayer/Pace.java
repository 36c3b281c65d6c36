package groundswell.dlqreplayer;

import java.time.Duration;

/// How fast a redrive advances.
///
/// @param patience how long a step waits for the outcomes of its messages
/// @param pause between two looks at them
/// @param recount how long after a change a group of failures is counted again
record Pace(Duration patience, Duration pause, Duration recount) {}
