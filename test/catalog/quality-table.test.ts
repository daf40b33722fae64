import { expect, test } from 'vitest';
import { readQualityTable } from '../../src/catalog/quality-table.ts';
import { parseMarkdown } from '../../src/pattern/markdown.ts';

const rules = ['schema', 'required-sections', 'links', 'related'];
const read = (text: string) => readQualityTable(parseMarkdown('patterns/ml/README.md', text).body, rules);
const under = (table: string, heading = '## Quality Metrics'): string =>
  `# Handbook\n\n${heading}\n\n${table}\n`;
const metricsIn = (text: string) =>
  read(text).metrics.map(({ name, requirement, rules, maintainer }) => [
    name,
    requirement,
    rules.join(' '),
    maintainer,
  ]);

test('rows are asked as they stand', () => {
  const text = under(
    '| Metric | Requirement | Evidence |\n|:--|:-:|--:|\n| Documentation | Complete | `schema`, `links` · a maintainer |\n| **Security** | [Threat model](x) \\| review | A Maintainer |\n| Form | Valid | `schema` |',
  );
  expect(read(text).problems).toEqual([]);
  expect(metricsIn(text)).toEqual([
    ['Documentation', 'Complete', 'schema links', true],
    ['Security', 'Threat model | review', '', true],
    ['Form', 'Valid', 'schema', false],
  ]);
});

test('two columns, as the specification has them: a maintainer judges, the machine what it can', () => {
  expect(
    metricsIn(
      under('| Metric | Requirement |\n|---|---|\n| Documentation | Complete |\n| Ethics | Considered |'),
    ),
  ).toEqual([
    ['Documentation', 'Complete', expect.stringContaining('required-sections'), true],
    ['Ethics', 'Considered', 'ethics fairness fairness-groups personal-data', true],
  ]);
});

test('columns may stand in any order and be spelled in any case, with others between', () => {
  expect(
    metricsIn(
      under(
        '| EVIDENCE | Owner | requirement | metric |\n|---|---|---|---|\n| `links` | me | No dead end | Links |',
        '### quality metrics',
      ),
    ),
  ).toEqual([['Links', 'No dead end', 'links', false]]);
});

test('text and other tables around it do not matter', () => {
  const text = `| Metric | Requirement |\n|---|---|\n| Wrong | Table |\n\n## Quality Metrics\n\nWords first.\n\n- and a list\n\n| Metric | Requirement | Evidence |\n|---|---|---|\n| A | B | a maintainer |\n`;
  expect(metricsIn(text)).toEqual([['A', 'B', '', true]]);
});

const head = '| Metric | Requirement | Evidence |\n|---|---|---|\n';
test.each<[text: string, line: number, says: string]>([
  [
    '',
    1,
    'There is no table under a heading “Quality Metrics”. Add one with the columns Metric, Requirement and Evidence.',
  ],
  [
    under('No table.'),
    1,
    'There is no table under a heading “Quality Metrics”. Add one with the columns Metric, Requirement and Evidence.',
  ],
  [
    under(`## Next\n\n${head}`),
    1,
    'There is no table under a heading “Quality Metrics”. Add one with the columns Metric, Requirement and Evidence.',
  ],
  [
    under('| Name | What |\n|---|---|\n| A | B |'),
    5,
    'The quality table has the columns `name`, `what`. It needs Metric and Requirement, and may have Evidence.',
  ],
  [under(head), 5, 'The quality table has no rows, so nothing would be asked. Add one per metric.'],
  [
    under(`${head}| A | B | a maintainer |\n| Security | Model | \`threat-model\` |`),
    8,
    'The row `Security` names the rule `threat-model`, which does not exist. Rules are listed in docs/rules.md.',
  ],
  [
    under(`${head}| A | B | somebody |`),
    7,
    'The row `A` names no evidence. Write a rule’s id in a code span, or “a maintainer”.',
  ],
  [
    under(`${head}| A | B |`),
    7,
    'The row `A` names no evidence. Write a rule’s id in a code span, or “a maintainer”.',
  ],
  [under(`${head}| A | | a maintainer |`), 7, 'The row `A` has no requirement. Say what is asked.'],
  [under(`${head}| | B | a maintainer |`), 7, 'A row has no metric in its first column.'],
  [
    under(`${head}| A | B | a maintainer |\n| a | C | a maintainer |`),
    8,
    'The row `a` is there twice. Keep one.',
  ],
])('problem %#', (text, line, says) => {
  const { problems } = read(text);
  expect(problems.map(problem => [problem.range.start.line, problem.message])).toEqual([[line, says]]);
});
