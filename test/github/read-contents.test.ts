import { expect, test } from 'vitest';
import { allowance } from '../../src/github/allowance.ts';
import type { GitHub } from '../../src/github/client.ts';
import { commitTrees } from '../../src/github/commit-trees.ts';
import { readContents } from '../../src/github/read-contents.ts';

/** Holds a file of a kilobyte at every path; tells how many were asked for. */
function everywhere(): { github: GitHub; asked: string[] } {
  const asked: string[] = [];
  const graphql = async (document: string) => {
    const aliases = [...document.matchAll(/([fb]\d+): object\(expression: "([^"]+)"\)/g)];
    const node = Object.fromEntries(
      aliases.map(([, alias = '', expression = '']) => {
        if (alias.startsWith('b')) asked.push(expression);
        const names = Array.from({ length: 200 }, (_, index) => `${index}.md`);
        const entries = names.map(name => ({ name, mode: 0o100644, type: 'blob', oid: 'a' }));
        const blob = {
          oid: 'a',
          byteSize: 1000,
          isBinary: false,
          isTruncated: false,
          text: 'x'.repeat(1000),
        };
        return [alias, alias.startsWith('b') ? blob : { entries }];
      }),
    );
    return { node: { nameWithOwner: 'octo/library', ...node } };
  };
  return { github: { graphql } as unknown as GitHub, asked };
}

const places = (oid: string) =>
  Array.from({ length: 200 }, (_, index) => ({ oid, path: `patterns/ml/data/p/${index}.md` }));

test('beyond so many bytes of one commit the files are not read, and named one by one', async () => {
  const { github, asked } = everywhere();
  const { files } = await readContents(github, 'R_1', places('head'), [], allowance(60_000));
  const left = files.filter(({ file }) => 'unreadable' in file && file.unreadable === 'beyond-look');
  expect([files.length, left.length, asked.length]).toEqual([200, 100, 100]);
  expect(left.map(({ path }) => path)).toEqual(
    places('head')
      .slice(100)
      .map(({ path }) => path),
  );
});

test('each commit has bytes of its own, however often a tree is asked', async () => {
  const { github } = everywhere();
  const treeAt = commitTrees(github, 'R_1', 60_000);
  const read = async (oid: string): Promise<number> => {
    const found = await treeAt(oid).read(places(oid).map(({ path }) => path));
    return [...found.values()].filter(file => 'text' in file).length;
  };
  expect([await read('head'), await read('base')]).toEqual([100, 100]);
});
