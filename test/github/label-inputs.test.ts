import { expect, test } from 'vitest';
import type { GitHub } from '../../src/github/client.ts';
import { labelsLeft } from '../../src/github/label-inputs.ts';
import { snapshotOf } from '../review/situation.ts';

/** GitHub, which shows this label to whoever asks for it. */
const showing = (label: { id: string } | null): GitHub =>
  ({ graphql: async () => ({ node: { label } }) }) as unknown as GitHub;

const snapshot = snapshotOf({}, {});
const label = { name: 'pattern:new', color: '0e8a16', description: 'x' };
const difference = { addLabels: [label] } as unknown as Parameters<typeof labelsLeft>[2];
const refusedWith = (message: string) => ({ answer: {}, refusals: [{ alias: 'label0', message }] });

test('a label that another review was faster to make is put on, or looked for again while GitHub does not show it', async () => {
  const taken = refusedWith('Name has already been taken');
  const unmade = { ...snapshot, repository: { ...snapshot.repository, labelIds: {} } };
  expect(await labelsLeft(showing({ id: 'LA_1' }), unmade, difference, taken)).toEqual({
    toAdd: [{ name: 'pattern:new', id: 'LA_1' }],
    refused: [],
    isBehind: false,
  });
  expect(await labelsLeft(showing(null), unmade, difference, taken)).toEqual({
    toAdd: [],
    refused: [],
    isBehind: true,
  });
  const forbidden = refusedWith('Resource not accessible by integration');
  expect(await labelsLeft(showing(null), unmade, difference, forbidden)).toMatchObject({
    refused: [{ name: 'pattern:new', why: 'Resource not accessible by integration' }],
    isBehind: false,
  });
});
