import { spawnSync } from 'node:child_process';

/** An interpreter that can run benchmarks, or the sentence that says what is missing. */
export type FoundPython = { python: string } | { missing: string };

const install = 'apt-get install -y --no-install-recommends python3-sklearn python3-pandas python3-torch';

/** `PYTHON`, else `python3`. numpy is what the shared module needs; what a script needs beyond that it says itself. */
export function findPython(named: string | undefined): FoundPython {
  const python = named || 'python3';
  const { status, error } = spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore', timeout: 60_000 });
  if (status === 0) return { python };
  if (error)
    return { missing: `There is no Python at ${python}. Name one with PYTHON, or on Debian: ${install}` };
  return {
    missing: `${python} has no numpy. On Debian: ${install}; then PYTHON=/usr/bin/python3. Versions: patterns/<domain>/requirements.txt.`,
  };
}

/** What a script may import besides Python's own: these come with the line above. */
const provided = ['numpy', 'scipy', 'pandas', 'sklearn', 'torch', 'joblib', 'threadpoolctl'];

/**
 * Why a script could not import a package, or null when that is not why it failed: this machine lacks what every benchmark
 * may use, or the script asks for more.
 */
export function missingPackage(
  stderr: string,
  python: string,
): { impossible: string } | { failed: string } | null {
  const name = /ModuleNotFoundError: No module named '([\w.]+)'/.exec(stderr)?.[1];
  if (name === undefined) return null;
  if (provided.includes(name.split('.')[0] ?? ''))
    return {
      impossible: `${python} has no package ${name}. On Debian: ${install}; then PYTHON=/usr/bin/python3. Versions: patterns/<domain>/requirements.txt.`,
    };
  return {
    failed: `There is no package ${name}. Benchmarks and runnable blocks may use Python’s own modules, measure, and what patterns/<domain>/requirements.txt names, so that everybody can run it: ${provided.slice(0, 5).join(', ')}.`,
  };
}
