import { ConsoleError } from '@weir/domain/errors/console-error';

/** What the disk said, as a sentence for the operator. */
export function archiveTrouble(error: unknown, folder: string): ConsoleError {
  if (error instanceof ConsoleError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new ConsoleError(
    'refused',
    `${BY_CODE[code] ?? 'The disk did not do what was asked for'} (archive folder ${folder}).`,
  );
}

const BY_CODE: Readonly<Record<string, string>> = {
  ENOSPC: 'There is no room left for the archive',
  EDQUOT: 'There is no room left for the archive: the quota is used up',
  EFBIG: 'The archive’s file grew larger than this disk allows',
  EROFS: 'The archive cannot be written: its disk is read-only',
  EACCES: 'The archive cannot be written: Weir may not write there',
  EPERM: 'The archive cannot be written: Weir may not write there',
  ENOTDIR: 'The archive cannot be written: a file lies where its folder should be',
  EEXIST: 'The archive cannot be written: a file lies where its folder should be',
  EISDIR: 'The archive cannot be written: a folder lies where its file should be',
  EIO: 'The archive cannot be written or read: its disk reports an error',
  ENOENT: 'A file of the archive is missing',
  EMFILE: 'The archive cannot be opened: too many files are open',
};
