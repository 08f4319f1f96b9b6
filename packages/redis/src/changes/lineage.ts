import type { Lineage } from '@weir/domain/actions/call';
import { identify } from '../capabilities/identify.ts';
import { NoAnswer } from '../commands/ask.ts';
import { failureFromNoAnswer } from '../errors/failure.ts';
import type { Link } from '../links/link.ts';

/** Who answers on the connection that writes, and where its history stands. Fails with a ConsoleError. */
export async function readLineage(write: Link): Promise<Lineage> {
  const { session } = write;
  if (session === undefined) throw failureFromNoAnswer('not-sent');
  try {
    const { runId, replicationId, replicationOffset, role } = await identify(session.client);
    return {
      runId,
      replicationId,
      // Without INFO there is no offset; then nothing is concluded from it.
      replicationOffset: replicationOffset.known ? replicationOffset.value : 0,
      role,
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (error.why === 'timed-out') session.drop('stopped-answering');
    throw failureFromNoAnswer(error.why);
  }
}
