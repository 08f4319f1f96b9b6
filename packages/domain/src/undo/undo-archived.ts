import type { Look, StreamFacts } from '../actions/look.ts';
import { entriesText } from '../actions/pending-lines.ts';
import { basisOn, NO_STREAM } from '../actions/same-stream.ts';
import type { SealedArchive } from '../archive/archives.ts';
import { compareEntryIds } from '../entries/entry-id.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { UndoDraft, UndoRule } from './undo-rule.ts';

const GONE = 'What was removed is gone: it was not archived, so there is no copy of it to bring back.';

/**
 * What was archived and then removed comes back under its own ids. Redis lets no entry in front of one that is there, so
 * it comes back into its stream only where that has nothing else any more, and otherwise in a stream of its own.
 */
export const undoArchived: UndoRule = {
  locked: ({ checkpoint }) => (checkpoint.archived?.complete === true ? null : GONE),
  async draft({ job }, { look, freezer }) {
    const sealed = await freezer.archives?.find(job.jobId);
    if (sealed === undefined) return refusedUndo(['The archive of this job is not there any more.']);
    const { entries } = sealed.manifest;
    const { done } = job.checkpoint;
    if (done !== entries) {
      return refusedUndo([
        'The archive of this job holds ',
        { n: entries },
        ', of which it removed ',
        { n: done },
        ': the others may be in the stream still. Restore those that are missing from the archive.',
      ]);
    }
    const place = await placeFor(look, job.stream, sealed);
    return place === null
      ? refusedUndo(['No name is free for a stream to restore into.'])
      : whole(job.stream, sealed, place);
  },
};

interface Place {
  readonly stream: string;
  readonly facts: StreamFacts | null;
}

const TRIES = 9;

/** The stream itself, where its ids allow; else the first free name behind it. */
async function placeFor(look: Look, stream: string, { manifest }: SealedArchive): Promise<Place | null> {
  const own = await look.stream(stream);
  if (own === 'none') return { stream, facts: null };
  const { firstId } = manifest;
  if (own !== 'not-a-stream' && firstId !== null && compareEntryIds(firstId, own.lastGeneratedId) > 0) {
    return { stream, facts: own };
  }
  for (let at = 1; at <= TRIES; at += 1) {
    const name = `${stream}:restored${at === 1 ? '' : `-${at}`}`;
    if ((await look.stream(name)) === 'none') return { stream: name, facts: null };
  }
  return null;
}

function whole(from: string, { manifest, sha256 }: SealedArchive, { stream, facts }: Place): UndoDraft {
  const { archiveId, entries, firstId } = manifest;
  return {
    title: `Restore ${entriesText(entries)} into ${stream}`,
    affects: { count: entries, exact: true },
    groups: [],
    warnings: stream === from ? [] : [besideWords(from, stream)],
    commands: [`# of each line of ${archiveId}: XADD ${cliName(stream)} ${firstId ?? '*'} name value …`],
    shows: {
      moves: [],
      figures: [{ what: `${formatCount(entries, 'full')} entries`, now: 'in the archive', before: stream }],
      stays: { reasons: [], sample: [] },
    },
    basis: facts === null ? NO_STREAM : { ...basisOn(facts), targetState: 'stream' },
    into: stream,
    work: { do: 'restore', archiveId, sha256, create: facts === null, ids: null, as: 'keep', originField: null },
    refusal: null,
    typeName: null,
  };
}

function besideWords(from: string, stream: string): Sentence {
  return [
    'Redis lets no entry in front of one that is there, so they do not go back into ',
    { name: from },
    ': they come back under their own IDs in a new stream, ',
    { name: stream },
    ', and groups of ',
    { name: from },
    ' do not read them there.',
  ];
}
