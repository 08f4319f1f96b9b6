import type { Watch } from '../observe/watch.ts';

/** Pauses or resumes polling for everybody who looks at this connection. */
export function setPaused(watch: Watch, paused: boolean): { readonly paused: boolean } {
  const { watcher } = watch.gateway;
  if (watcher.paused !== paused) {
    if (paused) watcher.pause();
    else watcher.resume();
    watch.announce();
  }
  return { paused: watcher.paused };
}
