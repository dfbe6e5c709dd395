package io.chokepoint.domain.conversion;

import java.util.Map;

/**
 * What has become known of a cell since it was last told of.
 *
 * @param entrants entrants of the cohort
 * @param value what they are worth, fixed-point; 0 where the sum is beyond the range of a long
 * @param convertedBefore conversions in the bins before the new ones
 * @param converted conversions in each of the new bins
 * @param refusals by reason, how many more entrants than told are refused and have not converted
 * @param amended how many more conversions than told lie in the bins before the new ones
 */
public record CellNews(
    long entrants,
    long value,
    long convertedBefore,
    long[] converted,
    Map<String, Long> refusals,
    long amended) {}
