import type { ChangedFile } from '../review/snapshot.ts';

/** A file that a pull request changes, as GraphQL tells it: of a rename only the new path. */
export type ChangedFileAnswer = { path: string; changeType: string };

export function changedFile({ path, changeType }: ChangedFileAnswer): ChangedFile {
  if (changeType === 'DELETED') return { path, change: 'deleted' };
  const isNew = changeType === 'ADDED' || changeType === 'RENAMED' || changeType === 'COPIED';
  return { path, change: isNew ? 'added' : 'modified' };
}
