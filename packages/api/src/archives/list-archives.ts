import type { Archives } from '@weir/domain/archive/archives';
import type { ArchiveAnswer } from '@weir/domain/wire/archive-answers';

const MOST = 1_000;
const NOTHING = {
  connection: null,
  stream: null,
  createdAt: null,
  entries: null,
  bytes: null,
  storedBytes: null,
  firstId: null,
  lastId: null,
  sha256: null,
};

/** Newest first. Without a stream also those that were never finished, for nobody knows whose they are. */
export async function listArchives(
  archives: Archives,
  { connection, stream }: { readonly connection?: string | undefined; readonly stream?: string | undefined },
): Promise<readonly ArchiveAnswer[]> {
  const answers = (await archives.list(MOST)).map(({ archiveId, sealed, trouble }): ArchiveAnswer => {
    if (sealed === null) {
      return {
        ...NOTHING,
        archiveId,
        trouble: trouble === '' ? 'It was never finished; nothing was removed.' : trouble,
      };
    }
    const { parts: _parts, format: _format, ...about } = sealed.manifest;
    return { ...about, sha256: sealed.sha256, trouble };
  });
  return answers.filter(
    (answer) =>
      (connection === undefined || answer.connection === null || answer.connection === connection) &&
      (stream === undefined || answer.stream === stream),
  );
}
