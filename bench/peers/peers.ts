import { join } from 'node:path';
import type { Outcome, Run } from '../measure/run-once.ts';

/** Another checker of Markdown: where it comes from, how it is run on a library, and how it tells how many files it has seen. */
export type Peer = {
  name: string;
  /** With exact versions. The first is the one whose version is shown. */
  packages: readonly string[];
  registry: 'npm' | 'PyPI';
  /** What it looks at, compared with us. */
  work: string;
  run(installed: string, library: string): Run;
  filesSeen(outcome: Outcome): number;
};

/** Expanded by the peers themselves: there is no shell in between. */
const readmes = 'patterns/ml/*/*/README.md';

const remark: Peer = {
  name: 'remark-cli',
  registry: 'npm',
  packages: [
    'remark-cli@12.0.1',
    'remark-lint@10.0.1',
    'remark-preset-lint-recommended@7.0.1',
    'remark-lint-frontmatter-schema@3.15.4',
    'remark-frontmatter@5.0.0',
    'remark-gfm@4.0.1',
  ],
  work: 'the recommended rules, and our JSON Schema for the front matter',
  run: (installed, library) => ({
    words: [
      process.execPath,
      join(installed, 'node_modules/remark-cli/cli.js'),
      ...['--no-color', '--no-stdout', '--no-config', '--rc-path', join(installed, 'remarkrc.mjs')],
      readmes,
    ],
    directory: library,
  }),
  filesSeen: ({ output }) => output.match(/^patterns\/ml\/.*README\.md\b/gm)?.length ?? 0,
};

const markdownlint: Peer = {
  name: 'markdownlint-cli2',
  registry: 'npm',
  packages: ['markdownlint-cli2@0.24.1'],
  work: 'its default rules but the length of lines; it has no schema',
  run: (installed, library) => ({
    words: [
      process.execPath,
      join(installed, 'node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs'),
      ...['--config', join(installed, 'default.markdownlint-cli2.yaml')],
      readmes,
    ],
    directory: library,
  }),
  filesSeen: ({ output }) => Number(/^Linting: (\d+) file/m.exec(output)?.[1] ?? 0),
};

const rumdl: Peer = {
  name: 'rumdl',
  registry: 'npm',
  packages: ['rumdl@0.2.75'],
  work: 'its default rules but the length of lines; it has no schema; written in Rust, and without its cache here',
  run: (installed, library) => ({
    words: [
      join(installed, `node_modules/@rumdl/cli-${process.platform}-${process.arch}/rumdl`),
      ...['check', '--no-cache', '--config', join(installed, 'rumdl.toml')],
      ...['--include', readmes, '.'],
    ],
    directory: library,
  }),
  filesSeen: ({ output }) => Number(/ in (?:\d+\/)?(\d+) files?\b/.exec(output)?.[1] ?? 0),
};

const panache: Peer = {
  name: 'panache',
  registry: 'PyPI',
  packages: ['panache-cli==3.17.1'],
  work: 'its default rules; it has no schema; written in Rust, and without its cache here',
  run: (installed, library) => ({
    words: [
      join(installed, 'python/bin/panache'),
      ...['lint', '--no-cache', '--message-format', 'short', '--config', join(installed, 'panache.toml')],
      'patterns/ml',
    ],
    directory: library,
  }),
  filesSeen: ({ output }) => Number(/ in (?:\d+\/)?(\d+) file/.exec(output)?.[1] ?? 0),
};

export const peers: readonly Peer[] = [remark, markdownlint, rumdl, panache];
