import { Octokit } from '@octokit/rest';
import { describe, expect } from 'vitest';
import { failOnce } from '../../local-github/faults.ts';
import { noteEnd, noteInputs } from '../../src/github/note-inputs.ts';
import { sendMutations } from '../../src/github/send-mutations.ts';
import type { WantedNote } from '../../src/review/note.ts';
import { commentOn, opened } from './scene.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { batchingPath, cachingDraft, cachingPath, cachingWrong } from './texts.ts';

/** Fixes to apply with one click: only where GitHub takes them, and never more promised than there are. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const filler = Array.from({ length: 40 }, (_, line) => `Line ${line}.\n`).join('\n');
const long = `${cachingWrong}\n${filler}`;

test('in a stack, on lines of the diff from the branch below', async () => {
  const { by } = await opened(stage, { [cachingPath]: long });
  await by.push('upper', { [cachingPath]: long.replace('Line 39.', 'The last line.') }, { from: 'HEAD' });
  const upper = await by.open('upper', { base: 'caching' });
  await stage.settled();
  expect(commentOn(upper)).toContain('One thing to fix');
  expect(upper.reviews).toEqual([]);
});

test('of a renamed file, on lines of the diff from its old name', async () => {
  const base = { ...emptyLibrary, [cachingPath]: `${cachingDraft}\n${filler}` };
  const renamed = cachingPath.replace('prediction-caching', 'response-caching');
  const far = base[cachingPath]?.replace('Line 39.', 'The last line.') ?? '';
  const unnamed = await opened(
    stage,
    { [cachingPath]: null, [renamed]: far.replace('fingerprint: ML-OPT-008\n', '') },
    { base },
  );
  expect(unnamed.pull.reviews[0]?.comments.map(({ path, line }) => [path, line])).toEqual([[renamed, 4]]);
  const untouched = { ...emptyLibrary, [cachingPath]: long };
  const moved = await opened(
    stage,
    { [cachingPath]: null, [renamed]: long.replace('Line 39.', 'End.') },
    { base: untouched },
  );
  expect(moved.pull.reviews.flatMap(({ comments }) => comments)).toEqual([]);
});

test('more than are read at once: so many of how many; those on one line are one', async () => {
  const folders = Array.from(
    { length: 32 },
    (_, index) => `patterns/ml/optimization/pattern-${index + 10}/README.md`,
  );
  const files = Object.fromEntries(
    folders.map((path, index) => [
      path,
      `---\nfingerprint: ML-OPT-${100 + index}\nname: Pattern ${index + 10}\ncategory: ml/optimisation\n---\n\n# Pattern\n\n## Intent\n\nOne of many.\n`,
    ]),
  );
  const { pull } = await opened(stage, {
    ...files,
    [batchingPath]:
      '---\nfingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization\nframeworks: [Scikit-learn, PyTorch]\n---\n\n# Dynamic Batching\n\n## Intent\n\nWait a little.\n',
  });
  const [note] = pull.reviews;
  expect(note?.comments).toHaveLength(30);
  expect(note?.body).toContain(
    '30 of 33 fixes below to apply with one click; offline, `patterns check --fix` makes all.',
  );
  const both = note?.comments.find(({ path }) => path === batchingPath);
  expect(both?.body.match(/```suggestion\n(.*)\n```/)?.[1]).toBe('frameworks: [scikit-learn, pytorch]');
});

describe('sent to GitHub', () => {
  const suggestion = (path: string, line: number) => ({
    id: `${line}`,
    findings: [],
    path,
    startLine: line,
    endLine: line,
    body: 'Better so.',
  });
  const note = (...suggestions: WantedNote['suggestions']): WantedNote => ({
    state: 'needs-work',
    news: null,
    suggestions,
    of: suggestions.length,
  });
  async function scene() {
    const { pull } = await opened(stage, { 'notes.md': 'x\n' });
    const auth = stage.user('grace').token;
    const octokit = new Octokit({ baseUrl: `${stage.url}/api/v3`, auth });
    const send = async (wanted: WantedNote, unsentNote: string | null = null) => {
      const place = { id: pull.nodeId, headOid: pull.headOid, unsentNote };
      const begun = await sendMutations(octokit, 'WriteReview', noteInputs(place, wanted));
      await sendMutations(octokit, 'FinishReview', noteEnd(wanted, begun));
    };
    return { pull, send };
  }

  test('what is refused is neither counted nor, alone, told of', async () => {
    const { pull, send } = await scene();
    await send(note(suggestion('notes.md', 1), suggestion('notes.md', 7)));
    expect(pull.reviews).toHaveLength(1);
    expect(pull.reviews[0]).toMatchObject({ state: 'COMMENTED', comments: [{ line: 1 }] });
    expect(pull.reviews[0]?.body).toContain('1 of 2 fixes below');
    await send(note(suggestion('notes.md', 7)));
    expect(pull.reviews).toHaveLength(1);
  });

  test('what a broken attempt has left over is not sent twice', async () => {
    const { pull, send } = await scene();
    failOnce(stage.world, { operation: 'FinishReview' }, { kind: 'hang-up' });
    await expect(send(note(suggestion('notes.md', 1)))).rejects.toThrow();
    expect(pull.reviews).toMatchObject([{ state: 'PENDING' }]);
    await send(note(suggestion('notes.md', 1)), pull.reviews[0]?.nodeId ?? null);
    expect(pull.reviews).toMatchObject([{ state: 'COMMENTED', comments: [{ line: 1 }] }]);
  });
});
