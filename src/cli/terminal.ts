import { styleText } from 'node:util';

/** Puts a style on text, or returns the text as it is. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** 0: fine, 1: errors were found or a file is out of date, 2: wrong usage or could not do it, 130: given up with Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Where a command was called and where its words go. */
export type Terminal = {
  /** The folder that relative paths start from, absolute. */
  directory: string;
  /** What people type before the command's name. */
  invocation: string;
  /** Whether questions can be asked. */
  interactive: boolean;
  paint: Paint;
  /** Writes lines to standard output: results. */
  print(text: string): void;
  /** Writes lines to standard error: why there is no result. */
  complain(text: string): void;
};

export function openTerminal(): Terminal {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
  // `npm run` changes to the package's folder; people mean paths from where they are.
  const throughNpm = script === 'patterns';
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error; // `| head` has read enough
    });
  return {
    directory: throughNpm && calledFrom ? calledFrom : process.cwd(),
    invocation: throughNpm ? 'npm run patterns --' : 'patterns',
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
    paint: (style, text) => styleText(style, text),
    print: text => void process.stdout.write(`${text}\n`),
    complain: text => void process.stderr.write(`${text}\n`),
  };
}
