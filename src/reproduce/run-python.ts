import { spawn } from 'node:child_process';
import type { Sandbox } from './sandbox.ts';

export type PythonRun = {
  /** Null when it was ended by the clock or by the system. */
  code: number | null;
  stdout: string;
  /** Without the lines that tell of progress. */
  stderr: string;
  timedOut: boolean;
};

export type RunOptions = {
  python: string;
  sandbox: Sandbox;
  /** The library's folder, absolute. */
  root: string;
  /** The folder that the script starts in. */
  folder: string;
  seconds: number;
  megabytes: number;
  /** Called with what a `##progress` line says. */
  onProgress?: (line: string) => void;
};

const maxOutput = 8 * 1024 * 1024;

/**
 * OpenBLAS chooses its code and its block sizes by the processor, and each choice adds in another order: with the one for
 * AVX-512 two of 400 runs of ML-EXP-001 give other bits. This is what runs on every x86 processor that has AVX2.
 */
const sameArithmetic =
  process.arch === 'x64' ? { OPENBLAS_CORETYPE: 'Haswell', OPENBLAS_L2_SIZE: '512' } : {};

/**
 * What a script sees of the environment: nothing that could be a secret, and what libraries need to behave alike. Whoever
 * names another OpenBLAS setting means it.
 */
function environmentFor(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => /^(PATH|OPENBLAS_\w+|SYSTEMROOT)$/.test(name));
  return {
    ...sameArithmetic,
    ...Object.fromEntries(kept),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: '/tmp',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONHASHSEED: '0',
    PYTHONIOENCODING: 'utf-8',
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
  };
}

/** Runs Python on `args` inside the sandbox, within its limits; its whole process group ends with it. */
export function runPython(
  args: readonly string[],
  input: string | null,
  options: RunOptions,
): Promise<PythonRun> {
  const { python, sandbox, root, folder, seconds, megabytes, onProgress } = options;
  const limited = ['sh', '-c', `ulimit -v ${megabytes * 1024}; exec "$@"`, 'sh', python, ...args];
  const [command = '', ...rest] = [...sandbox.prefix(root), ...limited];
  const child = spawn(command, rest, { cwd: folder, env: environmentFor(), detached: true });
  const end = (): void => {
    if (child.pid !== undefined)
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // it has ended meanwhile
      }
  };
  let stdout = '';
  let stderr = '';
  let pending = '';
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, seconds * 1000);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (stdout.length > maxOutput) end();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('##progress ')) onProgress?.(line.slice('##progress '.length));
      else if (stderr.length < maxOutput) stderr += `${line}\n`;
  });
  child.stdin.on('error', () => undefined).end(input ?? '');
  process.once('exit', end);
  const { promise, resolve, reject } = Promise.withResolvers<PythonRun>();
  child.on('error', reject);
  child.on('close', code => resolve({ code, stdout, stderr: stderr + pending, timedOut }));
  return promise.finally(() => {
    clearTimeout(timer);
    process.off('exit', end);
    end();
  });
}
