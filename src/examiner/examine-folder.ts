import type { Examination, Folder, FolderPolicy } from '../inspection/examine.ts';
import { isParsed } from '../pattern/file-kind.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
import type { Failure, Worker } from './open-worker.ts';

/** What one folder may take. */
export type Limits = { milliseconds: number; megabytes: number };

/** How often the clock has been run out by the folders of one call. */
export type Budget = { failures: number };

type Examining = { worker: Worker; policy: FolderPolicy; limits: Limits; budget: Budget };

/** So many times the clock may be run out by the folders of one call; then the rest of them is refused. */
const maxFailures = 6;

/** Examines one folder in another process. What cannot be read in time is named as unreadable, and the rest is examined. */
export async function examineFolder(examining: Examining, folder: Folder): Promise<Examination> {
  const { policy, limits, budget } = examining;
  const suspects = folder.files.filter(isExamined);
  if (suspects.length === 0) return examineUnread(folder, policy);
  if (budget.failures >= maxFailures) return examineUnread(without(folder, suspects, notTried), policy);
  const outcome = await askTwice(examining, folder);
  if (!('failure' in outcome)) return outcome;
  budget.failures += 2;
  const culprits = await culpritsIn(examining, suspects);
  const rest = without(folder, culprits, failureWords(outcome, limits));
  if (!rest.files.some(isExamined)) return examineUnread(rest, policy);
  const again = await askTwice(examining, rest);
  if (!('failure' in again)) return again;
  return examineUnread(without(folder, suspects, failureWords(again, limits)), policy);
}

/** Examines a folder in which nothing is left to be read. Loaded when it is met: everything that examines is large. */
async function examineUnread(folder: Folder, policy: FolderPolicy): Promise<Examination> {
  const { examine } = await import('../inspection/examine.ts');
  return examine(folder, policy);
}

const notTried = 'it was not tried, for too many other files of the same change took too long';

/** Asks twice: a busy machine must not be blamed on the folder. */
async function askTwice({ worker, policy }: Examining, folder: Folder): Promise<Examination | Failure> {
  const first = await worker.ask({ folder }, policy);
  const answer = 'failure' in first ? await worker.ask({ folder }, policy) : first;
  if ('examination' in answer) return answer.examination;
  if ('failure' in answer) return answer;
  throw new Error('the examiner’s process answers another question than it was asked');
}

/** The files over which a process dies also when they are alone; where none is, all of them together are to blame. */
async function culpritsIn(
  { worker }: Examining,
  suspects: readonly SourceFile[],
): Promise<readonly SourceFile[]> {
  if (suspects.length === 1) return suspects;
  const culprits: SourceFile[] = [];
  for (const file of suspects) if ('failure' in (await worker.ask({ file }, null))) culprits.push(file);
  return culprits.length > 0 ? culprits : suspects;
}

/** Says in words why there is no answer. */
export function failureWords({ failure }: Failure, { milliseconds, megabytes }: Limits): string {
  return failure === 'too-slow'
    ? `it takes more than ${milliseconds / 1000} seconds`
    : `it takes more than ${megabytes} MB of memory, or its process was ended twice`;
}

/** Whether there is a text that somebody has to read. */
function isExamined(file: SourceFile): boolean {
  return isReadable(file) && isParsed(file.path);
}

/** The folder as it would be if these files could not be read. */
function without(folder: Folder, files: readonly SourceFile[], detail: string): Folder {
  return {
    ...folder,
    files: folder.files.map(file =>
      files.includes(file) ? { path: file.path, unreadable: 'unfinished', detail } : file,
    ),
  };
}

export function refused({ path }: SourceFile, detail: string): ParsedFile {
  return { kind: 'unreadable', path, reason: 'unfinished', detail };
}
