import type { Examination, Folder, FolderPolicy } from '../inspection/examine.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { type Budget, examineFolder, failureWords, type Limits, refused } from './examine-folder.ts';
import type { Backend } from './fast-markdown.ts';
import { openWorker, type Told, type Worker } from './open-worker.ts';
import { examinerProcess, installed } from './own-code.ts';

/** Examines folders of strangers' files. One that cannot be examined becomes a value; the others are examined all the same. */
export type Examiner = {
  /** In the order given. Rejects only when the examiner is closed or no process can be started. */
  examine(folders: readonly Folder[], policy: FolderPolicy): Promise<Examination[]>;
  /** The trees of single files, in the order given. */
  parse(files: readonly SourceFile[]): Promise<ParsedFile[]>;
  /** Resolves when there is a process that has loaded; rejects as the others do. */
  start(): Promise<void>;
  /** Ends the processes beside the first, which only many folders need. */
  shrink(): void;
  close(): void;
};

export type ExaminerOptions = {
  /** Processes that share the work; more than one is started only for many folders. */
  processes?: number;
  /** The time that one folder may take. */
  milliseconds?: number;
  megabytes?: number;
  readable?: readonly string[];
  /** Hears of each process that is started, and of each that was ended because of a question. */
  told?: Told;
  processFile?: string;
  backends?: readonly Backend[];
};

/** A further process is worth its start from so many folders on. */
const foldersPerProcess = 8;

export function openExaminer({
  processes = 1,
  milliseconds = 10_000,
  megabytes = 256,
  readable = installed,
  told = () => {},
  processFile = examinerProcess,
  backends = ['wasi'],
}: ExaminerOptions = {}): Examiner {
  const fences = { megabytes, readable, processFile, backends };
  const limits: Limits = { milliseconds, megabytes };
  const workers: Worker[] = [];
  const first = (): Worker => (workers[0] ??= openWorker(fences, milliseconds, told));
  const workersFor = (folders: number): Worker[] => {
    const wanted = Math.max(1, Math.min(processes, Math.ceil(folders / foldersPerProcess)));
    while (workers.length < wanted) workers.push(openWorker(fences, milliseconds, told));
    return workers.slice(0, wanted);
  };
  let isClosed = false;
  return {
    async examine(folders, policy) {
      if (isClosed) throw new Error('the examiner is closed');
      return examineAll(workersFor(folders.length), folders, policy, limits);
    },
    async parse(files) {
      const parsed: ParsedFile[] = [];
      for (const file of files) parsed.push(await parseOne(first(), file, limits));
      return parsed;
    },
    async start() {
      await first().start();
    },
    shrink() {
      for (const worker of workers.splice(1)) worker.close();
    },
    close() {
      isClosed = true;
      for (const worker of workers) worker.close();
    },
  };
}

/** Spreads folders over processes; each takes the next one when it is free. */
async function examineAll(
  workers: readonly Worker[],
  folders: readonly Folder[],
  policy: FolderPolicy,
  limits: Limits,
): Promise<Examination[]> {
  const budget: Budget = { failures: 0 };
  const results: Examination[] = [];
  const left = [...folders.entries()].reverse();
  const pull = async (worker: Worker): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [index, folder] = next;
      results[index] = await examineFolder({ worker, policy, limits, budget }, folder);
    }
  };
  // Two at a time keep a process busy while an answer is on its way.
  await Promise.all(workers.flatMap(worker => [pull(worker), pull(worker)]));
  return results;
}

async function parseOne(worker: Worker, file: SourceFile, limits: Limits): Promise<ParsedFile> {
  const answer = await worker.ask({ file }, null);
  if ('parsed' in answer) return answer.parsed;
  return refused(file, 'failure' in answer ? failureWords(answer, limits) : '');
}
