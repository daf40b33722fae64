import { describe, expect, test } from 'vitest';
import { acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');

/** What a rule finds when one section of the accepted example has another text, without path and column. */
const found = (rule: string, title: string, text: string | null): string[] =>
  findingsOf(rule, { [path]: acceptedReadme({ [title]: text }) }).map(line =>
    line.replace(/^[^:]*:\d+:\d+ /, ''),
  );

/** The same with a section of an anti-pattern. */
const inAntiPattern = (rule: string, title: string, text: string): string[] => {
  const taxonomy = exampleTaxonomy.replace('ml/monitoring', 'ml/anti-patterns');
  const keys = { fingerprint: 'ML-MON-002', name: 'Data Leakage', category: 'ml/anti-patterns' };
  const leakage = readme('data-leakage', 'anti-patterns');
  return findingsOf(
    rule,
    { [leakage]: draft(keys, `# Data Leakage\n\n## ${title}\n\n${text}\n`) },
    undefined,
    taxonomy,
  ).map(line => line.replace(/^[^:]*:\d+:\d+ /, ''));
};

test.each([
  ['intent', 'Intent', 1],
  ['conditions', 'When to use it', 2],
  ['forces', 'Context and forces', 1],
  ['architecture', 'Architecture', 1],
  ['code-blocks', 'Implementation', 1],
  ['trade-offs', 'Trade-offs', 2],
  ['failure-modes', 'Failure modes', 1],
  ['migration', 'Migration', 1],
  ['best-practices', 'Best practices', 1],
  ['ethics', 'Ethics and fairness', 2],
  ['fairness', 'Ethics and fairness', 1],
  ['known-uses', 'Known uses and related', 1],
  ['references', 'References', 1],
])('%s leaves a section that is missing or only a comment to required-sections', (rule, title, faults) => {
  expect(found(rule, title, null)).toEqual([]);
  expect(found(rule, title, '<!-- later -->')).toEqual([]);
  expect(found(rule, title, '')).toEqual([]);
  expect(found(rule, title, 'Words of no use. They are. Four of. Them.')).toHaveLength(faults);
});

describe('intent', () => {
  test.each([
    'One. Two. Three.',
    'Serve what was computed, e.g. Scores of Dr. J. Smith et al. Others too. And vs. That.',
    'It takes 1.5 ms. 3 of 4 requests hit. Version 2.0.1 does too.',
    'Is it? It is! “Yes.” they say.',
    'Let it record. Answer "what was made?" for it.',
    'One `a. B. C. D. E` and two.',
    '一。二。三。',
  ])('%s', text => {
    expect(found('intent', 'Intent', text)).toEqual([]);
  });

  test('four are too many, and the fourth is pointed at', () => {
    const files = { [path]: acceptedReadme({ Intent: 'One. Two.\n\nThree.\n\nFour. Five.' }) };
    expect(findingsOf('intent', files)).toEqual([
      `${path}:21:1 The intent has 5 sentences; expected are one to three. Keep the one idea here and move the rest to the section that it belongs to, such as \`## Context and forces\`.`,
    ]);
  });

  test('a diagram alone says nothing', () => {
    expect(found('intent', 'Intent', '```text\nA. B.\n```')).toEqual([
      'The intent has no sentence. Say in one to three sentences what the pattern does, and for whom.',
    ]);
  });
});

describe('conditions', () => {
  const lists = (use: string, not: string): string[] =>
    found('conditions', 'When to use it', `${use}\n\n- A\n- B\n\n${not}\n\n1. C\n2. D`);

  test.each([
    ['**Use it when**', '**Do not use it when**'],
    ['**Use it when:**', '**Do not use it when**:'],
    ['**use it when** all of these hold', '__Do not use it when__'],
  ])('%s and %s', (use, not) => {
    expect(lists(use, not)).toEqual([]);
  });

  test('without bold, with words between, or with one condition', () => {
    expect(lists('Use it when', '**Do not use it when**\n\nBut note:')).toEqual([
      '`## When to use it` has no line `**Use it when**`; expected is that line, in bold, with a list of at least 2 conditions right below. Write facts or numbers that readers can check in their own system.',
      '`**Do not use it when**` has no list; expected is a list of at least 2 conditions right below. Write facts or numbers that readers can check in their own system.',
    ]);
    const text = '**Use it when**\n<!-- two at least -->\n\n- A\n-\n\n**Do not use it when**\n- C\n- D';
    expect(found('conditions', 'When to use it', text)).toEqual([
      '`**Use it when**` has a list of 1 condition; expected is a list of at least 2 conditions right below. Write facts or numbers that readers can check in their own system.',
    ]);
  });

  test('of an anti-pattern', () => {
    expect(inAntiPattern('conditions', 'Symptoms', '- A\n- B')).toEqual([]);
    expect(inAntiPattern('conditions', 'Symptoms', '- A')).toHaveLength(1);
    expect(inAntiPattern('conditions', 'When it is acceptable', '- Never, because it hides faults.')).toEqual(
      [],
    );
    expect(inAntiPattern('conditions', 'When it is acceptable', 'Sometimes.')).toHaveLength(1);
  });
});

test('forces: prose may stand below the list, and items may be nested', () => {
  expect(found('forces', 'Context and forces', '- A\n- B\n\nProse.')).toEqual([]);
  expect(found('forces', 'Context and forces', '- A\n- B')).toEqual([
    '`## Context and forces` has no prose. Describe in a paragraph the situation in which the problem arises.',
  ]);
  expect(found('forces', 'Context and forces', 'Prose.\n\n### More\n\n- A\n  - a\n  - b')).toHaveLength(1);
});

test('trade-offs: both signs, in an anti-pattern under other names', () => {
  expect(found('trade-offs', 'Trade-offs', '**Benefits**\n\n- A\n\n**Costs**\n\nNone.')).toEqual([
    '`**Costs**` has no list; expected is a list of at least 1 cost right below. Write what one pays: every pattern costs something.',
  ]);
  const title = 'Why it happens, what it costs';
  expect(inAntiPattern('trade-offs', title, '**Why it happens**\n\n- A\n\n**What it costs**\n\n- B')).toEqual(
    [],
  );
  expect(inAntiPattern('trade-offs', title, '**Benefits**\n\n- A\n\n**Costs**\n\n- B')).toHaveLength(2);
});

test('failure modes: each says how it is detected, in whatever form of the word', () => {
  expect(
    found('failure-modes', 'Failure modes', '- **A.** It is detected by x.\n- B.\n\n  Detection: y.'),
  ).toEqual([]);
  expect(found('failure-modes', 'Failure modes', '- A. Detect it by x.\n- B is not seen.\n- C')).toEqual([
    'This failure mode does not say how one detects it. Add a sentence such as “Detect it by …”.',
    'This failure mode does not say how one detects it. Add a sentence such as “Detect it by …”.',
  ]);
  expect(found('failure-modes', 'Failure modes', '- A. Detect it by x.')).toHaveLength(1);
});

describe('migration', () => {
  test.each([
    '1. A\n2. B\n\n**The way back**: undo.',
    '1. A\n\n**The way back.** Undo.',
    '1. A\n\n**The way back**\n\n1. B\n2. C',
    '1. A\n\n**The way back**:\n\n- B',
    'Nothing to migrate, because the pattern is a habit.',
    'There is nothing to migrate: since it is a habit.',
  ])('%j', text => {
    expect(found('migration', 'Migration', text)).toEqual([]);
  });

  test.each([
    ['- A\n- B\n\n**The way back**: undo.', 'has no numbered steps'],
    ['Nothing.', 'has no numbered steps'],
    ['A\n\n**The way back**: nothing, because it is one.', 'has no numbered steps'],
    ['1. A\n2. B', 'has no way back'],
    ['1. A\n2. B\n\nThe way back: undo.', 'has no way back'],
    ['1. A\n2. B\n\n**The way back**:', 'says nothing'],
  ])('%j %s', (text, says) => {
    expect(found('migration', 'Migration', text)).toEqual([expect.stringContaining(says)]);
  });

  test('an anti-pattern names what mitigates it, in that section', () => {
    const link = '[ML-OPT-007 Dynamic Batching](../../optimization/dynamic-batching/README.md)';
    const title = 'Refactored solution';
    expect(inAntiPattern('migration', title, `Use it.\n\n- mitigated-by ${link}: so.`)).toEqual([]);
    expect(inAntiPattern('migration', title, `- requires ${link}`)).toHaveLength(1);
    expect(
      inAntiPattern('migration', title, `Nothing.\n\n## Known uses and related\n\n- mitigated-by ${link}`),
    ).toHaveLength(1);
  });
});

describe('ethics', () => {
  const who = '**Who is affected**: those who are judged.';
  const fair = '**Fairness assessment**: argued.';

  test.each([
    `${who}\n\n- Harm — less.\n\n${fair}`,
    `${who}\n\n- Harm -- less.\n- Harm – less.\n\n${fair}`,
    `${who}\n\n- Harm over\n  two lines —\n  and less.\n\n${fair}`,
    `${who}\n\nNone, because nobody is judged.\n\n${fair}`,
    `${who}\n\n- None, because nobody is judged.\n\n${fair}`,
    `**Who is affected**: nobody, because it is about machines.\n\n${fair}`,
    `**Who is affected**\n\n- Customers\n- Staff\n\n**Harms**\n\n- A — b\n\n${fair}`,
    `**Who is affected**: three kinds of people:\n\n- Customers\n- Staff\n\nHarms:\n\n- A — b\n\n${fair}`,
    `**Who is affected**: clerks, whose work is:\n\n- A — b\n\n${fair}`,
    `${who}\n\n- A — b\n\n${fair} By group:\n\n- men: 0.2\n- women: 0.3`.replace('argued. By', 'argued, by'),
  ])('%j', text => {
    expect(found('ethics', 'Ethics and fairness', text)).toEqual([]);
    expect(found('fairness', 'Ethics and fairness', text)).toEqual([]);
  });

  test.each([
    [`- Harm — less.\n\n${fair}`, 'does not say who is affected'],
    [`**Who is affected**:\n\n- Harm — less.\n- B — c`, null],
    [`**Who is affected**\n\nCustomers.\n\n- Harm — less.\n\n${fair}`, 'says nothing'],
    [`${who}\n\n- Harm.\n\n${fair}`, 'has no mitigation'],
    [`${who}\n\n- 2–3 harms.\n\n${fair}`, 'has no mitigation'],
    [`${who}\n\n- — less.\n\n${fair}`, 'has no mitigation'],
    [`${who}\n\n- None.\n\n${fair}`, 'has no mitigation'],
    [`${who}\n\nNone.\n\n**Fairness assessment**: none, because it is one.`, 'names no harm'],
  ])('%j %s', (text, says) => {
    expect(found('ethics', 'Ethics and fairness', text)).toEqual(
      says === null ? [] : [expect.stringContaining(says)],
    );
  });
});

describe('fairness', () => {
  const assessed = (text: string): string =>
    `**Who is affected**: people.\n\n- Harm — less.\n\n**Fairness assessment**${text}`;

  test('it says something', () => {
    expect(found('fairness', 'Ethics and fairness', assessed(''))).toEqual([
      '`**Fairness assessment**` says nothing. Write what was measured, or argue why no group is worse off.',
    ]);
    expect(found('fairness', 'Ethics and fairness', assessed('\n\n- women: argued'))).toEqual([]);
  });

  test.each([': 0.2 [B1].', ': 0.2 [B1].\n\n[B1]: #evidence'])('quoted results have groups: %j', text => {
    const files = { [path]: acceptedReadme({ 'Ethics and fairness': assessed(text) }) };
    expect(findingsOf('fairness', files)).toEqual([expect.stringMatching(/quotes `\[B1\]`, but/)]);
  });

  test('what cannot be read is told elsewhere', () => {
    const files = {
      [path]: acceptedReadme({ 'Ethics and fairness': assessed(': 0.2 [B1].') }),
      [path.replace('README.md', 'results.json')]: '{',
    };
    expect(findingsOf('fairness', files)).toEqual([]);
  });
});

test('personal data: whatever the relation, and not in a privacy pattern itself', () => {
  const of = (keys: Record<string, string>, line: string): string[] =>
    findingsOf('personal-data', {
      [path]: draft(keys, `# A\n\n## Known uses and related\n\n${line}\n`),
    });
  const keys = { fingerprint: 'ML-OPT-008', name: 'A', personal_data: 'required' };
  const link = '[ML-PRIV-001 Differential Privacy](../../privacy/differential-privacy/README.md)';
  expect(of(keys, `- conflicts-with ${link}: noise`)).toEqual([]);
  expect(of(keys, '- none')).toEqual([
    `${path}:4:16 \`personal_data\` is \`required\`, but no privacy pattern is related. Add one in \`## Known uses and related\`, such as \`- composes [ML-PRIV-001 Differential Privacy](../../privacy/differential-privacy/README.md): why\`.`,
  ]);
  expect(of({ ...keys, fingerprint: 'ML-PRIV-004' }, '- none')).toEqual([]);
  expect(of({ ...keys, personal_data: 'possible' }, '- none')).toEqual([]);
});
