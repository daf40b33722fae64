import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexCommand } from '../../src/cli/index-command.ts';
import { call } from '../cli/temporary-library.ts';
import { changes } from './changes.ts';
import { expectSame, type Library, openSidesWithLibrary, type Sides } from './sides.ts';

/**
 * The App and the command line say the same of the same change, byte for byte: the App through GitHub's API, the command
 * line from a clone with the change checked out. A whole-domain check may say more, of files that the change does not touch.
 */

let sides: Sides;
let library: Library;

beforeAll(async () => {
  ({ sides, library } = await openSidesWithLibrary());
});
afterAll(() => sides.close());

test.each(changes)('%s', async (_, change, rules) => {
  await expectSame(sides, { library, headOid: await sides.commit(library, change), rules });
});

test('an index that is what it should be, where it was not: no fault', async () => {
  const stale = await sides.libraryCalled('stale');
  const headOid = await sides.commit(stale, async root => {
    await call(indexCommand, root, []);
  });
  const { paths, diagnostics } = await expectSame(sides, { library: stale, headOid, rules: [] });
  expect(paths).toContain('patterns/ml/index.json');
  expect(diagnostics).toEqual([]);
});
