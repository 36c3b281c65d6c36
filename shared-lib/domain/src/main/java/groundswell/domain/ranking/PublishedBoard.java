package groundswell.domain.ranking;

import java.time.Instant;

/// Which board is published.
///
/// @param version rises with every publication
/// @param definitionVersion the challenge's version that its ranking is under
/// @param objectKey where the board is kept
/// @param asOf the time it is true as of: everything that had reached the builder by then is in it
/// @param members how many members it shows
public record PublishedBoard(
    long version, long definitionVersion, String objectKey, Instant asOf, int members) {}
