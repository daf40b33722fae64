import { expect, test } from 'vitest';
import { billOfMaterials } from '../../scripts/pack/bill-of-materials.ts';
import { foldersNeededBy, type LockFile, readLockFile } from '../../scripts/pack/lock-file.ts';
import { shrinkwrap } from '../../scripts/pack/shrinkwrap.ts';

const locked = (version: string, dependencies: Record<string, string> = {}) => ({
  version,
  license: 'MIT',
  integrity: `sha512-${Buffer.from(version).toString('base64')}`,
  dependencies,
});

/** `a` needs the `b` beside it, `c` brings a `b` of its own, and nobody needs `d`. */
const lock: LockFile = new Map([
  ['node_modules/@x/a', locked('1.0.0', { b: '^1.0.0' })],
  ['node_modules/b', locked('1.2.0')],
  ['node_modules/c', locked('3.0.0', { b: '^2.0.0' })],
  ['node_modules/c/node_modules/b', locked('2.5.0')],
  ['node_modules/d', locked('9.0.0')],
]);

test('what is needed is found where Node would find it', () => {
  expect(foldersNeededBy(['c'], lock)).toEqual(['node_modules/c', 'node_modules/c/node_modules/b']);
  expect(foldersNeededBy(['@x/a'], lock)).toEqual(['node_modules/@x/a', 'node_modules/b']);
});

test('a dependency that the lock file does not have is an error', () => {
  const torn = new Map([['node_modules/a', locked('1.0.0', { gone: '1' })]]);
  expect(() => foldersNeededBy(['a'], torn)).toThrow(
    'package-lock.json has no gone, which node_modules/a needs',
  );
});

test('what the App installs is locked with version and digest, and nothing for development is among it', () => {
  const dependencies = { 'pg-boss': '12.38.0', vega: '6.4.0' };
  const text = shrinkwrap({ name: 'app', version: '1.0.0', dependencies }, readLockFile());
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { integrity?: string; dev?: boolean }>;
  };
  const { '': root, ...others } = packages;
  expect(root).toEqual({ name: 'app', version: '1.0.0', dependencies });
  expect(Object.keys(others)).toEqual(
    expect.arrayContaining(['node_modules/pg-boss', 'node_modules/pg-types']),
  );
  expect(
    Object.values(others).filter(({ integrity, dev }) => dev || !integrity?.startsWith('sha512-')),
  ).toEqual([]);
});

test('the bill of materials names each part once, with licence, digest and what it needs', () => {
  const of = { name: '@x/app', version: '1.0.0', license: 'MIT' };
  const bill = JSON.parse(billOfMaterials(of, foldersNeededBy(['c', '@x/a', 'b'], lock), lock));
  const own = 'pkg:npm/%40x/app@1.0.0';
  expect(bill.metadata.component).toMatchObject({ 'bom-ref': own, purl: own });
  expect(bill.components.map((it: { purl: string }) => it.purl)).toEqual([
    'pkg:npm/%40x/a@1.0.0',
    'pkg:npm/b@1.2.0',
    'pkg:npm/c@3.0.0',
    'pkg:npm/b@2.5.0',
  ]);
  expect(bill.components[1]).toEqual({
    'bom-ref': 'pkg:npm/b@1.2.0',
    type: 'library',
    name: 'b',
    version: '1.2.0',
    licenses: [{ expression: 'MIT' }],
    hashes: [{ alg: 'SHA-512', content: Buffer.from('1.2.0').toString('hex') }],
    purl: 'pkg:npm/b@1.2.0',
  });
  expect(bill.dependencies).toContainEqual({ ref: 'pkg:npm/c@3.0.0', dependsOn: ['pkg:npm/b@2.5.0'] });
  expect(bill.dependencies[0].ref).toBe(own);
});
