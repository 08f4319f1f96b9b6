/** The key of a row of one series in one recording, or on one day: rows of one recording lie side by side. */
export function placeOf(recordingOrDay: number, series: number): number {
  return recordingOrDay * SERIES_AT_MOST + series;
}

export function seriesIn(place: number): number {
  return place % SERIES_AT_MOST;
}

/** First and last key a recording or day can have. */
export function placesOf(recordingOrDay: number): readonly [first: number, last: number] {
  return [placeOf(recordingOrDay, 0), placeOf(recordingOrDay, SERIES_AT_MOST - 1)];
}

// Numbers of series are never used twice. 2^26 of them times 2^27 recordings are still exact numbers.
const SERIES_AT_MOST = 67_108_864;
