import fc from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { stateIn } from '../../src/review/comment-state.ts';
import { commentMarker } from '../../src/review/markers.ts';
import { cachingDraft, cachingKeys, cachingPath, pattern } from '../../src/rules/examples/example.ts';
import { acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';
import { approval, handbookWith, ownComment, reviewOf } from './situation.ts';

const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
const batching = pattern('fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization');
const accepted = reproduced(acceptedPath, acceptedReadme());

const names = (review: ReturnType<typeof reviewOf>): string[] =>
  (review.labels ?? []).map(label => label.name);

describe('a new pattern', () => {
  test('with an error: failure, whose turn it is, and the line', () => {
    const review = reviewOf(
      {},
      { [cachingPath]: cachingDraft.replace('ml/optimization', 'ml/optimisation') },
    );
    expect(review.checkRun).toMatchObject({
      conclusion: 'failure',
      title: 'One thing to fix — the author’s turn',
    });
    expect(review.checkRun.annotations).toMatchObject([
      { path: cachingPath, level: 'FAILURE', startLine: 4, endLine: 4, startColumn: 11, title: 'category' },
    ]);
    expect(review.comment).toContain('## ❌ One thing to fix — the author’s turn');
    expect(review.comment).toContain('README.md?plain=1#L4)');
    expect(names(review)).toEqual(['ml/optimization', 'pattern:new', 'review:needs-work']);
  });

  test('as a draft: passes, and what accepted would need is advice', () => {
    const review = reviewOf({}, { [cachingPath]: cachingDraft });
    expect(review.checkRun).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(review.comment).toContain('A draft, fine to merge as one');
    expect(review.comment).not.toContain('For a person to judge');
  });

  test('proposed as accepted: asks a maintainer each question of the quality table', () => {
    const review = reviewOf({}, accepted);
    expect(review.checkRun).toMatchObject({
      conclusion: 'success',
      title: 'Nothing to fix',
    });
    expect(review.comment?.match(/^- \[ \]/gm)).toHaveLength(2);
    expect(names(review)).toEqual([
      'ml/optimization',
      'pattern:new',
      'framework:framework-agnostic',
      'review:ready',
    ]);
  });

  test('approved by a maintainer: every box is ticked', () => {
    const review = reviewOf({}, accepted, { opinions: [approval('grace')] });
    expect(review.comment?.match(/^- \[x\]/gm)).toHaveLength(2);
    expect(review.comment).toContain('`grace`');
    expect(names(review)).toContain('review:approved');
  });
});

test('a change is a change, and the index preview says what becomes of it', () => {
  const review = reviewOf({ [cachingPath]: cachingDraft }, accepted);
  expect(names(review)).toContain('pattern:changed');
  expect(review.comment).toContain('in Optimization is updated: draft → accepted');
});

test('a moved pattern is neither new, nor removed, nor a duplicate of itself', () => {
  const review = reviewOf(
    { [cachingPath]: cachingDraft },
    { [cachingPath.replace('prediction-caching', 'caching')]: cachingDraft },
  );
  expect(review.checkRun.conclusion).toBe('success');
  expect(review.comment).toContain('moved from patterns/ml/optimization/prediction-caching');
  expect(names(review)).toEqual(['ml/optimization', 'pattern:changed', 'review:ready']);
});

test('a removed pattern must be retired', () => {
  const review = reviewOf(
    { [cachingPath]: cachingDraft, [batchingPath]: batching },
    { [batchingPath]: batching },
  );
  expect(review.checkRun.annotations).toMatchObject([{ title: 'removed-retired' }]);
  expect(names(review)).toContain('pattern:removed');
});

test('a fingerprint that another pattern has is refused', () => {
  const review = reviewOf(
    { [cachingPath]: cachingDraft },
    { [cachingPath]: cachingDraft, [batchingPath]: batching.replace('007', '008') },
  );
  expect(review.checkRun.annotations).toMatchObject([{ path: batchingPath, title: 'fingerprint-unique' }]);
});

test('without patterns: a passing check and no comment', () => {
  expect(reviewOf({}, { 'docs/readme.txt': 'x' })).toMatchObject({
    checkRun: { conclusion: 'success' },
    comment: null,
    labels: [],
  });
});

test('when the patterns have gone again, the comment says so', () => {
  const comments = [ownComment(`${commentMarker}\n\nOne thing to fix`)];
  expect(reviewOf({}, { 'docs/readme.txt': 'x' }, { comments }).comment).toContain('No patterns are left');
});

test('an edited index is refused with the way back', () => {
  const review = reviewOf({ 'patterns/ml/INDEX.md': 'a' }, { 'patterns/ml/INDEX.md': 'b' });
  expect(review.checkRun).toMatchObject({
    conclusion: 'failure',
    annotations: [{ title: 'generated-index' }],
  });
  expect(review.checkRun.annotations[0]?.message).toContain(
    'git checkout origin/HEAD -- patterns/ml/INDEX.md',
  );
});

test('a listing that GitHub cut off is never a pass', () => {
  expect(reviewOf({}, { [cachingPath]: cachingDraft }, { filesComplete: false }).checkRun.conclusion).toBe(
    'failure',
  );
});

test('same input, same review', () => {
  const [a, b] = [reviewOf({}, accepted), reviewOf({}, accepted)];
  expect(a).toEqual(b);
});

describe('limits', () => {
  test('a thousand findings fit into the comment and the summary, and five hundred stand beside their lines', () => {
    const broken = Array.from({ length: 1000 }, (_, index) => `[x](#${'y'.repeat(70)}${index})`).join('\n\n');
    const failing = reviewOf({}, { [cachingPath]: pattern(cachingKeys, broken) });
    expect(failing.checkRun.annotations).toHaveLength(500);
    expect(failing.comment?.length).toBeLessThan(65_536);
    expect(Buffer.byteLength(failing.checkRun.summary)).toBeLessThan(65_535);
    expect(failing.comment).toContain('more, see the check run');
  });

  test('a hundred patterns in one pull request', () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => {
        const keys = `fingerprint: ML-OPT-${String(index + 100)}\nname: Pattern ${index}\ncategory: ml/optimization`;
        return [`patterns/ml/optimization/pattern-${index}/README.md`, pattern(keys)];
      }),
    );
    const review = reviewOf({}, files);
    expect(review.checkRun.conclusion).toBe('success');
    expect(review.comment?.length).toBeLessThan(65_536);
  });

  test('more boxes than a comment holds: what is remembered stays, and the way is told', () => {
    const rows = Array.from(
      { length: 400 },
      (_, index) =>
        `| Metric ${index} ${'long '.repeat(20)}| ${'A requirement. '.repeat(10)}| a maintainer |`,
    );
    const opinions = ['grace', 'octo', 'heidi', 'ivan'].map(login => approval(login.padEnd(39, '-x')));
    const open = reviewOf({}, accepted, {}, handbookWith(rows));
    const agreed = reviewOf({}, accepted, { opinions }, handbookWith(rows));
    for (const { comment } of [open, agreed]) {
      expect(comment?.length).toBeLessThan(65_536);
      expect(comment).toContain('an approving review agrees to all');
      expect(Object.keys(stateIn(comment ?? '')?.parts ?? {})).toHaveLength(100);
    }
    expect(agreed.comment).toContain('## ✅ Approved');
    expect(Object.values(stateIn(agreed.comment ?? '')?.signOffs ?? {})[0]).toHaveLength(3);
  });
});

