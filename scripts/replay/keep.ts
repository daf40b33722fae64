import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pullRequestsFolder } from '../../test/replay/fixture.ts';
import { readTree } from '../../test/replay/tree.ts';
import { firstDifference } from './first-difference.ts';
import type { FixtureFiles } from './fixture-files.ts';

/** Writes a fixture's folder, with nothing else in it. */
export function keep(name: string, files: FixtureFiles): void {
  const folder = join(pullRequestsFolder, name);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** In what a fixture's folder differs from what it is to hold, in lines; empty when it does not. */
export function changesIn(name: string, files: FixtureFiles): string[] {
  const present = readTree(join(pullRequestsFolder, name));
  const paths = [...new Set([...present.keys(), ...files.keys()])].sort();
  return paths.flatMap(path => {
    const [is, wanted] = [present.get(path)?.bytes, files.get(path)];
    if (!is) return `${path} is not there yet`;
    if (!wanted) return `${path} is there no more`;
    return Buffer.compare(is, wanted) === 0 ? [] : `${path}, ${firstDifference(textOf(is), textOf(wanted))}`;
  });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
