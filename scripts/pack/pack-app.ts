import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateFile } from '../../src/jobs/store-template.ts';
import { bundle, bundleName, installedBeside } from './bundle.ts';
import { copyWasm } from './copy-wasm.ts';
import { versionsOf, writePackage } from './write-package.ts';

/** What cannot be bundled, because it brings files of its own, or is large and has dependencies of its own. */
const external = ['pg-boss', '@electric-sql/pglite', 'vega', 'vega-lite'];

/**
 * Packs the App: a file that tells which commands there are, a file for each command, the process in which strangers' files are
 * examined, and what draws charts for the command line.
 */
export async function packApp(folder: string): Promise<void> {
  const lib = join(folder, 'lib');
  const commands = new Set<string>();
  const main = await bundle({
    entry: 'src/service/main.ts',
    folder: lib,
    external,
    apart: file => {
      commands.add(file);
      return `./${bundleName(file)}`;
    },
  });
  const entries = [
    ...commands,
    'src/service/watchdog-thread.ts',
    'src/examiner/examiner-process.ts',
    'src/reproduce/draw-chart.ts',
  ];
  const metafiles = await Promise.all(entries.map(entry => bundle({ entry, folder: lib, external })));
  copyWasm(lib);
  copyFileSync(templateFile, join(lib, 'store-template.br'));
  const description = {
    name: 'pattern-librarian',
    description: 'The GitHub App that looks after a Git-backed library of machine-learning patterns.',
    bin: { 'pattern-librarian': 'lib/main.mjs' },
    exports: { './draw-chart': './lib/draw-chart.mjs' },
    dependencies: versionsOf(installedBeside(metafiles)),
  };
  writePackage(folder, description, [main, ...metafiles], ['app.yml', '.env.example']);
}
