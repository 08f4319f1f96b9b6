import type { ConnectionAnswer } from '@weir/domain/wire/answers';
import type { Watch } from '../observe/watch.ts';

export function describeConnection(watch: Watch): ConnectionAnswer {
  const { identity, link } = watch.gateway.watcher;
  return {
    id: watch.id,
    name: watch.name,
    kind: watch.kind,
    version: identity?.version ?? '',
    role: identity?.role ?? 'unknown',
    state: link.state,
    readOnly: watch.readOnly,
  };
}
