import { cpSync, globSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Entry, isEntry, type Unlisted } from '../../src/catalog/entry.ts';
import { indexFiles } from '../../src/catalog/index-page.ts';
import { evidenceLevel } from '../../src/catalog/library.ts';
import { reproductionsJson } from '../../src/catalog/reproductions.ts';
import { gitTree } from '../../src/cli/git-tree.ts';
import { isRefusal } from '../../src/cli/refusal.ts';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import { byCodeUnit } from '../../src/pattern/code-unit-order.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { type DomainAt, readDomains } from '../../src/planning/read-domains.ts';
import { withGenerated } from '../../src/planning/with-generated.ts';
import { commitAll, put, temporaryFolder } from '../cli/temporary-library.ts';

const examiner = openExaminer();
afterAll(() => examiner.close());

async function domainAt(root: string, commit: string): Promise<DomainAt> {
  const tree = await gitTree(root, commit);
  if (isRefusal(tree)) throw new Error(tree.refusal);
  const [domain] = await readDomains({ examiner, cache: noCache }, tree);
  if (!domain) throw new Error('there is no domain');
  return domain;
}

/** Without what nobody may rely on: an order, and a level that the library decides. */
function inOrder({ listed, library, indexed, ...rest }: DomainAt) {
  const levelled = <Item extends Entry | Unlisted>(item: Item): Item =>
    isEntry(item) ? { ...item, evidence: { ...item.evidence, level: evidenceLevel(library, item) } } : item;
  const entries = library.entries.map(levelled);
  return {
    ...rest,
    indexed: new Map([...indexed].map(([digest, items]) => [digest, items.map(levelled)])),
    listed: listed.toSorted((a, b) => byCodeUnit(a.path, b.path)),
    library: {
      ...library,
      entries: entries.toSorted((a, b) => byCodeUnit(a.fingerprint, b.fingerprint)),
    },
  };
}

test('what a commit of generated files leaves is what is read of it', async () => {
  const root = temporaryFolder();
  const folders = globSync('patterns/ml/*/*/README.md').map(dirname).sort().slice(0, 3);
  for (const path of [
    ...folders,
    'patterns/ml/taxonomy.yaml',
    'patterns/ml/README.md',
    'patterns/ml/measure',
  ])
    cpSync(path, join(root, path), { recursive: true });
  const left = JSON.stringify({ version: 5, facts: 1, patterns: [], unlisted: [] });
  put(root, { 'patterns/ml/emptied/index.json': left });
  const before = await domainAt(root, commitAll(root));
  expect(before.left).toEqual(['patterns/ml/emptied/index.json']);
  expect(before.index).toEqual({ kind: 'none' });
  const { taxonomy, library } = before;
  const [entry] = library.entries.filter(({ evidence }) => evidence.level !== 'described');
  if (!entry || !taxonomy || library.module === null) throw new Error('nothing is benchmarked');
  const { 'benchmark.py': script = '', 'results.json': results = '' } = entry.evidence.files;
  const { fingerprint } = entry;
  const record = { fingerprint, script, results, module: library.module, by: 'Ada', date: '2026-11-28' };
  const emptied = 'patterns/ml/emptied/index.json';
  const additions = {
    ...indexFiles({ ...library, reproductions: [record] }, taxonomy),
    'patterns/ml/reproductions.json': reproductionsJson([record]),
  };
  put(root, additions);
  rmSync(join(root, dirname(emptied)), { recursive: true });
  const read = await domainAt(root, commitAll(root, 'the index'));
  expect(read.library.reproductions).toEqual([record]);
  const changes = { additions, deletions: [emptied] };
  expect(withGenerated([before], changes).map(inOrder)).toEqual([inOrder(read)]);
  expect(read.indexed.size).toBe(folders.length);
});
