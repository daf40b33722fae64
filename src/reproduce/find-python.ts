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

/** The sentence for a package that a script could not import, or null when that is not why it failed. */
export function missingPackage(stderr: string, python: string): string | null {
  const name = /ModuleNotFoundError: No module named '([\w.]+)'/.exec(stderr)?.[1];
  return name === undefined
    ? null
    : `${python} has no package ${name}. On Debian: ${install}; then PYTHON=/usr/bin/python3. Versions: patterns/<domain>/requirements.txt.`;
}
