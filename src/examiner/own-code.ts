import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program of the process: TypeScript as it stands here, or one file of its own, beside all the others, where it is packed. */
export const examinerProcess = `${import.meta.dirname}/examiner-process${extname(import.meta.filename)}`;

/** All that the process may read: this code and what it depends on. A packed program depends on nothing. */
export const installed: readonly string[] = import.meta.filename.endsWith('.mjs')
  ? [import.meta.dirname]
  : [resolve(import.meta.dirname, '..'), resolve(import.meta.dirname, '../../schemas'), ...dependencies()];

/** Wherever they are installed; where packages are links, as some package managers make them, both the folder of the links and that of what they lead to. */
function dependencies(): Set<string> {
  const paths = [
    ...(createRequire(import.meta.url).resolve.paths('unified') ?? [])
      .filter(path => basename(path) === 'node_modules' && existsSync(path))
      .map(path => `${path}${sep}`),
    fileURLToPath(import.meta.resolve('unified')),
  ];
  return new Set(paths.map(path => path.replace(/([\\/]node_modules[\\/]).*/, '$1')));
}
