/** Colours of series are tokens of the theme and keep their meaning on every chart. */
export type SeriesColour = 'flow-in' | 'flow-out' | 'lag' | 'size' | 'h0' | 'h2' | 'h3' | 'h4' | 'text-2' | 'crit-g';

export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  readonly colour: SeriesColour;
  readonly shape: 'line' | 'area';
  /** null = not known then; ascending in time. */
  readonly points: readonly (readonly [t: number, v: number | null])[];
  /** The newest figure as text; '' = say nothing. */
  readonly current: string;
}

export interface ChartMarker {
  readonly at: number;
  readonly text: string;
  /** Where there is no room for the text; '' = nothing shorter can be said. */
  readonly short: string;
  readonly tone: 'crit' | 'warn' | 'accent' | 'quiet';
}

export interface ChartThreshold {
  readonly value: number;
  readonly text: string;
  readonly tone: 'crit' | 'warn';
}

/** A time that is shaded over the whole height. */
export interface ChartBand {
  readonly from: number;
  readonly to: number;
  readonly tone: 'crit' | 'warn';
}

/** Fills the area between two series from where `lower` stays below `upper`. */
export interface Divergence {
  readonly upper: string;
  readonly lower: string;
}
