import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Backend } from '../../src/examiner/fast-markdown.ts';

const root = `${import.meta.dirname}/../..`;

/** Opens a backend in a process that may read only our code and what it depends on; says which it got, and how a heading is read. */
function opened(wanted: readonly Backend[], ...flags: string[]): string {
  const script = `
    const { openFastMarkdown } = await import('${new URL('../../src/examiner/fast-markdown.ts', import.meta.url)}');
    const { backend, parseBody } = await openFastMarkdown(${JSON.stringify(wanted)});
    console.log(backend, parseBody('# A\\n').children.map(({ type }) => type).join());`;
  return execFileSync(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${root}/src`,
      `--allow-fs-read=${root}/node_modules`,
      '--disable-warning=SecurityWarning',
      ...flags,
      '--input-type=module',
      '--eval',
      script,
    ],
    { encoding: 'utf8', env: {} },
  ).trim();
}

describe('under the permission model', () => {
  test('machine code is loaded only where addons are allowed', () => {
    expect(opened(['native', 'wasi'], '--allow-addons')).toBe('native heading');
    expect(opened(['native'])).toBe('reference heading');
  });

  test('WebAssembly needs no more than to be read', () => {
    expect(opened(['native', 'wasi'])).toBe('wasi heading');
  });
});
