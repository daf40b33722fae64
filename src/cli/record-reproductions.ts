import { join } from 'node:path';
import { type Reproduction, reproductionsJson } from '../catalog/reproductions.ts';
import { textOf } from '../pattern/pattern.ts';
import { visible } from '../pattern/visible.ts';
import { git } from './git.ts';
import { replaceFile } from './replace-file.ts';
import type { Target } from './reproduce-targets.ts';
import type { Terminal } from './terminal.ts';

/** Notes in each domain's reproductions.json that these results were measured again here, today, and agreed. False: not in all of them. */
export async function recordReproductions(
  root: string,
  agreed: readonly Target[],
  { print, complain }: Terminal,
): Promise<boolean> {
  const name = await git(root, ['config', 'user.name']);
  const by = ('output' in name && name.output.toString().trim()) || 'a maintainer';
  const date = new Date().toISOString().slice(0, 10);
  let all = true;
  for (const [domain, targets] of Map.groupBy(agreed, target => target.domain)) {
    const { library, canRecord } = domain;
    const path = `patterns/${domain.domain}/reproductions.json`;
    if (!canRecord) {
      complain(
        `Nothing is recorded in ${visible(path)}, because it is not what Pattern Librarian wrote. Take it back from Git, or delete it.`,
      );
      all = false;
      continue;
    }
    const records = targets.flatMap(({ pattern }): Reproduction[] => {
      const fingerprint = textOf(pattern, 'fingerprint') ?? '';
      const entry = library.entries.find(item => item.fingerprint === fingerprint);
      const { 'benchmark.py': script, 'results.json': results } = entry?.evidence.files ?? {};
      if (!script || !results || library.module === null) return [];
      return [{ fingerprint, script, results, module: library.module, by, date }];
    });
    await replaceFile(join(root, path), reproductionsJson([...library.reproductions, ...records]));
    print(`Wrote ${visible(path)}`);
  }
  return all;
}
