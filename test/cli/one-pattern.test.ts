import { cpSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { type Examiner, openExaminer } from '../../src/examiner/open-examiner.ts';
import { patternFolderOf } from '../../src/pattern/place.ts';
import { call, commitAll, findings, put, readme, temporaryFolder } from './temporary-library.ts';

/** A check of one pattern spares the others, of which the base knows what matters; it finds what a check of all finds there. */

/** Enough to rely on each other, and few, for they are examined again and again. */
const all = globSync('patterns/ml/*/*/README.md').map(dirname).sort().slice(0, 5);
const domainFiles = globSync(['patterns/ml/*.*', 'patterns/ml/*/index.json']);
const [first = '', second = '', third = '', fourth = ''] = all;
const textOf = (folder: string): string => readFileSync(join(folder, 'README.md'), 'utf8');

let root: string;
beforeEach(() => {
  root = temporaryFolder();
  for (const path of [...all, ...domainFiles]) cpSync(path, join(root, path), { recursive: true });
  commitAll(root);
});

const examiner = openExaminer();
afterAll(() => examiner.close());

async function examinedBy(...args: string[]): Promise<string[]> {
  const folders: string[] = [];
  const watching: Examiner = {
    ...examiner,
    examine: (asked, policy) => {
      folders.push(...asked.map(({ path }) => path));
      return examiner.examine(asked, policy);
    },
  };
  await call((given, terminal) => checkCommand(given, terminal, watching), root, args);
  return folders.sort();
}

test('only what is asked for, what has changed and the domain itself are examined, and each of them once', async () => {
  expect(await examinedBy('--base', 'main', first)).toEqual(['patterns/ml', first]);
  expect(await examinedBy('--base', 'main', '--introduced', first)).toEqual(['patterns/ml', first]);
  put(root, { [`${second}/README.md`]: `${textOf(second)}\nMore.\n` });
  expect(await examinedBy('--base', 'main', first)).toEqual(['patterns/ml', first, second]);
  expect(await examinedBy('--base', 'main')).toEqual(['patterns/ml', ...all]);
});

describe('each pattern alone is judged as it is among all', () => {
  const changes: Record<string, () => void> = {
    'a pattern takes the name and fingerprint of another': () =>
      put(root, { [`${second}/README.md`]: textOf(first) }),
    'a pattern is removed on which others rely': () => rmSync(join(root, third), { recursive: true }),
    'a pattern moves': () => {
      cpSync(join(root, third), join(root, `${third}-moved`), { recursive: true });
      rmSync(join(root, third), { recursive: true });
    },
    'a pattern cannot be read, and evidence of another is gone': () => {
      put(root, { [`${third}/README.md`]: '---\nname: [\n---\n' });
      rmSync(join(root, fourth, 'results.json'));
    },
    'two new patterns claim one planned topic': () => {
      for (const name of ['q-a', 'q-b'])
        put(root, {
          [`patterns/ml/optimization/${name}/README.md`]: readme('ML-OPT-002', 'Quantization'),
        });
    },
    'a pattern moves, and a copy of it stays': () => {
      cpSync(join(root, third), join(root, `${third}-a`), { recursive: true });
      cpSync(join(root, third), join(root, `${third}-b`), { recursive: true });
      rmSync(join(root, third), { recursive: true });
    },
    'the index and the taxonomy have changed': () =>
      put(root, {
        'patterns/ml/index.json': '{}',
        'patterns/ml/taxonomy.yaml': readFileSync('patterns/ml/taxonomy.yaml', 'utf8').replaceAll(
          'ml/anti-patterns',
          'ml/mistakes',
        ),
        [`${first}/README.md`]: textOf(first).replace('ml/anti-patterns', 'ml/mistakes'),
      }),
  };

  test.each(Object.keys(changes))('%s', async name => {
    changes[name]?.();
    const { found } = await findings(root, '--base', 'main', '--introduced');
    const touched = [...new Set(found.flatMap(({ path }) => patternFolderOf(path) ?? []))].slice(0, 3);
    expect(touched).not.toEqual([]);
    for (const folder of touched) {
      const isHere = ({ path }: { path: string }): boolean => path.startsWith(`${folder}/`);
      const alone = await findings(root, '--base', 'main', '--introduced', folder);
      expect(alone.found.filter(isHere)).toEqual(found.filter(isHere));
    }
  });
});