test('text from a pull request never becomes a mention, link, image, reference or HTML', () => {
  const hostile = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '@octocat',
      '<img src=x onerror=alert(1)>',
      '[x](https://evil.example)',
      '![x](https://evil.example/a.png)',
      '`` @octocat',
      '</details>',
      'a | b',
      '&#64;octocat',
      'https://evil.example',
      '<!-- pattern-librarian:review -->',
      '#1',
      '\u202e@octocat',
      '- [x] Performance',
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, (name, heading) => {
      const text = pattern(
        `fingerprint: ML-OPT-008\nname: ${JSON.stringify(name)}\ncategory: ${JSON.stringify(heading)}\nstatus: ${JSON.stringify(name)}`,
        `# x\n\n[${heading}](../${encodeURIComponent(name)}.md#${heading})\n`,
      );
      const { comment } = reviewOf({}, { [cachingPath]: text });
      const tree = unified()
        .use(remarkParse)
        .use(remarkGfm)
        .parse(comment ?? '');
      visit(tree, node => {
        if (node.type === 'text') expect(node.value).not.toMatch(/@octocat|evil\.example|#1\b/);
        if (node.type === 'link') expect(node.url).toMatch(/^https:\/\/github\.(example|com)\//);
        if (node.type === 'html')
          expect(node.value).toMatch(
            /^(<!-- pattern-librarian:(review|state [^<>]*) -->|<details><summary>[\w\s(),’]+<\/summary>|<\/details>)$/,
          );
        expect(node.type).not.toBe('image');
      });
      expect(comment?.match(/^- \[[ x]\]/gm)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('labels that were refused stand in one order, so the comment is not written again for nothing', () => {
  const files = { [cachingPath]: cachingDraft };
  const refused = JSON.stringify(['pattern:new', 'ml/optimization'].map(name => ({ name, why: 'no' })));
  const said = (reviewOf({}, files).comment ?? '').replace(/\} -->$/m, `,"refusedLabels":${refused}} -->`);
  const second = reviewOf({}, files, { comments: [ownComment(said)] }).comment ?? '';
  expect(stateIn(second)?.refusedLabels.map(({ name }) => name)).toEqual(['ml/optimization', 'pattern:new']);
  const third = reviewOf({}, files, { comments: [ownComment(second)] }).comment;
  expect(third).toBe(second);
});
