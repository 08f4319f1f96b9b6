/**
 * How many entries stand behind a group's position, and how well that is known.
 * exact: proven. at-most: the server's figure, which this server version is known to overstate.
 * more-than: counting stopped at a cap.
 */
export type Unread =
  | { readonly known: true; readonly value: number; readonly quality: UnreadQuality; readonly source: string }
  | { readonly known: false; readonly because: string };

export type UnreadQuality = 'exact' | 'at-most' | 'more-than';
