import type { Examiner } from '../examiner/open-examiner.ts';
import type { Refusal } from './refusal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Loaded = {
  run(args: string[], terminal: Terminal, examiner: Examiner): Promise<ExitCode | Refusal>;
  help: string;
};

/** A command as the list of commands shows it; the rest is loaded when it is asked for. */
export type Command = {
  summary: string;
  /** Whether it examines files as soon as it runs: then a process for that starts while the command loads. */
  examines: boolean;
  load(): Promise<Loaded>;
};

/** Every command by name, in the order in which people need them. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'new',
    {
      summary: 'start a pattern: asks what it needs and writes a draft that passes',
      examines: true,
      load: () => import('./new-command.ts').then(it => ({ run: it.newCommand, help: it.newHelp })),
    },
  ],
  [
    'check',
    {
      summary: 'check patterns, as the App will on GitHub',
      examines: true,
      load: () => import('./check-command.ts').then(it => ({ run: it.checkCommand, help: it.checkHelp })),
    },
  ],
  [
    'reproduce',
    {
      summary: 'run benchmarks and write what was measured, or compare with --check',
      examines: false,
      load: () =>
        import('./reproduce-command.ts').then(it => ({ run: it.reproduceCommand, help: it.reproduceHelp })),
    },
  ],
  [
    'notebook',
    {
      summary: "export a pattern's runnable blocks as a notebook",
      examines: true,
      load: () =>
        import('./notebook-command.ts').then(it => ({ run: it.notebookCommand, help: it.notebookHelp })),
    },
  ],
  [
    'review',
    {
      summary: 'print the review that the App would post on a pull request',
      examines: false,
      load: () => import('./review-command.ts').then(it => ({ run: it.reviewCommand, help: it.reviewHelp })),
    },
  ],
  [
    'explain',
    {
      summary: 'what a rule wants, why, and how to satisfy it',
      examines: false,
      load: () =>
        import('./explain-command.ts').then(it => ({ run: it.explainCommand, help: it.explainHelp })),
    },
  ],
  [
    'index',
    {
      summary: 'write INDEX.md and each index.json, or verify them with --check',
      examines: true,
      load: () => import('./index-command.ts').then(it => ({ run: it.indexCommand, help: it.indexHelp })),
    },
  ],
  [
    'templates',
    {
      summary: "write GitHub's templates for pull requests and issues, or verify them with --check",
      examines: true,
      load: () =>
        import('./templates-command.ts').then(it => ({ run: it.templatesCommand, help: it.templatesHelp })),
    },
  ],
]);
