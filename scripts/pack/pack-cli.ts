import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { bundle, bundleName } from './bundle.ts';
import { copyWasm } from './copy-wasm.ts';
import { writePackage } from './write-package.ts';

const drawChart = resolve('src/reproduce/draw-chart.ts');

/**
 * Packs the command line: a file that tells which commands there are, a file for each command with all that it needs, one for
 * the process in which strangers' files are examined, and no dependencies. What draws charts is the App's.
 */
export async function packCli(folder: string): Promise<void> {
  const lib = join(folder, 'lib');
  const askedFor = new Set<string>();
  const main = await bundle({
    entry: 'src/cli/main.ts',
    folder: lib,
    apart: file => {
      askedFor.add(file);
      return `./${bundleName(file)}`;
    },
  });
  const others = await Promise.all(
    [...askedFor, 'src/examiner/examiner-process.ts'].map(entry =>
      bundle({
        entry,
        folder: lib,
        apart: file => (file === drawChart ? 'pattern-librarian/draw-chart' : null),
      }),
    ),
  );
  copyWasm(lib);
  const description = {
    name: '@pattern-librarian/cli',
    description: 'Checks a Git-backed library of machine-learning patterns, as its GitHub App does.',
    bin: { patterns: 'lib/main.mjs' },
    exports: {},
    // For `reproduce` alone, which says so itself where it is missing; of the same version, so that charts are the same.
    peerDependencies: { 'pattern-librarian': packageJson.version },
    peerDependenciesMeta: { 'pattern-librarian': { optional: true } },
  };
  writePackage(folder, description, [main, ...others], ['schemas', 'docs/rules.md', 'docs/rules']);
}
