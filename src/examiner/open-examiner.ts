import {
  type Examination,
  examine as examineHere,
  type Folder,
  type FolderPolicy,
} from '../inspection/examine.ts';
import { isParsed, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
import type { Backend } from './fast-markdown.ts';
import { type Failure, openWorker, type Worker } from './open-worker.ts';
import { examinerProcess, installed } from './own-code.ts';

/** Examines folders of strangers' files. One that cannot be examined becomes a value; the others are examined all the same. */
export type Examiner = {
  /** In the order given. Rejects only when the examiner is closed or no process can be started. */
  examine(folders: readonly Folder[], policy: FolderPolicy): Promise<Examination[]>;
  /** The trees of single files, in the order given. */
  parse(files: readonly SourceFile[]): Promise<ParsedFile[]>;
  /** Resolves when there is a process that has loaded; rejects as the others do. */
  start(): Promise<void>;
  close(): void;
};

export type ExaminerOptions = {
  /** Processes that share the work; more than one is started only for many folders. */
  processes?: number;
  /** The time that one folder may take. */
  milliseconds?: number;
  megabytes?: number;
  readable?: readonly string[];
  processFile?: string;
  backends?: readonly Backend[];
};

/** So many times the clock may be run out by the folders of one call; then the rest of them is refused. */
const maxFailures = 6;

/** A further process is worth its start from so many folders on. */
const foldersPerProcess = 8;

export function openExaminer({
  processes = 1,
  milliseconds = 10_000,
  megabytes = 256,
  readable = installed,
  processFile = examinerProcess,
  backends = ['wasi'],
}: ExaminerOptions = {}): Examiner {
  const fences = { megabytes, readable, processFile, backends };
  const workers: Worker[] = [];
  const workersFor = (folders: number): Worker[] => {
    const wanted = Math.max(1, Math.min(processes, Math.ceil(folders / foldersPerProcess)));
    while (workers.length < wanted) workers.push(openWorker(fences, milliseconds));
    return workers.slice(0, wanted);
  };
  let isClosed = false;

  const sentence = ({ failure }: Failure): string =>
    failure === 'too-slow'
      ? `it takes more than ${milliseconds / 1000} seconds`
      : `it takes more than ${megabytes} MB of memory, or its process was ended twice`;

  /** Asks twice: a busy machine must not be blamed on the folder. */
  const ask = async (
    worker: Worker,
    folder: Folder,
    policy: FolderPolicy,
  ): Promise<Examination | Failure> => {
    for (const isLast of [false, true]) {
      const answer = await worker.ask({ folder }, policy);
      if ('examination' in answer) return answer.examination;
      if ('failure' in answer && isLast) return answer;
    }
    throw new Error('unreachable');
  };

  /** The files over which a process dies also when they are alone; where none is, all of them together are to blame. */
  const culpritsIn = async (worker: Worker, { files }: Folder): Promise<SourceFile[]> => {
    const culprits: SourceFile[] = [];
    const suspects = files.filter(isExamined);
    for (const file of suspects)
      if (suspects.length === 1 || 'failure' in (await worker.ask({ file }, null))) culprits.push(file);
    return culprits.length > 0 ? culprits : suspects;
  };

  const examineOne = async (
    worker: Worker,
    folder: Folder,
    policy: FolderPolicy,
    budget: { failures: number },
  ): Promise<Examination> => {
    const suspects = folder.files.filter(isExamined);
    if (suspects.length === 0) return examineHere(folder, policy);
    if (budget.failures >= maxFailures)
      return examineHere(
        without(
          folder,
          suspects,
          'it was not tried, for too many other files of the same change took too long',
        ),
        policy,
      );
    const outcome = await ask(worker, folder, policy);
    if (!('failure' in outcome)) return outcome;
    budget.failures += 2;
    const culprits = await culpritsIn(worker, folder);
    const rest = without(folder, culprits, sentence(outcome));
    const again = rest.files.some(isExamined) ? await ask(worker, rest, policy) : examineHere(rest, policy);
    return 'failure' in again ? examineHere(without(folder, suspects, sentence(again)), policy) : again;
  };

  return {
    async examine(folders, policy) {
      if (isClosed) throw new Error('the examiner is closed');
      const budget = { failures: 0 };
      const results: Examination[] = [];
      const left = [...folders.entries()].reverse();
      const pull = async (worker: Worker): Promise<void> => {
        for (let next = left.pop(); next; next = left.pop()) {
          const [index, folder] = next;
          results[index] = await examineOne(worker, folder, policy, budget);
        }
      };
      // Two at a time keep a process busy while an answer is on its way.
      await Promise.all(workersFor(folders.length).flatMap(worker => [pull(worker), pull(worker)]));
      return results;
    },
    async parse(files) {
      const [worker] = workersFor(1);
      const parsed: ParsedFile[] = [];
      for (const file of files) {
        if (!worker || !isExamined(file)) {
          parsed.push(parseFile(file));
          continue;
        }
        const answer = await worker.ask({ file }, null);
        if ('parsed' in answer) parsed.push(answer.parsed);
        else if ('failure' in answer) parsed.push(refused(file, sentence(answer)));
      }
      return parsed;
    },
    async start() {
      await workersFor(1)[0]?.start();
    },
    close() {
      isClosed = true;
      for (const worker of workers) worker.close();
    },
  };
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
      files.includes(file) ? { path: file.path, unreadable: 'too-complex', detail } : file,
    ),
  };
}

function refused({ path }: SourceFile, detail: string): ParsedFile {
  return { kind: 'unreadable', path, reason: 'too-complex', detail };
}
