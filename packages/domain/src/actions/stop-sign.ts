/** Asked between two steps of something long. An AbortSignal is one. */
export interface StopSign {
  readonly aborted: boolean;
}
